"""Put the road together: documents to readings to quads to the gate to the store; tables beside them.

Nothing is imported here: `assemble` loads the reader and its parser; `parts`, for importers, needs neither.
"""
