"""The key of ``handrail.yml`` for smaller copies of images."""

from __future__ import annotations

from builder.content.keys.kinds import ChoiceKind, Key, ListOf, Number, Record

RESPONSIVE_IMAGES = Key(
    name="responsive_images",
    kind=Record(
        (
            Key(
                name="format",
                kind=ChoiceKind(("webp", "avif")),
                about="The format of smaller [copies of images](/images-and-figures#responsive)."
                " It needs the extra `handrail[images]`.",
                default="none",
            ),
            Key(
                name="widths",
                kind=ListOf(Number(16, whole=True)),
                about="The widths of the copies in pixels.",
                default="`[480, 960, 1600]`",
            ),
            Key(
                name="quality",
                kind=Number(1, whole=True),
                about="Their quality, up to 100.",
                default="`80`",
            ),
        )
    ),
    about="",
)
