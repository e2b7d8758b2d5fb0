"""Converters: one file for each kind of construct, and the ordered table that selects one."""
