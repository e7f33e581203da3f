"""What a screen looks like, as lines of text that are kept next to the tests.

Text instead of pictures, because a diff of it can be read, and its format does not depend on
Textual's release; colours have their own tests.
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

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        """Whether the frames are kept; those of other sizes may be kept beside them."""
        return str(snapshot_data).startswith(str(serialized_data))
