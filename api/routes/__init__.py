"""Answer requests, a file a kind of thing."""
