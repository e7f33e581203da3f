"""After the end: the own result, what to do with it, and the group."""

from starlette.responses import Response

from netztui.i18n.catalogue import _
from netztui.room.participants import Participant
from netztui.room.room import Room
from netztui.web.result import result_page as whole_page
from netztui.web.room.answering import goodbye
from netztui.web.room.pages import NOWHERE, delete_page, result_page
from netztui.web.room.picture import Picture
from netztui.web.room.replies import attachment, go_to, page, say_out_of_date
from netztui.web.room.visit import Visit


class Keeping:
    """The pages of a participant who is done."""

    def __init__(self, room: Room, picture: Picture) -> None:
        self._room = room
        self._picture = picture

    def result(self, visit: Visit) -> Response:
        """The own result."""
        person = visit.person
        if person is None or person.finished_at is None:
            return go_to(NOWHERE)
        finished = self._room.participants.result(person)
        revealed = self._room.revealed
        return page(result_page(visit.frame, person, finished, revealed=revealed))

    def page(self, visit: Visit) -> Response:
        """The result as a page to be saved, which needs nothing else."""
        person = visit.person
        if person is None or person.finished_at is None:
            return go_to(NOWHERE)
        content = whole_page(self._room.participants.result(person))
        return attachment(content.encode(), f"{_name(person)}.html", "text/html")

    def file(self, visit: Visit) -> Response:
        """The answers as a file that `netztui import` reads."""
        person = visit.person
        if person is None or person.finished_at is None:
            return go_to(NOWHERE)
        content = self._room.participants.take_home(person)
        return attachment(content, f"{_name(person)}.json", "application/json")

    def plan(self, visit: Visit) -> Response:
        """Show the plan to the group, or no longer."""
        person = visit.person
        if person is None or person.finished_at is None:
            return go_to(NOWHERE)
        if not visit.is_signed:
            return say_out_of_date(visit)
        self._room.show_plan(person, shown=bool(visit.field("show")))
        return go_to("/result")

    def delete(self, visit: Visit) -> Response:
        """Ask, and then delete everything that the person answered."""
        person = visit.person
        if person is None:
            return go_to(NOWHERE)
        if visit.request.method != "POST":
            return page(delete_page(visit.frame))
        if not visit.is_signed:
            return say_out_of_date(visit)
        return goodbye(visit, person, _("Your answers are deleted"))

    def group(self, visit: Visit) -> Response:
        """The picture of the group, for those who take part."""
        return go_to(NOWHERE) if visit.person is None else self._picture.reply(visit)


def _name(person: Participant) -> str:
    """The name of a saved file, with the local day."""
    day = f"{person.finished_at.astimezone():%Y-%m-%d}" if person.finished_at else ""
    return f"netztui-{day}"
