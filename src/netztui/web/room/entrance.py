"""How people come in: with the code of the room in the address, or typed."""

from collections.abc import Callable
from hmac import compare_digest
from urllib.parse import quote

from starlette.responses import Response

from netztui.group.file_format import normalized_code
from netztui.i18n.catalogue import _, translate
from netztui.i18n.language import question_language
from netztui.room.participants import CodeTakenError, RoomFullError
from netztui.room.room import Room
from netztui.web.room import limits
from netztui.web.room.limits import Limiter
from netztui.web.room.pages import code_page, join_page, question_path
from netztui.web.room.picture import Picture
from netztui.web.room.replies import go_to, page, say, say_out_of_date
from netztui.web.room.visit import TOKEN, Visit

COOKIE_SECONDS = 24 * 3600
EVERYBODY = ""
"""The sender of what is counted for all addresses together."""


class Entrance:
    """The pages before somebody takes part; `clock` returns seconds."""

    def __init__(self, room: Room, picture: Picture, clock: Callable[[], float]) -> None:
        self._room = room
        self._picture = picture
        self._joins = Limiter(limits.JOINS, clock)
        self._wrong = Limiter(limits.WRONG_CODES, clock)
        self._all_wrong = Limiter(limits.ALL_WRONG_CODES, clock)

    def start(self, visit: Visit) -> Response:
        """Where the person was, or a field for the code."""
        if visit.person is not None:
            return go_to(self.place_of(visit))
        if visit.request.method == "POST":
            return go_to(f"/j/{quote(visit.field('code').strip()[:20], safe='') or '-'}")
        return page(code_page(visit.frame))

    def place_of(self, visit: Visit) -> str:
        """The page that the person goes on with."""
        person = visit.person
        if person is None:
            return "/"
        if person.finished_at is not None:
            return "/result"
        if person.assessment.answers and not person.assessment.open_keys:
            return "/overview"
        at = person.position if person.position in person.assessment.visible else None
        return question_path(at or person.assessment.keys[0])

    def door(self, visit: Visit) -> Response:
        """What this is about, and the beginning."""
        if visit.person is not None:
            return go_to(self.place_of(visit))
        if (refused := self._wrong_code(visit)) is not None:
            return refused
        if visit.request.method != "POST":
            return page(join_page(visit.frame, kept=self._room.kept))
        if not visit.is_signed:
            return say_out_of_date(visit)
        return self._join(visit)

    def picture(self, visit: Visit) -> Response:
        """The picture of the group, for a projector."""
        refused = self._wrong_code(visit) if visit.person is None else None
        return refused or self._picture.reply(visit)

    def _wrong_code(self, visit: Visit) -> Response | None:
        """Why the code in the address does not lead in; None if it does."""
        sender = visit.address
        if not self._wrong.allows(sender) or not self._all_wrong.allows(EVERYBODY):
            return say(
                visit,
                429,
                _("Please wait a minute"),
                _("Too many wrong codes were entered here. You can try again in a minute."),
            )
        given = visit.request.path_params["code"].upper()
        if compare_digest(given.encode(), self._room.join_code.encode()):
            return None
        self._wrong.take(sender)
        self._all_wrong.take(EVERYBODY)
        return say(
            visit,
            404,
            _("This code does not lead to a room"),
            _("Please compare it with the one that the workshop leader shows."),
        )

    def _join(self, visit: Visit) -> Response:
        typed = visit.field("code").strip()
        code = normalized_code(typed) if typed else None
        if typed and code is None:
            problem = _("A code has 3 to 12 letters and digits, and nothing else.")
            return page(
                join_page(visit.frame, kept=self._room.kept, problem=problem, code=typed[:20]), 422
            )
        if not self._joins.take(visit.address):
            return say(
                visit,
                429,
                _("Please wait a moment"),
                _("Many people are joining right now. Try again in a moment."),
            )
        language = question_language(self._room.questionnaire.languages)
        try:
            token = self._room.participants.join(language, code)
        except CodeTakenError as error:
            problem = f"{translate(error.message)} {translate(error.hint)}"
            return page(
                join_page(visit.frame, kept=self._room.kept, problem=problem, code=typed[:20]), 422
            )
        except RoomFullError as error:
            return say(visit, 503, translate(error.message), translate(error.hint), links=[])
        self._room.touch()
        joined = go_to("/")
        joined.set_cookie(TOKEN, token, COOKIE_SECONDS, httponly=True, samesite="strict")
        return joined
