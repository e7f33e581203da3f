"""One request of a participant, or of somebody who wants to become one."""

import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request

from netztui.i18n.language import (
    LANGUAGE_CODE,
    LANGUAGES,
    languages_of,
    preferred_language,
)
from netztui.room.participants import Participant
from netztui.room.room import Room
from netztui.web.room.answers import Form
from netztui.web.room.pages import Frame

TOKEN, LANGUAGE, QUESTIONS = "room", "language", "questions"
"""The names of the cookies: who it is, and the languages that were chosen."""
SIGNATURE = "form"
"""The name of the field with which a page's form shows that it is from this room."""
MOST_LANGUAGES = 10
"""How many wishes of a browser are read."""
WISH = re.compile(r"([A-Za-z0-9-]+)(?:\s*;\s*q=([0-9.]+))?")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, and whose it is."""

    request: Request
    room: Room
    person: Participant | None
    form: Form

    @property
    def address(self) -> str:
        """Where it comes from; kept in memory only, for the limits."""
        return self.request.client.host if self.request.client else ""

    @property
    def sender(self) -> str:
        """Whom the request counts for: the participant, or else the address."""
        return self.person.key if self.person else self.address

    @property
    def signature(self) -> str:
        """What the forms of this person's pages carry."""
        whose = self.person.key if self.person else self.room.join_code
        return hmac.digest(self.room.secret, whose.encode(), "sha256").hex()

    @property
    def is_signed(self) -> bool:
        """Whether the form is from a page of this person."""
        given = "".join(self.form.get(SIGNATURE, []))
        return hmac.compare_digest(given.encode(), self.signature.encode())

    @property
    def frame(self) -> Frame:
        """What the page has around its content."""
        path, query = self.request.scope["path"], self.request.scope["query_string"].decode("latin")
        here = f"{path}?{query}" if query else path
        return Frame(self.room.questionnaire, here, self.signature)

    def field(self, name: str) -> str:
        """The value of a field of the form; empty without one."""
        return (self.form.get(name) or [""])[0]

    @contextmanager
    def in_own_languages(self) -> Iterator[None]:
        """Speak as the person chose, or as the browser wishes; the block must not await."""
        cookies = self.request.cookies
        wishes = wished_languages(self.request.headers.get("accept-language", ""))
        chosen = cookies.get(LANGUAGE)
        interface = chosen if chosen and chosen in LANGUAGES else preferred_language(wishes)
        questions = cookies.get(QUESTIONS, "")
        with languages_of(
            interface, questions if re.match(LANGUAGE_CODE, questions) else None, wishes
        ):
            yield


@lru_cache(maxsize=512)
def wished_languages(header: str) -> tuple[str, ...]:
    """The codes in an Accept-Language header, most wanted first."""
    found: dict[str, float] = {}
    for part in header.split(",")[:MOST_LANGUAGES]:
        match = WISH.fullmatch(part.strip())
        if match and re.match(LANGUAGE_CODE, match[1]):
            found[match[1]] = _weight(match[2])
    wanted = sorted(found, key=lambda code: -found[code])
    return tuple(code for code in wanted if found[code] > 0)


def _weight(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0


def own_path(path: str) -> str:
    """`path` if it is one of the room's own; otherwise the start."""
    return path if re.match(r"/(?![/\\])[!-~]*\Z", path) else "/"
