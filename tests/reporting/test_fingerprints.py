"""Fingerprints depend on the defect, not on our words about it: a baseline outlives a better message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from driver import Site
from msgspec.structs import replace

from builder.diagnostics.fingerprint import fingerprinted
from builder.diagnostics.place import diagnostic_at, in_file

FRONT = "---\ntitle: A\n---\n\n"

KNOWN = {
    "{% nod %}\nText.\n{% /nod %}\n": ("tag-undefined", "Undefined tag: 'nod'"),
    '{% note noteTyp="Tip" %}\nText.\n{% /note %}\n': ("attribute-undefined", "Invalid attribute: 'noteTyp'"),
    "{% note noteType=5 %}\nText.\n{% /note %}\n": (
        "attribute-type-invalid",
        "Attribute 'noteType' must be type of 'String'",
    ),
    "{% note %}\nText.\n": ("missing-closing", "Node 'note' is missing closing"),
    "Text.\n\n{% /note %}\n": ("missing-opening", "Node 'tag' is missing opening"),
    "Text {% $gone %}.\n": ("variable-undefined", "Undefined variable: 'gone'"),
}
"""By text: the code of its problem, and the message that the reference gives. Fingerprints are made from it."""


def test_the_message_is_not_part_of_it() -> None:
    one = diagnostic_at("tag-undefined", in_file("content/v1.0.x/a.md", 3, 1), "One wording.", subject="nod")
    other = replace(one, message="Another wording.", line=7, path="content/v1.1.x/a.md")
    assert fingerprinted(one).fingerprint == fingerprinted(other).fingerprint
    assert fingerprinted(one).fingerprint != fingerprinted(replace(one, subject="node")).fingerprint


@pytest.mark.parametrize(("text", "known"), KNOWN.items())
def test_errors_of_the_language_keep_the_fingerprints_of_old_baselines(
    text: str, known: tuple[str, str], site: Callable[..., Site]
) -> None:
    code, message = known
    project = site().write({"content/v1.0.x/a.md": FRONT + text, "content/v1.1.x/a.md": FRONT + "\n" + text})
    found = [problem["fingerprint"] for problem in project.problems() if problem["code"] == code]
    named = "\0".join((code, "content/*/a.md", f"/{message}/"))
    assert found == 2 * [hashlib.blake2b(named.encode(), digest_size=8).hexdigest()]
