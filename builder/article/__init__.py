"""From a text to an article: everything of a page that its own text decides.

1. :mod:`~builder.article.compose` has the steps in order;
2. :mod:`~builder.article.fragments` composes the text block by block, each block that several pages have once;
3. :mod:`~builder.article.render` renders trees as HTML and plain Markdown, with placeholders;
4. :mod:`~builder.article.facts` sums up what other pages, checks and outputs may ask of the page.
"""
