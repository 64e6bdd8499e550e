"""Claims held against sentences: does the evidence bear them out?"""
