"""Reuse of blocks: a page is cut into segments, and segments that pages share are composed once."""
