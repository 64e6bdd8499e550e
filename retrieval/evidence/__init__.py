"""From passages to evidence: the sentences that answer, how sure that is, the words that answer alone."""
