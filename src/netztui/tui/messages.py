"""Every message from a screen to the app, on one page."""

from textual.events import Event
from textual.message import Message


class Request(Event):
    """What the user wants; it counts only while the screen on which it was said is on top."""


class HomeDataRequested(Message):
    """The start screen is painted and needs its data."""


class Begin(Request):
    """Start the questionnaire with this id."""

    def __init__(self, questionnaire: str) -> None:
        super().__init__()
        self.questionnaire = questionnaire


class Resume(Request):
    """Continue this draft."""

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.draft = draft


class OpenHistory(Request):
    """Show the finished assessments."""


class OpenResult(Request):
    """Show this finished assessment."""

    def __init__(self, assessment: str) -> None:
        super().__init__()
        self.assessment = assessment


class Compare(Request):
    """Compare two finished assessments, the earlier one first."""

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__()
        self.earlier = earlier
        self.later = later


class Discard(Request):
    """Discard this draft; the user has confirmed it."""

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.draft = draft
