"""What a page is called as a file."""

from netztui.history.history import ScoredAssessment


def file_name(finished: ScoredAssessment, other: ScoredAssessment | None = None) -> str:
    """The name of the page of a result, or of two compared: netztui-2026-10-05.html.

    The days are local ones.
    """
    moments = [one.stored.finished_at for one in (finished, other) if one is not None]
    days = sorted(f"{one.astimezone():%Y-%m-%d}" for one in moments if one is not None)
    return f"{'-'.join(['netztui', *days])}.html"
