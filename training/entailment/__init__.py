"""Trains the model of inference: sentences bear a claim or an answer out, contradict it, or are silent."""
