"""Conversation sets: questions of every kind that people type, each with checks on what is shown."""
