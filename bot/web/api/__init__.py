"""The HTTP API: JSON in, JSON or a stream of events out."""
