"""The file that a participant gives to a group: what the group needs and nothing else.

One JSON object in UTF-8 with the questionnaire, the code, the day and the answers, by question
key. It has no id, no times, no notes and no other result, so that it can't be imported, and texts
only if the person wants the group to see them. docs/data.md describes it.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netztui import __version__
from netztui.assessment.assessment import Answer, AnswerError, Assessment, Question, all_questions
from netztui.assessment.conditions import Value
from netztui.diagnostics.sanitize import printable
from netztui.group.people import Person
from netztui.i18n.message import N_, ExplainedError
from netztui.questionnaire.model import Questionnaire, TextItem
from netztui.questionnaire.validation.reader import checked
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score

GROUP_FORMAT = 1
CODE = re.compile(r"[^\W_]{3,12}")
MARK = b'\n "questionnaire": '
"""Precedes the last and by far the largest member, which mostly is the same in all files."""
EMPTY = MARK + b"{}}"

NOT_A_CONTRIBUTION = N_("{file} was not written for a group.")
NEWER = N_("{file} was written by a newer netztui.")
DAMAGED = N_("{file} was written for a group but is damaged: {place}.")
ASK_FOR_ANOTHER = N_(
    "Ask for the file that “netztui export --for-group” writes, or remove this one."
)
INSTALL_NEWER = N_("Install a newer netztui.")


class GroupFileError(ExplainedError):
    """The file can't be part of a group; the message says why."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a participant gives to a group."""

    questionnaire: Questionnaire
    code: str
    """As `normalized_code` returns it."""
    day: date
    answers: Mapping[str, Value]
    """By question key; without those that were skipped."""


def normalized_code(text: str) -> str | None:
    """The code in capitals, so that it is the same however it is typed; None if invalid."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    return code if CODE.fullmatch(code) else None


def contribution(assessment: Assessment, code: str, day: date, *, with_plan: bool) -> Contribution:
    """What a group needs of `assessment`.

    Plans are included only `with_plan`, other texts never. What follows up an earlier answer is
    left out.
    """
    items = assessment.questionnaire.items
    answers = {}
    for key, value in assessment.values.items():
        item = items[key.partition("/")[0]]
        is_plan = isinstance(item, TextItem) and item.recall
        if item.follows is None and ((with_plan and is_plan) or not isinstance(item, TextItem)):
            answers[key] = value
    return Contribution(assessment.questionnaire, code, day, answers)


def to_bytes(given: Contribution) -> bytes:
    """The file."""
    members = {
        "netztui": __version__,
        "for_group": GROUP_FORMAT,
        "code": given.code,
        "day": given.day.isoformat(),
        "answers": dict(given.answers),
        "questionnaire": json.loads(given.questionnaire.canonical),
    }
    return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


class _Members(BaseModel):
    """The members of a file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    netztui: str
    for_group: Literal[1]
    code: Annotated[str, Field(max_length=12)]
    day: date
    answers: dict[str, Value]
    questionnaire: dict[str, Any]


class GroupFileReader:
    """Reads files of a group, which mostly have the same questionnaire: it is checked once."""

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[ScoringKey, Mapping[str, Question]]] = {}
        """By all that follows MARK in a file."""

    def read(self, content: bytes, name: str) -> Person:
        """The person in the file; raises GroupFileError, which calls the file `name`."""
        head, _mark, rest = content.partition(MARK)
        known = self._known.get(rest)
        try:
            members = _Members.model_validate_json(content if known is None else head + EMPTY)
        except ValidationError as error:
            raise _explained(error, name) from None
        if known is None:
            questionnaire, _violations = checked(members.questionnaire)
            if questionnaire is None:
                raise _damaged(name, "questionnaire")
            known = self._known[rest] = scoring_key(questionnaire), all_questions(questionnaire)
        scored, questions = known
        for key, value in members.answers.items():
            try:
                questions[key].check(value)
            except (KeyError, AnswerError):
                raise _damaged(name, f"answers.{key}") from None
        if normalized_code(members.code) != members.code:
            raise _damaged(name, "code")
        answers = {key: Answer(value) for key, value in members.answers.items()}
        assessment = Assessment(scored.questionnaire, answers)
        plans = tuple(
            str(value)
            for key, value in assessment.values.items()
            if isinstance(questions[key].item, TextItem)
        )
        return Person(score(assessment, scored), members.code, members.day, plans)


def _explained(error: ValidationError, name: str) -> GroupFileError:
    errors = {one["loc"]: one for one in error.errors(include_url=False)}
    version = errors.get(("for_group",))
    if () in errors or (version is not None and version["type"] == "missing"):
        return GroupFileError(NOT_A_CONTRIBUTION, ASK_FOR_ANOTHER, file=name)
    if version is not None:
        return GroupFileError(NEWER, INSTALL_NEWER, file=name)
    return _damaged(name, ".".join(map(str, next(iter(errors)))))


def _damaged(name: str, place: str) -> GroupFileError:
    return GroupFileError(DAMAGED, ASK_FOR_ANOTHER, file=name, place=printable(place[:60]))
