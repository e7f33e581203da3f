"""Pages of results as files, under names that say what they are."""

from netztui.history.history import ScoredAssessment
from netztui.web.comparison import comparison_page
from netztui.web.result import result_page


def page_file(
    finished: ScoredAssessment, other: ScoredAssessment | None, *, comparing: bool
) -> tuple[str, str]:
    """The name of a page, such as netztui-2026-10-05.html, and the page.

    It is the page of a result with what has changed since `other`; or if `comparing`, a comparison
    of the two, of which `other` is the earlier one. The days in the name are local ones.
    """
    if comparing and other is not None:
        shown, page = [other, finished], comparison_page(other, finished)
    else:
        shown, page = [finished], result_page(finished, other)
    moments = [one.stored.finished_at for one in shown]
    days = sorted(f"{one.astimezone():%Y-%m-%d}" for one in moments if one is not None)
    return f"{'-'.join(['netztui', *days])}.html", page
