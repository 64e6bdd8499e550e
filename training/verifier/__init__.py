"""Trains the model that says whether sentences bear a claim out."""
