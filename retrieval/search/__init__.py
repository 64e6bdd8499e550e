"""A question on its way to passages: search, fuse, collapse copies, rerank, weigh the day."""
