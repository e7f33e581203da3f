"""The room as a site: which page is where, and that nothing is answered before it is stored."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from functools import cache
from pathlib import Path
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from netztui.i18n.catalogue import _
from netztui.i18n.language import LANGUAGES
from netztui.i18n.message import ExplainedError
from netztui.room.room import Room
from netztui.web.environment import TEMPLATES
from netztui.web.room import limits
from netztui.web.room.answering import Answering
from netztui.web.room.answers import Form
from netztui.web.room.entrance import COOKIE_SECONDS, Entrance
from netztui.web.room.gate import Gate, UnfitFormError, read_form
from netztui.web.room.keeping import Keeping
from netztui.web.room.limits import Limiter
from netztui.web.room.picture import Picture
from netztui.web.room.replies import go_to, say
from netztui.web.room.visit import LANGUAGE, QUESTIONS, TOKEN, Visit, own_path

Handler: TypeAlias = Callable[[Visit], Response]

STATIC = {
    "page.css": (TEMPLATES / "page.css", "text/css"),
    "room.css": (TEMPLATES / "room" / "room.css", "text/css"),
    "room.js": (TEMPLATES / "room" / "room.js", "text/javascript"),
}


class NotStoredError(Exception):
    """What was answered could not be stored; the reason was reported where it failed."""


def room_site(
    room: Room,
    names: Collection[str],
    *,
    failed: Callable[[Exception], None],
    clock: Callable[[], float] = time.monotonic,
) -> ASGIApp:
    """The pages of `room` as an ASGI application.

    `names` are the hosts, with their ports, under which it is reached; `failed` is called
    with what went wrong here, and `clock` returns seconds for the limits.
    """
    return Gate(_Site(room, failed, clock).router(), names)


class _Site:
    def __init__(
        self, room: Room, failed: Callable[[Exception], None], clock: Callable[[], float]
    ) -> None:
        self._room = room
        self._failed = failed
        self._clock = clock
        self._requests = Limiter(limits.REQUESTS, clock)
        self._strangers = Limiter(limits.STRANGERS, clock)
        self._storing: asyncio.Future[None] | None = None

    def router(self) -> Router:
        picture = Picture()
        entrance = Entrance(self._room, picture, self._clock)
        answering, keeping = Answering(self._room), Keeping(self._room, picture)
        post, both = ["POST"], ["GET", "POST"]
        return Router(
            [
                Route("/q/{key:path}", self._page(answering.question), methods=both),
                Route("/static/{name}", _static),
                Route("/", self._page(entrance.start), methods=both),
                Route("/j/{code}", self._page(entrance.door), methods=both),
                Route("/j/{code}/group", self._page(entrance.picture)),
                Route("/overview", self._page(answering.overview)),
                Route("/finish", self._page(answering.finish), methods=post),
                Route("/result", self._page(keeping.result)),
                Route("/result/page", self._page(keeping.page)),
                Route("/result/file", self._page(keeping.file)),
                Route("/plan", self._page(keeping.plan), methods=post),
                Route("/delete", self._page(keeping.delete), methods=both),
                Route("/group", self._page(keeping.group)),
                Route("/language/{code}", self._page(_choose_language)),
                Route("/questions/{code}", self._page(_choose_questions)),
                Route("/{path:path}", self._page(_unknown), methods=both),
            ]
        )

    def _page(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint for `handler`."""

        async def endpoint(request: Request) -> Response:
            visit = Visit(request, self._room, None, {})
            try:
                form = await read_form(request) if request.method == "POST" else {}
                if self._room.closed:  # perhaps while the form was on its way
                    return _refuse(visit, 410)
                return await self._answer(handler, request, form)
            except UnfitFormError as error:
                return _refuse(visit, error.status)
            except NotStoredError:
                return _refuse(visit, 503)
            except ExplainedError as error:  # such as a full disk
                self._failed(error)
                return _refuse(visit, 503)
            except Exception as error:  # noqa: BLE001  # one person's defect must not end the room
                self._failed(error)
                return _refuse(visit, 500)

        return endpoint

    async def _answer(self, handler: Handler, request: Request, form: Form) -> Response:
        participants = self._room.participants
        failures = participants.failures
        person = participants.find(request.cookies.get(TOKEN, ""))
        visit = Visit(request, self._room, person, form)
        allowed = self._strangers if person is None else self._requests
        if not allowed.take(visit.sender):
            return _refuse(visit, 429)
        if person is not None:
            self._room.touch()
        with visit.in_own_languages():
            response = handler(visit)
        await self._stored(failures)
        return response

    async def _stored(self, failures: int) -> None:
        """Wait until all that was answered is stored; raises NotStoredError.

        `failures` is how often that had failed when it was answered. Those who answer in the same
        turn of the loop wait for the disk together.
        """
        participants = self._room.participants
        if participants.unstored:
            loop = asyncio.get_running_loop()
            if self._storing is None:
                self._storing = loop.create_future()
                loop.call_soon(self._store, self._storing)
            await asyncio.shield(self._storing)
        if participants.failures != failures:
            raise NotStoredError

    def _store(self, done: "asyncio.Future[None]") -> None:
        self._storing = None
        try:
            self._room.participants.store()
        except Exception as error:  # noqa: BLE001  # told to the leader, and to all who wait
            self._failed(error)
        done.set_result(None)


def _refuse(visit: Visit, status: int) -> Response:
    """The page for what can't be done."""
    with visit.in_own_languages():
        match status:
            case 410:
                closed = _("This room is closed")
                return say(visit, 410, closed, _("Thank you for taking part."), links=[])
            case 429:
                title, text = _("Please wait a moment"), _("That was too much at once.")
            case 503:
                title = _("Not stored")
                text = _("The room could not store this. Please go on and send it again.")
            case 500:
                title = _("Something went wrong here")
                text = _(
                    "What you answered before is stored. Please go on, or tell the workshop leader."
                )
            case _:
                title = _("This could not be read")
                text = _("What was sent is too long or incomplete. Please go on and send it again.")
        refused = say(visit, status, title, text)
        if status in {429, 503}:
            refused.headers["Retry-After"] = "2"
        return refused


async def _static(request: Request) -> Response:
    file, media_type = STATIC.get(request.path_params["name"], (None, ""))
    if file is None:
        return PlainTextResponse("", 404)
    cached = {"Cache-Control": "max-age=3600"}
    return Response(_content(file), media_type=media_type, headers=cached)


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()


def _choose_language(visit: Visit) -> Response:
    return _remember(visit, LANGUAGE, LANGUAGES)


def _choose_questions(visit: Visit) -> Response:
    return _remember(visit, QUESTIONS, visit.room.questionnaire.languages)


def _remember(visit: Visit, cookie: str, offered: Collection[str]) -> Response:
    """Remember a choice of language, and go back to the page."""
    code, back = visit.request.path_params["code"], visit.request.query_params.get("back", "")
    chosen = go_to(own_path(back))
    if code in offered:
        chosen.set_cookie(cookie, code, COOKIE_SECONDS, httponly=True, samesite="strict")
    return chosen


def _unknown(visit: Visit) -> Response:
    return say(visit, 404, _("Page not found"))
