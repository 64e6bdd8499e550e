"""Work that several front ends share."""
