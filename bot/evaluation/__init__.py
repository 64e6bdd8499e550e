"""How good the answers are: question sets run, measured and reported."""
