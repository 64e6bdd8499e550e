"""The engine: from article files to passages, from a question to a cited answer."""
