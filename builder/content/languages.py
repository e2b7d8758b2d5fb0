"""Languages in which checklists can be read."""

LANGUAGES = ("en", "ar", "de", "es", "fr", "ja", "zh")
"""Each has a file of its words and phrases."""
