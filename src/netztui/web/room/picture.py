"""The picture of the group: everybody looks at it at the same moment."""

from starlette.responses import Response

from netztui.group.report import GroupReport
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language, question_language
from netztui.web.group import group_page
from netztui.web.room.pages import NOWHERE, Link
from netztui.web.room.replies import say, self_contained
from netztui.web.room.visit import Visit


class Picture:
    """The page of a group, made once for each language."""

    def __init__(self) -> None:
        self._report: GroupReport | None = None
        self._pages: dict[tuple[str, str], str] = {}
        """By the languages of the interface and of the questions."""

    def reply(self, visit: Visit) -> Response:
        """The picture as it was revealed, or that it is not there yet."""
        report = visit.room.report
        if report is None:
            again = Link(_("Look again"), visit.frame.path)
            # There is nothing else to do at the address for the projector.
            own = [] if visit.person is None else [Link(_("Go on"), NOWHERE)]
            return say(
                visit,
                404,
                _("Not revealed yet"),
                _("Where the group stands will be here once it is revealed."),
                links=[again, *own],
            )
        if report is not self._report:
            self._report = report
            self._pages.clear()
        questions = question_language(report.summary.questionnaire.languages)
        languages = current_language(), questions
        if languages not in self._pages:
            self._pages[languages] = group_page(report)
        return self_contained(self._pages[languages])
