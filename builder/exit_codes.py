"""The exit codes of the program. They have their own module because ``--version`` loads nothing else."""

from __future__ import annotations

CLEAN = 0
PROBLEMS = 1
"""The content has problems at or above the failing level."""
USAGE = 2
INTERNAL_ERROR = 70
"""A bug in Handrail itself: ``EX_SOFTWARE`` of sysexits.h."""
INTERRUPTED = 130
