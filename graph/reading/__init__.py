"""Read texts into facts: `intake` takes a text in, `reader` reads it.

Nothing is imported here, because taking a text in needs no language model and loading one takes a second.
"""
