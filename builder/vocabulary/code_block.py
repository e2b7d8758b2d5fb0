"""The HTML of a block of code; the theme's style sheet and scripts rely on this form."""

from __future__ import annotations

from html import escape


def code_block_html(
    highlighted: str,
    language: str = "",
    *,
    title: str = "",
    sr_number: int | None = None,
    wrap: bool = False,
    anchor: str = "",
) -> str:
    """One block of code.

    ``highlighted`` is HTML already: the escaped text with Pygments' spans, lines to stress in
    ``<span class="hll">``. ``title`` is a caption, as a file name; ``sr_number`` ties the block to the
    ``codeInfo`` of that number; ``wrap`` breaks long lines; ``anchor`` is the author's id.
    """
    attributes = ' class="code code-wrap"' if wrap else ' class="code"'
    if language:
        attributes += f' data-language="{escape(language)}"'
    if sr_number is not None:
        attributes += f' id="{escape(anchor) or f"code-block-{sr_number}"}" data-sr="{sr_number}"'
    elif anchor:
        attributes += f' id="{escape(anchor)}"'
    caption = f'<figcaption class="code-title">{escape(title)}</figcaption>' if title else ""
    return f'<figure{attributes}>{caption}<pre tabindex="0"><code>{highlighted}</code></pre></figure>'
