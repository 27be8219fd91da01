"""Texts that are hard on memory, and the peak of each command on them."""

def check(harness, short):
    pass
