"""Scripts that are published as one file: browsers fetch them with one request, and the file works by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

JOINED = {"search-index.js": ("search-words.js", "search-terms.js", "search-rank.js")}
"""By the file that is published: the modules that nothing else imports, in the order of their imports.

They share one scope there, so no two of them may declare the same name at their top level.
"""

_EXPORT = re.compile(rb"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)


def join_scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by name, with the modules of :data:`JOINED` in the one that imports them."""
    joined = dict(files)
    for whole, parts in JOINED.items():
        if whole in joined and all(part in joined for part in parts):
            texts = [_EXPORT.sub(b"", _without_imports(joined.pop(part), parts)) for part in parts]
            joined[whole] = b"".join((*texts, _without_imports(joined[whole], parts)))
    return joined


def _without_imports(data: bytes, parts: tuple[str, ...]) -> bytes:
    names = "|".join(map(re.escape, parts)).encode()
    return re.sub(rb'^import \{[^}]*\} from "\./(?:' + names + rb')";\n', b"", data, flags=re.MULTILINE)
