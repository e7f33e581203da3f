"""A participant who uses the pages of a room as a browser without scripts does.

The site is called directly, without a socket: `test_server.py` has the sockets.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Protocol, TypedDict
from urllib.parse import urlencode, urljoin, urlsplit

from starlette.types import Message

from netztui.room.room import Room
from netztui.web.room.site import room_site
from web.people import Element, read_page

NAME = "room.example:8765"
FORM_TYPE = "application/x-www-form-urlencoded"


class Asked(TypedDict, total=False):
    """A request as a browser sends it."""

    method: str
    target: str
    headers: dict[str, str]
    content: bytes
    address: str


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    cookies: Sequence[str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Pages(Protocol):
    """The pages of a room, wherever they are."""

    @property
    def join_code(self) -> str: ...

    def ask(self, *requests: Asked) -> list[Reply]:
        """Send the requests at the same time."""


class Site:
    """A room's pages, called directly, and what failed in them."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.now = 0.0
        self.failures: list[Exception] = []
        self.app = room_site(room, [NAME], failed=self.failures.append, clock=lambda: self.now)

    @property
    def join_code(self) -> str:
        return self.room.join_code

    def ask(self, *requests: Asked) -> list[Reply]:
        """Send the requests at the same time."""

        async def together() -> list[Reply]:
            return await asyncio.gather(*(self._ask(**one) for one in requests))

        return asyncio.run(together())

    async def _ask(
        self,
        method: str = "GET",
        target: str = "/",
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        address: str = "192.0.2.7",
    ) -> Reply:
        path, _mark, query = target.partition("?")
        sent = {"host": NAME, **(headers or {})}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": (address, 50000),
            "server": ("127.0.0.1", 8765),
            "scheme": "http",
            "root_path": "",
        }
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        start, *bodies = messages
        pairs = [(name.decode(), value.decode()) for name, value in start["headers"]]
        cookies = [value for name, value in pairs if name == "set-cookie"]
        body = b"".join(one.get("body", b"") for one in bodies)
        return Reply(start["status"], dict(pairs), cookies, body)


@dataclass
class Visitor:
    """A person at a browser; `language` is what the browser wishes for."""

    site: Pages
    language: str = "en"
    address: str = "192.0.2.7"
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = "/"
    reply: Reply | None = None

    def request(self, method: str, target: str, fields: Sequence[tuple[str, str]] = ()) -> Asked:
        """What the browser would send."""
        headers = {"accept-language": self.language}
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={one}" for name, one in self.cookies.items())
        if method == "POST":
            headers |= {"origin": f"http://{NAME}", "content-type": FORM_TYPE}
        asked = Asked(method=method, target=target, headers=headers, address=self.address)
        if method == "POST":
            asked["content"] = urlencode(fields).encode()
        return asked

    def send(self, method: str, target: str, fields: Sequence[tuple[str, str]] = ()) -> Reply:
        """Send it and follow where it leads."""
        for _ in range(5):
            (self.reply,) = self.site.ask(self.request(method, target, fields))
            self.path = target
            for cookie in self.reply.cookies:
                for name, one in SimpleCookie(cookie).items():
                    self.cookies[name] = one.value
                    if not one.value:
                        del self.cookies[name]
            if self.reply.status != 303:
                return self.reply
            parts = urlsplit(urljoin(f"http://{NAME}{target}", self.reply.headers["location"]))
            assert parts.netloc == NAME
            method, fields = "GET", ()
            target = parts.path + (f"?{parts.query}" if parts.query else "")
        raise AssertionError("a circle of redirections")

    @property
    def page(self) -> Element:
        assert self.reply is not None
        return read_page(self.reply.text)

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def title(self) -> str:
        return self.page.find("h1")[0].text

    def open(self, target: str) -> Reply:
        return self.send("GET", target)

    def follow(self, label: str) -> Reply:
        """Follow the link that begins with `label`."""
        links = [one for one in self.page.find("a") if one.text.startswith(label)]
        assert links, f"no link “{label}” at {self.path}"
        return self.open(links[0].attributes["href"])

    def press(self, label: str = "", **filled: str | Sequence[str]) -> Reply:
        """Press the button that begins with `label`, or the first one, with the form filled."""
        for form in self.page.find("form"):
            buttons = form.find("button")
            chosen = [one for one in buttons if one.text.startswith(label)]
            if chosen:
                return self._submit(form, chosen[0], filled)
        raise AssertionError(f"no button “{label}” at {self.path}")

    def choose(self, place: int) -> Reply:
        """Press the button of the option at `place`, from 1."""
        (form,) = self.page.find("form")
        (button,) = [
            one
            for one in form.find("button")
            if one.attributes.get("name") == "answer" and one.attributes["value"] == str(place)
        ]
        return self._submit(form, button, {})

    def answer(self, place: int = 1) -> Reply:
        """Answer whatever is asked, of options with the one at `place`."""
        fields = {one.attributes.get("type", one.tag) for one in self.page.walk()}
        if "checkbox" in fields:
            return self.press("", answer=[str(place)], none=[])
        if "textarea" in fields:
            return self.press("", answer=f"Vorhaben {place}")
        if "answer" in {one.attributes.get("id") for one in self.page.find("input")}:
            return self.press("", answer=str(place))
        return self.choose(place)

    def answer_all(self, place: int = 1) -> None:
        """Answer one question after the other, until there is none."""
        while self.path.startswith("/q/"):
            self.answer(place)

    def _submit(
        self, form: Element, button: Element, filled: Mapping[str, str | Sequence[str]]
    ) -> Reply:
        fields: list[tuple[str, str]] = []
        for one in form.walk():
            name, value = one.attributes.get("name", ""), one.attributes.get("value", "")
            kind = one.attributes.get("type")
            if not name or one.tag not in {"input", "textarea"}:
                continue
            if name in filled and kind != "hidden":
                if kind != "checkbox":
                    fields.append((name, str(filled[name])))
                elif value in filled[name]:
                    fields.append((name, value))
            elif kind != "checkbox" or "checked" in one.attributes:
                fields.append((name, one.text if one.tag == "textarea" else value))
        if name := button.attributes.get("name", ""):
            fields.append((name, button.attributes.get("value", "")))
        action = form.attributes.get("action", self.path)
        return self.send(form.attributes.get("method", "get").upper(), action, fields)

    def join(self, code: str = "") -> "Visitor":
        self.open(f"/j/{self.site.join_code}")
        self.press(code=code)
        return self
