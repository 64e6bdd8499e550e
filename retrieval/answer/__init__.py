"""Answers: extracted or generated, their claims checked, their citations verified."""
