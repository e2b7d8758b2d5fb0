"""Names of files and folders of a project that several layers use."""

PARTIALS_FOLDER = "partials"
"""The folder of the partials in the content."""
LOCK_FILE = "checklist.lock.json"
"""The file with the ids of checklist items, in the project's folder."""
