"""Handrail: documentation that people read and programs can follow."""

__version__ = "0.1.0"
