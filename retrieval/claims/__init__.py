"""Claims compared with sentences: does the evidence entail them?"""
