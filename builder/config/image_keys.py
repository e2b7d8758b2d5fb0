"""Keys of ``handrail.yml`` for images."""

from __future__ import annotations

from builder.content.keys.kinds import ChoiceKind, Flag, Key, ListOf, Number, Record

_RESPONSIVE_IMAGES = Key(
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

_FINGERPRINT_IMAGES = Key(
    name="fingerprint_images",
    kind=Flag(),
    about="Whether images are published with a [digest in their names](/images-and-figures#fingerprints), so that "
    "browsers may keep them for a year.",
    default="`false`",
)

IMAGE_KEYS = (_RESPONSIVE_IMAGES, _FINGERPRINT_IMAGES)
