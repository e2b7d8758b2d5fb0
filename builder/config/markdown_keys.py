"""The keys of ``handrail.yml`` below ``markdown``."""

from __future__ import annotations

from builder.content.keys.kinds import ChoiceKind, Flag, Key, Record, TextKind
from builder.content.keys.text_forms import is_folder

MARKDOWN = (
    Key(
        name="markdown",
        kind=Record(
            (
                Key(
                    name="alerts",
                    kind=Flag(),
                    about="`> [!NOTE]` is a callout; see [Markdown extensions](/markdown).",
                    default="`false`",
                ),
                Key(
                    name="task_lists",
                    kind=Flag(),
                    about="`- [ ]` and `- [x]` are items with a check box.",
                    default="`false`",
                ),
                Key(
                    name="footnotes",
                    kind=Flag(),
                    about="`[^1]` refers to the footnote `[^1]: text`.",
                    default="`false`",
                ),
                Key(
                    name="definition_lists",
                    kind=Flag(),
                    about="A line `: definition` below a term defines it.",
                    default="`false`",
                ),
                Key(
                    name="linkify",
                    kind=Flag(),
                    about="`https://example.com` in the text becomes a link.",
                    default="`false`",
                ),
                Key(
                    name="typographer",
                    kind=Flag(),
                    about="Straight quotes, `--` and `...` become typographic ones.",
                    default="`false`",
                ),
                Key(
                    name="indented_tags",
                    kind=Flag(),
                    about="Tags and blocks may be indented by four or more spaces.",
                    default="`false`",
                ),
                Key(
                    name="heading_ids",
                    kind=Flag(),
                    about="`## Title {#id}` gives the heading an id.",
                    default="`false`",
                ),
                Key(
                    name="abbreviations", kind=Flag(), about="`*[HTML]: …` defines an abbreviation.", default="`false`"
                ),
                Key(
                    name="html",
                    kind=ChoiceKind(("none", "basic")),
                    about="`basic` reads a few elements of [HTML](/markdown#html), such as `<br>` and `<kbd>`.",
                    default="`none`",
                ),
                Key(
                    name="glossary",
                    kind=TextKind(is_folder, "a file below the project, such as glossary.yml", refers="file"),
                    about="A file of terms and their definitions; see [glossary](/markdown#glossary).",
                    default="none",
                ),
            )
        ),
        about="",
    ),
)
