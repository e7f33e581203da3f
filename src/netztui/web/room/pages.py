"""The pages of a room. All sentences are in the current language, all data is the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from netztui.assessment.assessment import Question
from netztui.assessment.session import AssessmentSession, NullStore
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import LANGUAGES, current_language, question_language
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, TextItem
from netztui.room.participants import Participant
from netztui.text import question as wording
from netztui.text.labels import length_phrases, localized
from netztui.text.result import finish_warning
from netztui.web.environment import render
from netztui.web.result import result_values

NOWHERE = "/"
"""The address that leads each person to the page to go on with."""
MOST_DIGITS = 12
OWN_FIELDS = Markup(
    '<input type="hidden" name="form" value="{signature}">\n'
    '<input type="hidden" name="shown" value="{shown_at}">'
)
"""All that differs between two people who see a question at the same point."""
HOLE = Markup("\0")
"""Where they are in the page, a character that no other text of a page has."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the room has around its content."""

    questionnaire: Questionnaire
    path: str
    """Of the page, to come back to after a change of language."""
    signature: str
    """What every form of the page sends back."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to do next."""

    label: str
    path: str


def question_path(key: str, *, from_review: bool = False) -> str:
    """Where a question is; with `from_review`, the answer may lead back to the overview."""
    return f"/q/{quote(key)}{'?from=overview' if from_review else ''}"


def message_page(frame: Frame, title: str, texts: Sequence[str], links: Sequence[Link] = ()) -> str:
    """A page that says something, and where to go from there."""
    return _page("message", frame, title, texts=[*filter(None, texts)], links=links)


def code_page(frame: Frame) -> str:
    """The page of a person who has not opened the address with the code."""
    return _page(
        "code",
        frame,
        _("Join the room"),
        label=_("The code of the room"),
        where=_("It is at the end of the address that the workshop leader shows."),
        go=_("Join"),
    )


def join_page(frame: Frame, *, kept: bool, problem: str = "", code: str = "") -> str:
    """The first page: what this is, what happens to the answers, and the beginning.

    `kept` is whether the answers remain when the room is closed.
    """
    questionnaire = frame.questionnaire
    stored = _(
        "Your answers are kept on the workshop leader's computer, where they could be "
        "read, until the room is closed. You can delete them at any time."
    )
    if kept:
        stored = _(
            "Your answers are kept on the workshop leader's computer, where they could be read. "
            "They stay there when the room is closed, with your code, in a file for the group; "
            "until then you can delete them."
        )
    return _page(
        "join",
        frame,
        localized(questionnaire.title, questionnaire),
        description=localized(questionnaire.description, questionnaire),
        length=", ".join(length_phrases(questionnaire)),
        promises_title=_("What happens to your answers"),
        promises=[
            _("Nobody asks for your name, and you can skip any question."),
            stored,
            _("The connection is not encrypted: others in this network could read along."),
            _(
                "The group sees figures about everyone together, once they are revealed, in which "
                "nobody can be recognized. It sees your plan only if you agree at the end."
            ),
        ],
        begin=_("Begin"),
        have_code=_("I have a code from an earlier workshop"),
        code_label=_("Your code"),
        code_hint=_(
            "3 to 12 letters and digits. With the same code, before and after can be compared."
        ),
        code=code,
        problem=problem,
    )


