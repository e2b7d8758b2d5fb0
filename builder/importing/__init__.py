"""Importers: turn a documentation site of another system into a Handrail project, with a report."""
