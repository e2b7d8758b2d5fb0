"""The role of a code block for the reader: a command to run, a file's content, or output to compare with."""

from __future__ import annotations

import re
from typing import Literal

from builder.caches import bounded_cache
from builder.checklist.lexicon_file import Lexicon

Role = Literal["command", "file", "output"]

LONGEST_FIRST_LINE = 300
MOST_LINES = 20
"""The number of lines of code that are searched for a prompt."""
_PROMPT = re.compile(
    r"^(?:\[\w+@[^\]]{1,40}\] ?[$#]|\w+@\S+[:~][^$#]{0,40}[$#]|PS [^>]{0,60}>|[~/][\w./~-]{0,60}[$#]|[$%>#]) +(?=\S)"
)
_TYPED = re.compile(r"^\s*(?:\([\w.-]{1,40}\) ?)?(?:\w+@\S+[:~][^$#]{0,40}|[~/][\w./~-]{0,60})?\$ +(?=\S)")
_HERE = re.compile(r"<<-?\s*[\"']?(\w+)")
"""The beginning of a here-document, which ends at the line with this word."""
_CONTENT = re.compile(
    r"^(?:[\w.-]+: *(?:\S|$)(?!.*\.$)|[\w.]+ ?= ?\S|\[[\w. -]+\]$|<\?xml"
    r"|<[a-zA-Z]\w*[ >]|import |from \w|[\d*/,-]+(?: [\d*/,A-Za-z-]+){4} )"
)
"""The first line of a file's content: a setting, a section, an element, a schedule."""
_REMARK = re.compile(r"# (?:[A-Z][^-]*$|\d|.*[:.!?]$|.* (?:the|to|is|a|an|your|for|of|on|in) )")
"""A comment, no command of the root user."""
_SETTING = re.compile(r"^\s*[A-Z][A-Z\d_]*\s?=\s?\S*(?: .*)?$")
_TREE = re.compile(r"[├└]\s?[─-]")
"""A drawing of folders."""
_COMMENT = re.compile(r"^(?:#|//|REM\b|::|--)\s")
_EXPORT = re.compile(r"export +(?:\{|\*|(?:default|const|let|class|function|async|type|interface|enum|abstract)\b)")
"""A line of a program that begins as a command does."""
_REQUEST = re.compile(r"^(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) +(?:/|https?:|_|\w+/|\{)")
"""A request to an API, as consoles of search engines and clients of HTTP take it."""
_CODE_SIGNS = frozenset("();{}=,:'")
"""Characters that show that a line is in a programming language."""
_LANGUAGE = re.compile(r"[\w+#.-]+")
_WORD = re.compile(r"^[\w./~+-]+")
_PROGRAM = re.compile(
    r"^(?:\./|\.\\|/|~/)?[\w./\\+-]*\.(?:sh|exe|py|ps1|bat|cmd)\b"
    r"|^(?:\./|\.\\)[\w./\\-]+|^/(?:usr|opt|bin|etc/init)[\w./-]*"
)
_TYPABLE = re.compile(r"[a-z][\w./-]*(?: +[^\s=:].*)?$")
_ASSIGNMENT = re.compile(r"^(?:export +)?[A-Za-z_]\w*=\S*(?:\s+(?=\S)|$)")
_DATA = re.compile(r"^[\s\"'\[{<(-]|^[\w.\" '-]{1,60}\s*[:=]\s|^[\w-]+:$|^\w+\(|[;{]$|^import |^from \w+ import")


def code_role(language: str, text: str, *, asked: bool, answers: bool, words: Lexicon) -> Role:
    """The role of code, from the words before it: they may ask for something, or announce what the reader sees."""
    name = _language(language)
    line = first_line(text)
    if not text.isascii() and _TREE.search(text) is not None:
        return "output"
    if name in words.command_languages:
        return "output" if answers and not asked and not is_command(line, words) else "command"
    if _REQUEST.match(line) is not None or is_session(text):
        return "command"
    if name in words.output_languages or not name or name in ("code", "none", "no-highlight", "plain"):
        if is_command(line, words):
            return "command"
        if answers and not asked:
            return "output"
        short = asked and text.count("\n") < 2 and not (_DATA.search(line) or _CONTENT.search(line))
        if short and name not in words.output_languages:
            return "command"
        holds = not answers and name not in words.output_languages and _CONTENT.search(line) is not None
        return "file" if asked or holds else "output"
    if not answers and is_command(line, words) and not _CODE_SIGNS.intersection(line):
        # “npm install x” in the wrong language.
        return "command"
    return "output" if answers and not asked and name not in _PROGRAMS else "file"


