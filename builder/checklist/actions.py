"""The action of an item, where its words and code leave no doubt: run, open, click, set, write or change a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.checklist.command_code import is_command, typed
from builder.checklist.labels import ANY_LABEL, LabelledText
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Action, Code, ItemWords

_EXTENSIONS = (
    "ya?ml|json[c5]?|toml|ini|conf|cfg|cnf|config|env|txt|mdx?|markdown|rst|py|[mc]?[jt]s|[jt]sx|vue|svelte|astro|html?"
    "|s?css|less|xml|properties|sh|bash|zsh|fish|ps1|bat|cmd|sql|go|rs|rb|php|java|kts?|gradle|swift|[ch]|cpp|hpp|cs"
    "|lua|tf|tfvars|hcl|service|timer|socket|list|repo|rules|lock|log|csv|key|pem|crt|cer|plist|graphql|proto|tmpl|tpl"
    "|erb|ipynb|r|dart|exs?|nix|desktop|mount|bzl|local|example|sample|override|js\\.map|xaml|csproj|sln|mod|pub|ino"
)
FILE_NAME = re.compile(
    rf"(?:[\w@.~$%{{}}<>\[\]:\\+-]*[/\\])*"
    rf"(?:[\w@$%{{}}<>\[\]+.-]*\.(?:{_EXTENSIONS})|\.[a-z][\w.-]+|\w*(?:Docker|Make|Caddy|Proc|Gem|Vagrant|Jenkins|Rake"
    rf"|just|Jus|Brew|Pip|Pod)file|CODEOWNERS|crontab|hosts|fstab)"
)
_NOT_NAMES = frozenset({"node.js", "vue.js", "next.js", "react.js", "d3.js", "three.js", "e.g", "i.e"})
_PATH = re.compile(r"^(?:/|~/|\./)[\w.-]+(?:/[\w.-]+)*$")
_JOINS = re.compile(r"(?:,|;|\band\b|\bthen\b)\s+(?:and |then |finally |also )*([a-z-]+)")
_BEGINS = re.compile(r"\W*(?:(?:then|and|now|finally|next|also|afterwards|after that|please|lastly),? )*([A-Za-z-]+)")
_NOT_TASK = re.compile(r" (?:task|script|job|pipeline|function|method|test|query|target|hook|action|workflow)s?\b")
_OR = re.compile(r"\b(?:or|alternatively|instead)\b[^\ue000-\uf8ff]*$")
_LED_BY = re.compile(
    r"\b(?:about|of|the|from|for|to|in|is|are|see|than|an?|your|as|on|like|and|or|with|called|named)\s*$", re.IGNORECASE
)
"""Words before code at the end of a sentence, of which it is a part."""
_FOLDER = re.compile(r" ?(?:file )?(?:in|inside|under|within|at|to|into) (?:the |your |a )?(?P<at>[\ue000-\uf8ff])")
_JOINED = re.compile(r"(?:,|;|>|\band|\bthen|^)\s*$")
_ANY_LABEL = re.compile(ANY_LABEL)
_MANAGERS = frozenset(
    {"npm", "yarn", "pnpm", "bun", "npx", "pip", "pip3", "uv", "poetry", "conda", "apt", "apt-get", "dnf", "yum", "apk"}
    | {"brew", "zypper", "pacman", "choco", "winget", "scoop", "snap", "deno"}
)
"""Package managers, of which readers use one instead of another."""


def plain_action(
    item: ItemWords, text: LabelledText, ranges: Sequence[str], controls: Sequence[str], words: Lexicon
) -> Action | None:
    """The one action that an item asks for; ``None`` if it asks for several, or in words that can't be followed."""
    if item.kind not in ("step", "verify"):
        return None
    commands = _commands(item.code)
    if commands:
        return Action("run", "", "\n".join(commands))
    files = [code for code in item.code if code.role == "file" and not code.alternative]
    if files:
        return _file(text, files[0], words) if len(files) == 1 else None
    if not text.labels:
        return None
    asking = _asking(ranges, words)
    if len(asking) != 1:
        return None
    (said,) = asking
    inline = _inline(text, said, words)
    if inline:
        return Action("run", "", "\n".join(inline))
    found = (
        _edited(text, said, words)
        or _set(text, said, words)
        or _click(text, said, controls, words)
        or _opened(text, said, words)
    )
    return found or _created(text, said, words)


