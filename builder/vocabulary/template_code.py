"""Input/output: compiled templates, stored next to the program's own compiled modules.

Code that is loaded from a file is executed, so it is never stored in a project or a cache that others may write to:
a program that can write here can change Handrail itself. As with modules, it does not matter if nothing can be written.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from importlib.util import cache_from_source

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from builder import __version__
from builder.digests import text_digest


class TemplateCode(FileSystemBytecodeCache):
    """The compiled templates of one kind, identified by name and text."""

    def __init__(self, kind: str) -> None:
        """For environments that compile in the same way; another ``kind`` compiles differently."""
        folder, name = os.path.split(cache_from_source(__file__))
        super().__init__(folder, f"{name.split('.', 1)[1].removesuffix('.pyc')}-{kind}-%s.template")
        self._kind = kind

    def get_source_checksum(self, source: str) -> str:
        """A checksum of everything that the code depends on, apart from the version of Python."""
        text = f"{self._kind}\0{__version__}\0{jinja2.__version__}\0{source}"
        return text_digest(text)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load nothing if the file is damaged."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError, IndexError, AttributeError, ImportError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store nothing if Python must not write bytecode (``-B``), or the folder is read-only."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)