def _language(named: str) -> str:
    """The language of code, without what some systems write after it: ``shell=bash``, ``js {2}``."""
    found = _LANGUAGE.match(named.strip())
    return found.group().lower() if found is not None else ""


_PROGRAMS = frozenset({
    "js", "jsx", "ts", "tsx", "javascript", "typescript", "python", "py", "java", "kotlin", "swift", "go", "rust", "c",
    "cpp", "c++", "cs", "csharp", "php", "ruby", "rb", "dart", "scala", "elixir", "lua", "vue", "svelte", "css", "sql",
})  # fmt: skip
"""Languages in which no program prints: “it returns a string:” describes the code."""
_SHELLS = {
    **dict.fromkeys(("bash", "sh", "zsh", "linux", "unix", "ubuntu", "debian"), "posix"),
    **dict.fromkeys(("powershell", "ps1", "pwsh"), "powershell"),
    **dict.fromkeys(("cmd", "bat", "batch", "doscon", "windows"), "windows"),
    **dict.fromkeys(("mac", "macos", "osx"), "mac"),
    "fish": "fish",
    "docker": "docker",
}


def shell(language: str) -> str:
    """The shell or system of code's language: of commands for several the reader uses one."""
    return _SHELLS.get(language.lower(), "")


def first_line(text: str) -> str:
    """The first line of code that is not a comment, shortened."""
    for line in text.splitlines()[:MOST_LINES]:
        bare = line.strip()
        if bare and not (_COMMENT.match(bare) and (_PROMPT.match(bare) is None or _REMARK.match(bare))):
            return bare[:LONGEST_FIRST_LINE]
    return text.strip()[:LONGEST_FIRST_LINE]


def is_session(text: str) -> bool:
    """Whether one of the first lines begins with a prompt."""
    return "$ " in text and any(map(_TYPED.match, text.splitlines()[:MOST_LINES]))


def typed(text: str) -> str:
    """The commands of a session: where lines have the prompt ``$``, those alone, without it; else the whole text."""
    lines = text.splitlines() if "$ " in text else ()
    if not any(map(_TYPED.match, lines)):
        return text
    found: list[str] = []
    goes_on, ending = False, ""
    for line in lines:
        prompt = _TYPED.match(line) if not ending else None
        if prompt is None and not goes_on and not ending:
            continue
        command = line[prompt.end() :] if prompt is not None else line
        found.append(command)
        goes_on = command.endswith("\\")
        if ending:
            ending = "" if command.strip() == ending else ending
        elif (here := _HERE.search(command)) is not None:
            ending = here[1]
    return "\n".join(found)


def only_assigns(text: str) -> bool:
    """Whether code only sets variables, as the lines of an ``.env`` file do."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and all(map(_SETTING.match, lines))


def is_api_request(text: str) -> bool:
    """Whether code is a request to an API: ``GET /index``."""
    return _REQUEST.match(first_line(text)) is not None


def looks_typed(text: str, words: Lexicon) -> bool:
    """Whether code called a command looks like one: “heroku ps”, not a message or an assignment."""
    line = first_line(text)
    return is_command(line, words) or _TYPABLE.match(line) is not None


@bounded_cache(4096)
def is_command(line: str, words: Lexicon) -> bool:
    """Whether a line looks like one typed at a prompt."""
    bare = line.strip()
    if _REQUEST.match(bare) is not None:
        return True
    prompt = _PROMPT.match(bare)
    if prompt is not None and (bare[0] in "$" or bare.startswith("[")):
        return True
    if prompt is not None:
        bare = bare[prompt.end() :]
    assigned = _ASSIGNMENT.match(bare)
    while assigned is not None and assigned.end() < len(bare):
        bare = bare[assigned.end() :]
        assigned = _ASSIGNMENT.match(bare)
    if _PROGRAM.match(bare) is not None:
        return True
    first = _WORD.match(bare)
    if _EXPORT.match(bare) is not None:
        return False
    if first is None or first.group().rpartition("/")[2] not in words.command_words:
        return False
    return not bare[first.end() :].startswith((":", "="))
