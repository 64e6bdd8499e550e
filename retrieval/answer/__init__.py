"""Answers, extracted or generated, and their verified citations."""
