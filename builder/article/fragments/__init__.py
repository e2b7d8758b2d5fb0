"""Composing a text from its blocks, so that blocks that several pages have are composed once.

Manuals repeat themselves: in three real versions of one, a third of the pages and most of the blocks are equal. So a
text is cut into segments, and the result of each, a fragment, is remembered.

One class is meant for others: the :class:`TextComposer`, opened once, gives the fragment of each text. A text that
can't be cut is one segment of the same code. Reuse changes no byte of any result.

The parts, in the order of a text's way through them:

1. :mod:`~builder.article.fragments.segmenter` cuts the text;
2. :mod:`~builder.article.fragments.tag_wrapper` reads tags apart from their content;
3. :mod:`~builder.article.fragments.cache` remembers parsed texts and fragments;
4. :mod:`~builder.article.fragments.block` composes one segment;
5. :mod:`~builder.article.fragments.joining` shifts fragments to their lines and joins them.
"""

from builder.article.fragments.text_composer import TextComposer

__all__ = ["TextComposer"]