def question_page(
    frame: Frame,
    person: Participant,
    key: str,
    *,
    shown_at: int,
    from_review: bool = False,
    problem: str = "",
    typed: str | None = None,
) -> str:
    """A question; `problem` says why what was `typed` is no answer."""
    session = AssessmentSession(person.assessment, NullStore(), position=key)
    question, answer = session.question, session.answer
    language = question_language(frame.questionnaire.languages)
    section, value = question.section, answer.value if answer else None
    chosen = value if isinstance(value, tuple) else (value,)
    intro = section.intro if session.begins_section else None
    if typed is None:
        typed = str(value) if isinstance(value, int | str) and not question.options else ""
    # What a person has typed is in no other page, and not kept.
    page = _question.__wrapped__ if typed else _question
    before, after = page(
        current_language(),
        title=question.text(language),
        section=section.title.in_language(language),
        count=_("Question {count}").format(count=wording.count_phrase(session)),
        rest="" if person.finished_at else wording.time_phrase(person.assessment),
        place=session.number,
        total=len(session.counted.keys),
        questions_language=language,
        intro=localized(intro, frame.questionnaire),
        stem=question.stem(language) or "",
        help=question.help(language) or "",
        **_field(question, language),
        options=tuple(
            (place, option.label.in_language(language), option.value in chosen)
            for place, option in enumerate(question.options, 1)
        ),
        nothing_chosen=value == (),
        typed=typed,
        problem=problem,
        skipped=answer is not None and value is None,
        ways=_ways(session, from_review=from_review),
        from_review=from_review,
        action=question_path(key),
        languages=_switch(frame),
    )
    own = OWN_FIELDS.format(signature=frame.signature, shown_at=shown_at)
    return f"{before}{own}{after}"


@lru_cache(maxsize=1024)
def _question(_spoken: str, **values: object) -> tuple[str, str]:
    """The page of a question before and after its OWN_FIELDS, the same for all who are as far.

    It is in the current language, which is `_spoken`.
    """
    page = render(
        "room/question.html.j2",
        **values,
        explain=_("Explain"),
        several=_("You may choose more than one."),
        nothing=_("none of these"),
        yours=_("your answer so far"),
        go=_("Next"),
        skip=_("No answer"),
        own=HOLE,
    )
    before, _hole, after = page.partition(HOLE)
    return before, after


def _field(question: Question, language: str) -> dict[str, object]:
    """Which kind of field the answer needs, and what can be entered."""
    match question.item:
        case NumberItem() as item:
            hint = wording.number_range(item, language)
            # Number pads of phones have no minus.
            mode = "numeric" if item.minimum >= 0 else "text"
            return {"kind": "number", "hint": hint, "limit": MOST_DIGITS, "mode": mode}
        case TextItem() as item:
            hint = _("At most {n} characters.").format(n=number(item.max_length))
            return {"kind": "text", "hint": hint, "limit": item.max_length}
        case ChoicesItem():
            return {"kind": "several", "hint": "", "limit": 0}
    return {"kind": "one", "hint": "", "limit": 0}


def _ways(session: AssessmentSession, *, from_review: bool) -> tuple[Link, ...]:
    """Where the person can go without answering; on only from what has an answer."""
    before, after, later = session.previous, session.following, session.assessment.after_result
    end = "/result" if later else "/overview"
    ways = []
    if before or later:
        back = question_path(before, from_review=from_review) if before else end
        ways.append(Link(_("Back"), back))
    if not later:
        ways.append(Link(_("Overview"), f"{end}?from={quote(session.key)}"))
    if session.answer:
        on = question_path(after, from_review=from_review) if after else end
        ways.append(Link(_("Next"), on))
    return tuple(ways)


def overview_page(frame: Frame, person: Participant, back: str) -> str:
    """All questions with their answers, and the way to the result."""
    assessment = person.assessment
    language = question_language(assessment.questionnaire.languages)
    sections: list[tuple[str, list[tuple[str, str, str, str]]]] = []
    for place, (key, question) in enumerate(assessment.visible.items(), 1):
        title = question.section.title.in_language(language)
        if not sections or sections[-1][0] != title:
            sections.append((title, []))
        answer = wording.answer_text(question, assessment.answers.get(key), language)
        path = question_path(key, from_review=True)
        sections[-1][1].append((number(place), question.text(language), answer or "", path))
    left = assessment.open_keys
    warning = [] if assessment.is_void else finish_warning(assessment)
    return _page(
        "overview",
        frame,
        _("Overview"),
        told=wording.completeness(assessment, language),
        sections=sections,
        questions_language=language,
        open=_("open"),
        first_open=Link(
            _("Go on answering"), question_path(left[0], from_review=True) if left else ""
        ),
        warning=warning[1:],
        finish=_("Finish anyway") if warning else wording.finish_phrase(assessment),
        back=Link(_("Back to the question"), question_path(back) if back else ""),
        delete=Link(_("Delete my answers"), "/delete"),
    )


