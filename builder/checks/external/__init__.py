"""Links to other sites: asked for over the network, when the author wants it.

1. :mod:`~builder.checks.external.links` gathers them from the sites, each URL once;
2. :mod:`~builder.checks.external.client` asks for them, politely; the only module that needs the extra ``external``;
3. :mod:`~builder.checks.external.verdict` says what an answer means.
"""
