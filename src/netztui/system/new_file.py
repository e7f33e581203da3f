"""Saving a file for the user without replacing another one."""

from itertools import count
from pathlib import Path

from netztui.system.atomic_file import atomic_write, explain_write_error


def save_new(file: Path, content: bytes) -> Path:
    """Save `content` as `file`, or if that exists under the first free name with a number.

    Only the user can read it. Its folder is created. Returns the file; raises OutputError.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_write_error(error, str(file.parent)) from None
    names = (file.with_stem(f"{file.stem}-{number}") for number in count(2))
    while file.exists():
        file = next(names)
    with atomic_write(file, replace=False, private=True) as target:
        target.write(content)
    return file
