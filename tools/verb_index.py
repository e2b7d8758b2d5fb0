"""Pack WordNet's verbs for the checklist rules: ``python tools/verb_index.py WORDNET``.

WORDNET is the folder with ``index.verb``, ``index.noun``, ``index.adj``, ``index.adv`` and ``verb.exc``; Debian's
package ``wordnet-base`` installs it as ``/usr/share/wordnet``. Its licence is kept beside the packed file.

The packed file is two lines, compressed: words that are verbs and nothing else, and words that are nouns,
adjectives or adverbs too. Past forms such as "found" are left out.
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[1] / "builder/checklist/lexicon"
WORD = re.compile(r"[a-z]{2,20}")


def main(arguments: list[str]) -> int:
    """Write ``verbs_en.z``."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python tools/verb_index.py WORDNET\n")
        return 2
    folder = Path(arguments[0])
    past = {line.split()[0] for line in (folder / "verb.exc").read_text("ascii").splitlines()}
    verbs = _words(folder / "index.verb") - past
    others = _words(folder / "index.noun") | _words(folder / "index.adj") | _words(folder / "index.adv")
    text = "\n".join((" ".join(sorted(verbs - others)), " ".join(sorted(verbs & others))))
    (LEXICON / "verbs_en.z").write_bytes(zlib.compress(text.encode("ascii"), 9))
    return 0


def _words(path: Path) -> set[str]:
    """The single words of an index; lines of its licence begin with blanks."""
    lines = path.read_text("ascii").splitlines()
    return {word for line in lines if not line.startswith(" ") and WORD.fullmatch(word := line.split()[0])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
