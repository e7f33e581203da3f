"""Answering: questions, the overview, the end."""

import time

from starlette.responses import Response

from netztui.assessment.assessment import AnswerError
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.room.participants import Participant
from netztui.room.room import Room
from netztui.web.room.answers import hint, read_answer, typed_text
from netztui.web.room.pages import (
    NOWHERE,
    overview_page,
    question_page,
    question_path,
)
from netztui.web.room.replies import go_to, page, say, say_out_of_date
from netztui.web.room.visit import TOKEN, Visit

FROM, OVERVIEW = "from", "overview"
"""The field, and its value for a question that was opened from the overview."""
SHOWN = "shown"
"""The field with the moment at which the question was sent, in milliseconds."""
SLOWEST = 3600.0
"""Seconds that an answer takes at most; a longer time was spent on something else."""


class Answering:
    """The pages of a participant, before the result and for the questions after it."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def question(self, visit: Visit) -> Response:
        """Show a question, or take the answer to it."""
        person, key = visit.person, visit.request.path_params["key"]
        if person is None:
            return go_to(NOWHERE)
        posted = visit.request.method == "POST"
        if posted and not visit.is_signed:
            return say_out_of_date(visit)
        if key not in person.assessment.visible:
            return self._not_asked(visit, person) if posted else go_to(NOWHERE)
        if posted:
            return self._answer(visit, person, key)
        from_review = visit.request.query_params.get(FROM) == OVERVIEW
        return page(
            question_page(visit.frame, person, key, shown_at=_now(), from_review=from_review)
        )

    def _answer(self, visit: Visit, person: Participant, key: str) -> Response:
        question, form = person.assessment.visible[key], visit.form
        from_review = visit.field(FROM) == OVERVIEW
        try:
            value = read_answer(question, form)
        except AnswerError:
            content = question_page(
                visit.frame,
                person,
                key,
                shown_at=int(shown) if (shown := visit.field(SHOWN)).isdecimal() else _now(),
                from_review=from_review,
                problem=hint(question, form),
                typed=typed_text(form),
            )
            return page(content, 422)
        following = self._room.participants.answer(
            person, key, value, _seconds_since(visit.field(SHOWN)), from_review=from_review
        )
        if following is not None:
            return go_to(question_path(following))
        return go_to("/result" if person.finished_at is not None else "/overview")

    def _not_asked(self, visit: Visit, person: Participant) -> Response:
        if person.finished_at is not None:
            return say(
                visit,
                409,
                _("You have already finished"),
                _("Your answers stay as they are. Nothing was stored now."),
            )
        return say(
            visit,
            409,
            _("This question is not asked any more"),
            _("You have changed an answer that it depends on. Nothing was stored now."),
        )

    def overview(self, visit: Visit) -> Response:
        """All questions, and the way to the result."""
        person = visit.person
        if person is None or person.finished_at is not None:
            return go_to(NOWHERE)
        back = visit.request.query_params.get(FROM, "")
        return page(
            overview_page(visit.frame, person, back if back in person.assessment.visible else "")
        )

    def finish(self, visit: Visit) -> Response:
        """End the assessment; without anything to keep, the person leaves the room."""
        person = visit.person
        if person is None:
            return go_to(NOWHERE)
        if not visit.is_signed:
            return say_out_of_date(visit)
        if person.finished_at is None and person.assessment.is_void:
            return goodbye(visit, person, _("There was nothing to assess"))
        self._room.participants.finish(person)
        return go_to("/result")


def goodbye(visit: Visit, person: Participant, title: str) -> Response:
    """Forget the person, and say so."""
    ending = person.assessment.ending
    language = question_language(visit.room.questionnaire.languages)
    visit.room.forget(person)
    told = ending.in_language(language) if ending is not None else ""
    nothing = _("Nothing of what you answered is kept in this room.")
    left = say(visit, 200, title, told, nothing, links=[])
    left.delete_cookie(TOKEN, httponly=True, samesite="strict")
    return left


def _now() -> int:
    return int(time.time() * 1000)


def _seconds_since(shown: str) -> float:
    moment = int(shown) if shown.isdecimal() and len(shown) < 16 else 0
    return min(max(0.0, (_now() - moment) / 1000), SLOWEST)
