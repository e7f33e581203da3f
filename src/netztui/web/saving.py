"""Pages as files that only the user can read, under a name that says what they are."""

from pathlib import Path

from netztui.history.history import ScoredAssessment
from netztui.system.new_file import save_new
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
    return save_new(documents_folder() / name, page.encode())
