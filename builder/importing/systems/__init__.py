"""The documentation systems that can be imported: the places of their pages, menus, redirects and files."""
