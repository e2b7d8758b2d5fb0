"""The documentation systems that can be imported: where each keeps pages, menus, redirects and files."""
