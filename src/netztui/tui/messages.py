"""Every message from a screen to the app, on one page."""

from textual.message import Message


class HomeDataRequested(Message):
    """The start screen is painted and needs its data."""


class Begin(Message):
    """Start the questionnaire with this id."""

    def __init__(self, questionnaire: str) -> None:
        super().__init__()
        self.questionnaire = questionnaire


class Resume(Message):
    """Continue this draft."""

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.draft = draft


class OpenHistory(Message):
    """Show the finished assessments."""


class OpenResult(Message):
    """Show this finished assessment."""

    def __init__(self, assessment: str) -> None:
        super().__init__()
        self.assessment = assessment


class Compare(Message):
    """Compare two finished assessments, the earlier one first."""

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__()
        self.earlier = earlier
        self.later = later


class Discard(Message):
    """Discard this draft; the user has confirmed it."""

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.draft = draft
