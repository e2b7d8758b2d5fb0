"""Decides by name which files are pages, and which of them is the index of its folder."""

from __future__ import annotations

from fnmatch import fnmatchcase

import msgspec

from builder.content.paths import PAGE_SUFFIXES, composed


class PageNames(msgspec.Struct, frozen=True):
    """The rules for names of page files; by default those of the language."""

    suffixes: tuple[str, ...] = PAGE_SUFFIXES
    """Suffixes, the longest first."""
    index: tuple[str, ...] = ("index",)
    """Names without a suffix that are the index of their folder."""
    is_folder_index: bool = False
    """Whether ``foo/foo.md`` is the index of ``foo``."""
    left_out: tuple[str, ...] = ()
    """Patterns of files that are not pages, relative to the version's folder."""

    @classmethod
    def of(
        cls,
        suffixes: tuple[str, ...],
        index: tuple[str, ...],
        left_out: tuple[str, ...] = (),
        *,
        is_folder_index: bool = False,
    ) -> PageNames:
        """The rules with more suffixes and names."""
        every = dict.fromkeys((*PAGE_SUFFIXES, *suffixes))
        return cls(
            tuple(sorted(every, key=lambda suffix: (-len(suffix), suffix))),
            tuple(dict.fromkeys(("index", *index))),
            is_folder_index,
            left_out,
        )

    def is_page(self, path: str) -> bool:
        """Whether a page can have this file name."""
        return path.endswith(self.suffixes)

    def left_out_by(self, below: str) -> str:
        """The pattern that leaves out a file, given relative to its version's folder; empty for none."""
        return next((pattern for pattern in self.left_out if fnmatchcase(below, pattern)), "")

    def without_suffix(self, path: str) -> str:
        """``security/azure.md`` → ``security/azure``; any other name unchanged."""
        suffix = next((each for each in self.suffixes if path.endswith(each)), "")
        return path[: len(path) - len(suffix)]

    def slug(self, path: str) -> str:
        """The slug of a page that sets none: its path in the version; an index has the path of its folder."""
        bare = composed(self.without_suffix(path))
        folder, _, name = bare.rpartition("/")
        if name in self.index or (self.is_folder_index and name and folder.rpartition("/")[2] == name):
            return folder
        return bare


PLAIN_NAMES = PageNames()
