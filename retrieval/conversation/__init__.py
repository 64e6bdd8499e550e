"""Conversations: their memory, and follow-ups made into questions that stand alone."""
