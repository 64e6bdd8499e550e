"""The search for passages: rankings, their fusion, copies, reranking and recency."""
