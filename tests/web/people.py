"""A made-up person who answers the included questionnaire twice, and pages read back."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

from tui.states import own_questionnaire

from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.history.history import ScoredAssessment
from netztui.questionnaire.model import NumberItem, Questionnaire, RatingItem, TextItem
from netztui.scoring.score import score

SPRING = datetime(2026, 4, 20, 12, 0, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)

GATHERING = {"source": 4, "many-contacts": 3, "variety": 4, "keeping": 4, "sidetracked": 4}
HUNTING = {"targeted-contacts": 3, "expertise": 4, "presence": 3, "offering": 4, "sorting": 4}
EVERY = ["xing", "linkedin", "x", "facebook", "mastodon", "bluesky", "instagram", "professional"]

VOID = {"meta", "link", "br", "hr", "input", "img"}


def person(
    levels: Mapping[str, int],
    when: datetime = AUTUMN,
    *,
    networks: Sequence[str] = ("linkedin", "mastodon"),
    earlier: str = "",
    plan: str = "",
    note: str | None = None,
    questionnaire: Questionnaire | None = None,
    skip: int = 0,
) -> ScoredAssessment:
    """A person who answers each facet at its level (1..5, otherwise 2) or near it.

    `earlier` is last time's plan, `skip` how many of the ratings at the start have no answer.
    """
    questionnaire = questionnaire or own_questionnaire()
    near = random.Random(5)
    assessment = Assessment.begin(
        questionnaire, random.Random(1), {"plan": earlier} if earlier else {}
    )
    skipped = 0
    while assessment.open_keys:
        question = assessment.visible[assessment.open_keys[0]]
        match question.item:
            case RatingItem(facet=None):
                value: object = near.choice([1, 4])
            case RatingItem() as item:
                level = min(5, max(1, levels.get(item.facet, 2) + near.choice([-1, 0, 0, 1])))
                value = 6 - level if item.reverse else level
                if skipped < skip:
                    skipped, value = skipped + 1, None
            case NumberItem():
                value = 12
            case TextItem():
                value = plan or "More of it"
            case item if item.id == "networks-used":
                value = tuple(networks)
            case _:
                value = question.options[0].value
        assessment = assessment.with_answer(question.key, Answer(value, 5.0))
    later = replace(assessment, after_result=True)
    if plan and later.visible:
        key = next(iter(later.visible))
        assessment = replace(later.with_answer(key, Answer(plan, 9.0)), after_result=False)
    stored = StoredAssessment(
        id=f"{when}",
        assessment=assessment,
        language="en",
        started_at=when,
        finished_at=when,
        position=None,
        note=note,
        revision=1,
    )
    return ScoredAssessment(stored, score(assessment))


def twice(plan: str = "Answer one question a week") -> tuple[ScoredAssessment, ScoredAssessment]:
    """A gatherer in spring who hunts in autumn, with a plan each."""
    spring = person(GATHERING, SPRING, plan=plan)
    return spring, person(HUNTING, earlier=plan, plan=plan, note="After the conference")


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def walk(self) -> list["Element"]:
        """This one and all within it, in their order."""
        return [self, *(found for child in self.children for found in child.walk())]

    def find(self, tag: str) -> list["Element"]:
        """All elements of this kind within it."""
        return [one for one in self.walk() if one.tag == tag]

    @property
    def text(self) -> str:
        """Its text and that of what is within it, each run once."""
        return " ".join(" ".join([*self.own, *(one.text for one in self.children)]).split())


class _Reader(HTMLParser):
    """Builds elements; every one has to be closed where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].own.append(data)


def read_page(page: str) -> Element:
    """The elements of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def pictures(root: Element) -> list[Element]:
    """The pictures with something to say; the signs of a legend are none."""
    return [one for one in root.find("svg") if one.attributes.get("role") == "img"]


def check_page(page: str, language: str) -> Element:
    """Check that a page needs nothing else, and its structure; returns its elements."""
    root = read_page(page)
    assert len(page.encode()) < 100_000
    assert [one.attributes["lang"] for one in root.find("html")] == [language]
    assert len(root.find("h1")) == 1
    assert all(one.text for one in root.find("title"))
    assert not root.find("script")
    for element in root.walk():
        assert not {"src", "srcset", "action", "onclick"} & element.attributes.keys()
        assert element.attributes.get("href", "data:,") == "data:,"
    assert not re.search(r"url\(|@import|@font-face", page)
    ids = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.tag[1]) for one in root.walk() if re.fullmatch("h[1-6]", one.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for picture in pictures(root):
        (title,), (description,) = picture.find("title"), picture.find("desc")
        assert picture.attributes["aria-labelledby"] == title.attributes["id"]
        assert picture.attributes["aria-describedby"] == description.attributes["id"]
        assert title.text
        assert description.text
    return root
