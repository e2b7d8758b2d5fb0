"""From articles to a site: versions, pages, navigation, and the target of each link.

1. :mod:`~builder.structure.version` orders the versions;
2. :mod:`~builder.structure.slug` and :mod:`~builder.structure.page` place each article at its URL;
3. :mod:`~builder.structure.navigation` makes each version's menu;
4. :mod:`~builder.structure.link_resolver` resolves the targets of references, for checks and outputs alike;
5. :mod:`~builder.structure.place_pages` places every page and resolves every reference, once;
6. :mod:`~builder.structure.assemble` puts it together.
"""
