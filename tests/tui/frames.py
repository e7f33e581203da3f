"""What a screen looks like, as lines of text that are kept beside the tests.

Text instead of pictures, because a person can read what changed, and no release of Textual
changes how it is written; colours have tests of their own.
"""

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class Frames(SingleFileSnapshotExtension):
    """A readable file for each stop, with its frames below each other."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    def serialize(self, data: Any, **_options: Any) -> str:
        """The frames by their sizes, each between two rules of its width."""
        told = []
        for (width, _height), frame in data.items():
            rule = "=" * width
            told += [rule, frame, rule]
        return "\n".join(told) + "\n"
