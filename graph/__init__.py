"""Turn documents into a checked knowledge graph of accountability claims."""
