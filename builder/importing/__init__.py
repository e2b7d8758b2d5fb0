"""Importers: a documentation site of another system as a Handrail project, and a report of the move."""
