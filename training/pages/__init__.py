"""Trains the forest that tells a page's article from the rest of the page."""
