"""The second answerer: a language model writes, and code checks every claim against the sentences."""
