"""A project on disk: its configuration, its files, and everything that is read before pages are composed."""
