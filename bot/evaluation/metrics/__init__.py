"""Metrics of answers, one family a module: values in, numbers out, NaN without data."""
