"""Saving a document for the user without replacing another one."""

from itertools import count
from pathlib import Path

from netztui.system import paths
from netztui.system.atomic_file import atomic_write, explain_write_error


def save_document(name: str, content: bytes) -> Path:
    """Save `content` in the user's folder for documents, which is created if necessary.

    The file is called `name`, with the first free number if there is one already. Only the user
    can read it. Returns the file; raises OutputError.
    """
    file = paths.documents_folder() / name
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
