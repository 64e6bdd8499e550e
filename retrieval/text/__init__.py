"""Text: characters, words, sentences, names, numbers, days; no model and no disk."""
