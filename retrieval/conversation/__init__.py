"""A conversation: what was said before, and a follow-up made to stand alone by it."""
