"""``handrail serve``: the site from memory, built again when a file changes.

1. :mod:`~builder.server.watcher` tells when files have changed, and waits until they have settled;
2. :mod:`~builder.server.session` loads the project and declares its outputs; each is made when it is asked for;
3. :mod:`~builder.server.http` answers browsers on this machine, and tells open pages to show what is new;
4. :mod:`~builder.server.live_reload` is what open pages run.
"""
