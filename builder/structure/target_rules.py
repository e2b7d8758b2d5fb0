"""How a site of another program writes the targets of its links: aliases, and other parts of its host."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

_ENDS_NAME = ("/", "#", "?")


class TargetRules(msgspec.Struct, frozen=True):
    """Rules that are applied to a target before anything else reads it."""

    aliases: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Beginnings of targets, and their replacements: ``@images/`` is ``/images/``, ``docId:`` is ``/docs/``."""
    other_parts: tuple[str, ...] = ()
    """Paths of the host that other programs publish: ``/blog``."""

    def read(self, target: str) -> str:
        """The target without its alias; of several that fit, the longest counts."""
        found = max((alias for alias in self.aliases if _begins(target, alias)), key=len, default="")
        return self.aliases[found] + target[len(found) :] if found else target

    def is_elsewhere(self, target: str) -> bool:
        """Whether the target is in another part of the host."""
        return any(_begins(target, part) for part in self.other_parts)


def _begins(target: str, name: str) -> bool:
    """Whether a target begins with the name: with all of it, if it ends like a word."""
    if not target.startswith(name):
        return False
    return not name[-1:].isalnum() or len(target) == len(name) or target[len(name)] in _ENDS_NAME


NO_TARGET_RULES = TargetRules()