def _commands(codes: Sequence[Code]) -> list[str]:
    """The commands of an item's code; of alternatives the first."""
    shown = [code for code in codes if code.role == "command" and not code.alternative]
    if len(shown) < 2:
        return [typed(code.text) for code in shown]
    # Of two sessions, the one of Windows is the other way.
    chosen = [code.text for code in shown if not code.text.startswith("> ")] or [code.text for code in shown]
    programs = [text.split(maxsplit=1)[0] for text in chosen if text.strip()]
    if len(set(programs)) > 1 and _MANAGERS.issuperset(programs):
        chosen = chosen[:1]
    return [typed(text) for text in chosen]


def _asking(ranges: Sequence[str], words: Lexicon) -> list[str]:
    """The sentences that ask for something: the first, and those that begin with a verb."""
    found = list(ranges[:1])
    for said in ranges[1:]:
        begun = _BEGINS.match(said)
        if begun is not None and begun[1].lower() in words.hand_verbs and begun[1].lower() not in words.not_further:
            found.append(said)
    return found


def _goes_on(said: str, end: int, words: Lexicon) -> bool:
    """Whether another action follows in a sentence: “… and enter a name”."""
    for joined in _JOINS.finditer(said, end):
        verb, behind = joined[1], said[joined.end() :].split(maxsplit=1)[:1]
        marked = bool(behind) and _ANY_LABEL.match(behind[0]) is not None
        if verb in words.hand_verbs and (verb not in words.not_further or marked):
            return True
        if verb in words.starting_verbs and behind and (marked or behind[0] in words.after_verb):
            return verb not in words.not_further
    return False


def _alone(said: str, found: re.Match[str], words: Lexicon) -> bool:
    """Whether a match is the only action of a sentence."""
    return not _goes_on(said, found.end(), words) and not _acts_before(said[: found.start()], words)


def _acts_before(said: str, words: Lexicon) -> bool:
    """Whether the words before an action are an action themselves: “Enter a name and …”."""
    bare = said.rstrip()
    if not bare.endswith(("and", "then", ",", ";", "or")):
        return False
    begun = _BEGINS.match(bare)
    return (begun is not None and begun[1].lower() in words.hand_verbs) or _goes_on(bare, 0, words)


def _inline(text: LabelledText, said: str, words: Lexicon) -> list[str]:
    """The commands in a sentence; no alternatives, and none that is only mentioned."""
    found: list[str] = []
    end = 0
    for label in _ANY_LABEL.finditer(said):
        at, sign = label.start(), label[0]
        if not text.is_label(sign) or text.label(sign).kind != "code":
            continue
        command = text.label(sign).text
        before, after = said[max(end, at - 80) : at], said[at + 1 :]
        joined = bool(found) and re.fullmatch(r"[ ,;]*(?:and|then|,|;)?[ ,;]*(?:then|run)? ?", before) is not None
        alone = not said[:at].strip(" ,:") or (said[:at].rstrip().endswith((":", "：")) and not after.strip(" ."))
        ends = " " in command and not after.strip(" .:") and _LED_BY.search(before) is None
        led = joined or alone or ends or words.runs.search(before) is not None
        at_once = joined or words.runs_at_once.search(before) is not None
        known = is_command(command, words) and (" " in command or at_once)
        typed_in = at_once and (known or " " in command) and _NOT_TASK.match(after) is None
        if not ((led and known) or typed_in) or (FILE_NAME.fullmatch(command) and not at_once):
            continue
        if words.mentions.search(_clause_before(said[:at])) is not None or _OR.search(before) is not None:
            continue
        if said.count("(", 0, at) > said.count(")", 0, at) and found:
            continue
        found.append(command)
        end = at + 1
    if found and _goes_on(said, end, words):
        return []
    return found


def _clause_before(said: str) -> str:
    """The words of the same clause, without a condition before a comma."""
    return said[max(said.rfind(", "), said.rfind(": "), said.rfind("; ")) + 1 :][-80:]


def _target(text: LabelledText, chain: str) -> str:
    """The labels of a path: “File > New”."""
    return " > ".join(text.label(sign).text for sign in chain if text.is_label(sign))


def _goes_to(between: str, words: Lexicon) -> bool:
    """Whether the words between two clicks only join them."""
    return (
        _JOINED.search(between) is not None and _ANY_LABEL.search(between) is None and not _goes_on(between, 0, words)
    )


