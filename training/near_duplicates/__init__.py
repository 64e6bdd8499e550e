"""A labelled set of pairs of articles, copies or not, and how well they are told apart."""
