"""``handrail serve``: the site from memory, rebuilt when a file changes.

1. :mod:`~builder.server.watcher` reports changed files, once they have settled;
2. :mod:`~builder.server.session` loads the project and declares its outputs; each is rendered on request;
3. :mod:`~builder.server.http` answers browsers on this machine, and streams changes to open pages;
4. :mod:`~builder.server.live_reload` has the script of open pages.
"""
