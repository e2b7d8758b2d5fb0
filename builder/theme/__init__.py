"""The look of a site: templates and static files, found by name in the project's theme, else the shipped one.

:mod:`~builder.theme.context` says what a template receives, :mod:`~builder.theme.environment` renders,
:mod:`~builder.theme.assets` names the static files, :mod:`~builder.theme.location` finds the themes.
"""
