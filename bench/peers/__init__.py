"""The compared programs, each in one file; :mod:`bench.peers.peer` is their common base."""
