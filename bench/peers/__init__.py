"""The programs that are compared, each in one file; :mod:`bench.peers.peer` is what they have in common."""
