"""Trains and measures the classifier of questions."""
