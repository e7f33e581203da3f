"""Pages as files that only the user can read, under a name that says what they are."""

from itertools import count
from pathlib import Path

from netztui.history.history import ScoredAssessment
from netztui.system.atomic_file import atomic_write, explain_write_error
from netztui.system.paths import documents_folder
from netztui.web.comparison import comparison_page
from netztui.web.result import result_page


def file_name(finished: ScoredAssessment, other: ScoredAssessment | None = None) -> str:
    """The name of the page of a result, or of two compared: netztui-2026-10-05.html.

    The days are local ones.
    """
    moments = [one.stored.finished_at for one in (finished, other) if one is not None]
    days = sorted(f"{one.astimezone():%Y-%m-%d}" for one in moments if one is not None)
    return f"{'-'.join(['netztui', *days])}.html"


def save_page(
    finished: ScoredAssessment, other: ScoredAssessment | None, comparing: bool = False
) -> Path:
    """Save a page in the user's folder for documents as a new file, and return that.

    It is the page of a result with what has changed since `other`, or a comparison of the two, of
    which `other` is the earlier one. Raises OutputError.
    """
    if comparing and other is not None:
        page, name = comparison_page(other, finished), file_name(other, finished)
    else:
        page, name = result_page(finished, other), file_name(finished)
    return _save(page, documents_folder() / name)


def _save(page: str, file: Path) -> Path:
    """Write the page to `file`, or if that exists to the first free name with a number."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_write_error(error, str(file.parent)) from None
    names = (file.with_stem(f"{file.stem}-{number}") for number in count(2))
    while file.exists():
        file = next(names)
    with atomic_write(file, replace=False, private=True) as target:
        target.write(page.encode())
    return file
