"""From a document to an article: everything of a page that its own text decides.

1. :mod:`~builder.article.compose` expands the tree and drives the rest;
2. :mod:`~builder.article.render.id_styles` names the anchors;
3. :mod:`~builder.article.references` finds what must be resolved later: links and images;
4. :mod:`~builder.article.render.highlight` colours the code;
5. :mod:`~builder.article.render.plain_markdown` and :mod:`~builder.article.plain_text` give its other readings.
"""