def result_page(
    frame: Frame, person: Participant, finished: ScoredAssessment, *, revealed: bool
) -> str:
    """The person's own result, and what can be done with it."""
    plans = finished.recalled
    shown = person.record.shows_plan
    values = result_values(finished)
    return _page(
        "result",
        frame,
        "",
        **values,
        later=[
            _later_link(one, frame.questionnaire, planned=bool(plans))
            for one in [*person.assessment.visible.values()][:1]
        ],
        consent=bool(plans),
        consent_told=_(
            "The group sees your plan, word for word and without a name, once its picture is "
            "revealed."
        )
        if shown
        else _("The group does not see your plan."),
        consent_button=_("Do not show my plan to the group")
        if shown
        else _("Show my plan to the group"),
        consent_value="" if shown else "1",
        keep=[
            Link(_("Save this page"), "/result/page"),
            Link(_("Take the answers home"), "/result/file"),
        ],
        keep_told=_(
            "The page can be read and printed. The file with your answers is for netztui on your "
            "own computer: “netztui import” reads it, and next time you see what has changed."
        ),
        code=_("Your code for the next workshop: {code}").format(code=person.record.code),
        group=Link(_("See where the group stands"), "/group") if revealed else None,
        group_told=_("Where the group stands will be here once it is revealed."),
        again=Link(_("Look again"), "/result"),
        delete=Link(_("Delete my answers"), "/delete"),
        yours=_("This is yours"),
    )


def _later_link(first: Question, questionnaire: Questionnaire, *, planned: bool) -> Link:
    """The way to the questions after the result, which mostly are the plan."""
    label = localized(first.section.title, questionnaire)
    if isinstance(first.item, TextItem) and first.item.recall:
        label = _("Change your plan") if planned else _("Write down your plan")
    return Link(label, question_path(first.key))


def delete_page(frame: Frame) -> str:
    """The question before everything is deleted."""
    return _page(
        "delete",
        frame,
        _("Delete all your answers?"),
        texts=[
            _("Your answers, your result and your plan are deleted from the room for good."),
            _("Figures about the group that have already been revealed stay as they are."),
        ],
        delete=_("Delete my answers"),
        back=Link(_("Back"), NOWHERE),
    )


def _page(template: str, frame: Frame, title: str, /, **values: object) -> str:
    return render(
        f"room/{template}.html.j2",
        **{"title": title, **values},
        form=frame.signature,
        languages=_switch(frame),
    )


def _switch(frame: Frame) -> Markup:
    questions = frame.questionnaire.languages
    shown = question_language(questions)
    return _languages(current_language(), questions, shown, quote(frame.path))


@lru_cache(maxsize=2048)
def _languages(spoken: str, questions: tuple[str, ...], shown: str, here: str) -> Markup:
    """The switch of languages below a page, which leads back to it."""
    # Each by its own name, for those who can't read the current one.
    interface = [
        (code, name, f"/language/{code}?back={here}", code == spoken)
        for code, name in LANGUAGES.items()
    ]
    offered = [(code, f"/questions/{code}?back={here}", code == shown) for code in questions]
    return Markup(  # noqa: S704  # the template has escaped it
        render(
            "room/languages.html.j2",
            interface=interface,
            interface_label=_("Language"),
            # The others are those of the interface, which the questions follow.
            questions=offered if {*questions} - {*LANGUAGES} else [],
            questions_label=_("Questions in another language"),
        )
    )
