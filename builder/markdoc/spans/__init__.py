"""Finds nodes and attributes in the source text."""
