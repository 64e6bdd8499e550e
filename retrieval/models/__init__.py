"""The models: embedder, reranker, reader and verifier."""
