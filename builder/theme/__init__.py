"""The look of a site: templates and static files, taken from the project's theme or else from the one that ships.

:mod:`~builder.theme.context` defines the values for templates, :mod:`~builder.theme.environment` renders,
:mod:`~builder.theme.assets` names the static files, :mod:`~builder.theme.location` finds the themes.
"""
