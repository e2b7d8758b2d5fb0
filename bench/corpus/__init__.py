"""The content that all programs build: real pages, cleaned, in as many versions as are wanted.

1. :mod:`bench.corpus.sources` reads real pages and leaves out syntax that not every program understands.
2. :mod:`bench.corpus.versions` makes versions of them, equal ones or ones that differ as real ones do.
3. :mod:`bench.corpus.plain` gives a page as plain Markdown, for programs that don't know Markdoc.
"""
