"""Trains the reader that `retrieval/models/reader/` ships: `make reader`, described in MODEL_CARD.md."""
