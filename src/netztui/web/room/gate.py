"""What every request passes first, and what every response carries.

Pages of a room are personal, so that none is kept by a browser or a proxy, none loads anything from
elsewhere or can be framed, and none is given to a site that only pretends to have the room's name.
"""

import asyncio
from collections.abc import Collection, Mapping
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from netztui.web.room.answers import Form
from netztui.web.room.limits import PAGE_BYTES, SECONDS_TO_SEND

POLICY = (
    "default-src 'none'; style-src 'self'{style}; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY.format(style=""),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With no-referrer, browsers would not say where a form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
FORM_TYPE = "application/x-www-form-urlencoded"
FIELDS = 120
"""How many fields a form may have; a multiple choice has up to 100 options."""


class UnfitFormError(Exception):
    """What was sent is too long, too slow or not a form; `status` says which."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gate:
    """Refuses requests under other names or from other sites; adds the headers to responses."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        """`names` are the hosts, with their ports, under which the room is known."""
        self._app = app
        self._names = {name.lower().encode() for name in names}
        self._origins = {b"http://" + name for name in self._names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _value in message["headers"]}
                message["headers"] += [one for one in _HEADERS if one[0] not in own]
            await send(message)

        app, sent = self._app, dict(scope["headers"])
        if sent.get(b"host", b"").lower() not in self._names:
            app = PlainTextResponse("This is not the address of the room.\n", 421)
        elif scope["method"] not in {"GET", "HEAD"} and not self._is_from_here(sent):
            app = PlainTextResponse("This form does not come from the room.\n", 403)
        await app(scope, receive, send_with_headers)

    def _is_from_here(self, sent: Mapping[bytes, bytes]) -> bool:
        return sent.get(b"origin", b"").lower() in self._origins


async def read_form(request: Request) -> Form:
    """The fields that were sent; raises UnfitFormError."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != FORM_TYPE:
        raise UnfitFormError(415)
    content = bytearray()
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            async for part in request.stream():
                content += part
                if len(content) > PAGE_BYTES:
                    raise UnfitFormError(413)
        return parse_qs(content.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except TimeoutError:
        raise UnfitFormError(408) from None
    except ValueError:
        raise UnfitFormError(400) from None
