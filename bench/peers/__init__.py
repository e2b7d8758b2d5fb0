"""The programs that are compared, each in one file, in the order of the tables: ours first."""

from __future__ import annotations

from bench.peers.handrail import Handrail
from bench.peers.hugo import Hugo
from bench.peers.peer import Peer

PEERS: tuple[Peer, ...] = (Handrail(), Hugo())
