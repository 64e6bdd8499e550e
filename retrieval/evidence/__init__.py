"""Evidence: sentences that answer, conflicts between them, the confidence, and short answers."""
