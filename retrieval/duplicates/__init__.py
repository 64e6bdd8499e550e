"""Near-duplicates: the same wire story at several outlets is one story."""
