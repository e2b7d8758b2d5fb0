"""Checks that need one document only."""
