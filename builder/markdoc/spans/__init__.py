"""Where nodes and attributes are in the source text."""