def _click(text: LabelledText, said: str, controls: Sequence[str], words: Lexicon) -> Action | None:
    """A click on a control, or on several that lead to it."""
    found = [match for pattern in words.clicks for match in pattern.finditer(said)]
    found.sort(key=lambda match: match.start())
    if not found or _goes_on(said, found[-1].end(), words) or _acts_before(said[: found[0].start()], words):
        return None
    if not all(_goes_to(said[a.end() : b.start()], words) for a, b in pairwise(found)):
        return None
    labels = [text.label(sign).text for match in found for sign in match["at"] if text.is_label(sign)]
    if not labels or any(label not in controls for label in labels):
        return None
    behind = re.match(r",? ?(?:and|or) ?[\ue000-\uf8ff]", said[found[-1].end() :])
    return Action("click", " > ".join(labels), "") if behind is None else None


def _opened(text: LabelledText, said: str, words: Lexicon) -> Action | None:
    for pattern in words.opens:
        for found in pattern.finditer(said):
            url = text.label(found["at"]).url
            if url.startswith(("http://", "https://")) and _alone(said, found, words):
                return Action("open", url, "")
    return None


def _set(text: LabelledText, said: str, words: Lexicon) -> Action | None:
    """A field and its value; the value is empty if the reader knows it."""
    for pattern in words.sets:
        found = pattern.search(said)
        if found is not None and _alone(said, found, words):
            field, value = text.label(found["field"]), found["value"]
            if field.kind == "link" or FILE_NAME.fullmatch(field.text) is not None:
                continue
            if said[: found.start("value")].endswith("your "):
                value = ""
            return Action("set", field.text, text.spelled(value).rstrip(".,;"))
    for pattern in words.fills:
        found = pattern.search(said)
        if found is not None and _alone(said, found, words):
            field = text.label(found["field"])
            if field.kind != "link" and FILE_NAME.fullmatch(field.text) is None and not _PATH.match(field.text):
                return Action("set", field.text, "")
    return None


def _names(text: LabelledText) -> Iterator[str]:
    """The names of files among the labels."""
    for label in text.labels:
        if (FILE_NAME.fullmatch(label.text) is not None and label.text.lower() not in _NOT_NAMES) or (
            label.kind == "code" and _PATH.match(label.text) is not None
        ):
            yield label.text


def _file(text: LabelledText, code: Code, words: Lexicon) -> Action | None:
    """A file to create with the code as its content, or to change."""
    names = list(dict.fromkeys(_names(text)))
    made = words.creates.search(text.text)
    name = text.label(made["at"]).text if made is not None else ""
    if made is not None and name in names:
        return Action("file", _in_folder(text, made, name), code.text)
    target = names[0] if len(names) == 1 else code.title if FILE_NAME.fullmatch(code.title) else ""
    if not target:
        return None
    creates, changes = words.creating.search(text.text), words.changes.search(text.text)
    if creates is not None and (changes is None or creates.start() < changes.start()):
        return Action("file", target, code.text)
    return Action("edit", target, code.text) if changes is not None else None


def _in_folder(text: LabelledText, made: re.Match[str], name: str) -> str:
    """The path of a file: “create `x` in `dir/`”."""
    found = _FOLDER.match(text.text, made.end())
    folder = text.label(found["at"]).text if found is not None else ""
    if "/" not in folder or FILE_NAME.fullmatch(folder.rstrip("/")) is not None or "/" in name or " " in folder:
        return name
    return f"{folder.rstrip('/')}/{name}"


def _edited(text: LabelledText, said: str, words: Lexicon) -> Action | None:
    """A line in code to add to a file: “Set `A=1` in `.env`”."""
    for pattern in words.edits:
        found = pattern.search(said)
        if found is not None and _alone(said, found, words):
            value, name = text.label(found["value"]), text.label(found["at"]).text
            if value.kind == "code" and name in set(_names(text)) and value.text != name:
                return Action("edit", name, value.text)
    return None


def _created(text: LabelledText, said: str, words: Lexicon) -> Action | None:
    """An empty file to create."""
    found = words.creates.search(said)
    if found is None or not said[found.start() :].lower().startswith("create") or not _alone(said, found, words):
        return None
    name = text.label(found["at"]).text
    path = _in_folder(text, found, name)
    return Action("file", path, "") if name in _names(text) and not path.endswith("/") else None
