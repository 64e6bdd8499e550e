"""Pure measures of answers, one family a file: values in, numbers out, NaN where there is no data."""
