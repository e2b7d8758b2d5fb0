"""Links to other sites: requested over the network if the author asks for it.

1. :mod:`~builder.checks.external.links` collects them from the sites, each URL once;
2. :mod:`~builder.checks.external.client` requests them, politely; the only module that needs the extra ``external``;
3. :mod:`~builder.checks.external.verdict` turns answers into diagnostics.
"""
