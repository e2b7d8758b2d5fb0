"""The contests: which programs are compared, and in which situations. The first program is ours."""

from __future__ import annotations

from dataclasses import dataclass

from bench.peers.eleventy import Eleventy
from bench.peers.handrail import Handrail
from bench.peers.hugo import Hugo
from bench.peers.lychee import Lychee
from bench.peers.markdoc_node import MarkdocNode
from bench.peers.material import MkDocsMaterial, Zensical
from bench.peers.peer import Peer
from bench.peers.starlight import Starlight
from bench.situations import COLD, ONE_PAGE, ONE_PARTIAL, ONE_TEMPLATE, UNCHANGED, Situation


@dataclass(frozen=True, slots=True)
class Contest:
    """Programs that do the same."""

    name: str
    """One word, as the command line takes it."""
    title: str
    peers: tuple[Peer, ...]
    situations: tuple[Situation, ...]


BUILD = Contest(
    "build",
    "Building",
    (
        Handrail(),
        Hugo(),
        Hugo(name="Hugo, page marked", menu="marked"),
        Hugo(name="Hugo, pruned menu", menu="pruned"),
        Eleventy(),
        Zensical(),
        MkDocsMaterial(),
        MkDocsMaterial(name="MkDocs Material, pruned menu", pruned=True),
        Starlight(),
        MarkdocNode(),
    ),
    (COLD, UNCHANGED, ONE_PAGE, ONE_TEMPLATE, ONE_PARTIAL),
)
SEARCH = Contest(
    "search",
    "Building with full-text search",
    (
        Handrail(verb=("build",)),
        Hugo(name="Hugo + Pagefind", search=True),
        Zensical(name="Zensical + search", search=True),
        MkDocsMaterial(name="MkDocs Material + search", search=True, pruned=True),
        Starlight(name="Starlight + search", search=True),
    ),
    (COLD, UNCHANGED, ONE_PAGE),
)
LYCHEE_ON_HUGO = Lychee(name="lychee, whole menus", author=Hugo())
"""On pages of the same content that each have the menu of their version, as most programs make them."""
CHECK = Contest(
    "check",
    "Checking",
    (Handrail(name="Handrail check", verb=("check",)), Handrail(name="Handrail build"), Lychee(), LYCHEE_ON_HUGO),
    (COLD, ONE_PAGE),
)
SERVE = Contest(
    "serve",
    "From save to served",
    (Handrail(), Hugo(), Eleventy(), Zensical(), MkDocsMaterial(pruned=True)),
    (),
)
CONTESTS = (BUILD, SEARCH, CHECK, SERVE)
