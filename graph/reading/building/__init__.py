"""Give the facts of each family of types the shape that `docs/facts.md` asks for."""
