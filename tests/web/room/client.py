"""Participants over real connections: as fast as can be, to load a server and to see it die."""

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

LINE_END = b"\r\n"


class GoneError(Exception):
    """The server ended the connection, or never answered."""


@dataclass
class Client:
    """A participant with one connection that is kept open; from an address of its own."""

    host: str
    """With the port."""
    address: str = "127.0.0.1"
    cookie: str = ""
    page: str = ""
    path: str = "/"
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def request(self, method: str, path: str, fields: dict[str, str] | None = None) -> int:
        """Send a request and read the answer; returns the status."""
        body = urlencode(fields or {}).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", "Accept-Language: en"]
        if self.cookie:
            lines.append(f"Cookie: room={self.cookie}")
        if method == "POST":
            lines += [f"Origin: http://{self.host}", f"Content-Length: {len(body)}"]
            lines.append("Content-Type: application/x-www-form-urlencoded")
        sent = "\r\n".join([*lines, "", ""]).encode() + (body if method == "POST" else b"")
        try:
            reader, writer = await self._connect()
            writer.write(sent)
            head = (await reader.readuntil(LINE_END * 2)).decode()
            length = re.search(r"(?i)^content-length: (\d+)", head, re.MULTILINE)
            content = await reader.readexactly(int(length[1]) if length else 0)
        except (OSError, asyncio.IncompleteReadError) as error:
            await self.close()
            raise GoneError from error
        if cookie := re.search(r"(?i)^set-cookie: room=([^;\r]+)", head, re.MULTILINE):
            self.cookie = cookie[1]
        status = int(head.split()[1])
        if status == 303:
            location = re.search(r"(?i)^location: (\S+)", head, re.MULTILINE)
            assert location is not None
            return await self.request("GET", location[1])
        self.page, self.path = content.decode(), path
        return status

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None or self._streams[0].at_eof() or self._streams[1].is_closing():
            host, port = self.host.rsplit(":", 1)
            local = (self.address, 0)
            self._streams = await asyncio.open_connection(host, int(port), local_addr=local)
        return self._streams

    async def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's form."""
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page))

    async def join(self, code: str) -> None:
        await self.request("GET", f"/j/{code}")
        status = await self.request("POST", f"/j/{code}", self.hidden())
        assert status == 200, status

    async def answer(self, place: int) -> int:
        """Answer the question shown with the option at `place`, or a number or text."""
        fields = {**self.hidden(), "answer": str(place)}
        return await self.request("POST", self.path.partition("?")[0], fields)

    @property
    def key(self) -> str:
        """The key of the question shown; empty if none is."""
        return self.path.partition("?")[0].removeprefix("/q/") if self.path[:3] == "/q/" else ""
