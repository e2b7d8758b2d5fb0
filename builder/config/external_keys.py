"""The keys of ``external`` in ``handrail.yml``: how links to other sites are requested."""

from __future__ import annotations

from builder.content.keys.kinds import Flag, Key, ListOf, Number, Record, TextKind
from builder.content.keys.text_forms import is_pattern

PATTERN = TextKind(is_pattern, "a regular expression")

EXTERNAL = (
    Key(
        name="external",
        kind=Record(
            (
                Key(
                    name="ignore",
                    kind=ListOf(PATTERN, or_single=True),
                    about="Regular expressions of URLs that Handrail does not request.",
                    default="none",
                ),
                Key(name="timeout", kind=Number(0), about="Seconds for one request.", default="`20`"),
                Key(
                    name="retries",
                    kind=Number(0, whole=True),
                    about="How often Handrail repeats a failed request.",
                    default="`2`",
                ),
                Key(
                    name="per_host",
                    kind=Number(1, whole=True),
                    about="Number of simultaneous requests to one host.",
                    default="`2`",
                ),
                Key(
                    name="cache_days",
                    kind=Number(0),
                    about="For how many days Handrail does not repeat a successful request.",
                    default="`7`",
                ),
                Key(
                    name="private",
                    kind=Flag(),
                    about="Whether Handrail requests addresses in your own network.",
                    default="`false`",
                ),
            )
        ),
        about="",
    ),
)
