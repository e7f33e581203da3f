"""The room's server: uvicorn in the loop of the program that leads the room, and nothing else.

It writes no log, so that no address is in one, and leaves signals to the program.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from netztui.i18n.message import N_, LazyText
from netztui.room.record import RoomError
from netztui.room.room import Room
from netztui.web.room.limits import CONNECTIONS, SECONDS_TO_SEND
from netztui.web.room.site import room_site

HEADER_BYTES = 16 * 2**10
"""The most that a browser sends before its form."""
IDLE_SECONDS = 60
"""How long a connection stays open for the next request: longer than most questions take."""
SHUTDOWN_SECONDS = 1
BACKLOG = 512
"""Connections that wait to be accepted; all participants may come at once."""

TAKEN = N_("The room cannot be opened at port {port}: {reason}.")
OTHER_PORT = N_("Close what uses it, or choose another port with --port.")


class RoomServer:
    """The server of one room, which is already bound to its port."""

    def __init__(self, room: Room, listener: socket.socket, hosts: Sequence[str]) -> None:
        """Use `room_server`."""
        port = listener.getsockname()[1]
        names = [f"{_in_address(host)}:{port}" for host in hosts]
        self.addresses: Sequence[str] = [f"http://{name}/j/{room.join_code}" for name in names]
        """Where people join, one for each host."""
        self.group_addresses: Sequence[str] = [f"{address}/group" for address in self.addresses]
        """Where the picture of the group is, for a projector."""
        self.failed: Callable[[Exception], None] = _ignore
        """Called with what went wrong with a request, which the participant was asked to repeat."""
        site = room_site(room, names, failed=self._report)
        config = Config(
            site,
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
            backlog=BACKLOG,
        )
        for name in ("uvicorn.error", "uvicorn.access"):
            # What it reports about requests would end up on the leader's screen.
            logging.getLogger(name).handlers = [logging.NullHandler()]
            logging.getLogger(name).propagate = False
        self._server = _Server(config)
        self._listener = listener

    def _report(self, error: Exception) -> None:
        self.failed(error)

    async def serve(self) -> None:
        """Answer requests until `stop`."""
        await self._server.serve([self._listener])

    def stop(self) -> None:
        """End soon: open requests are answered first, for a second at most."""
        self._server.should_exit = True


def room_server(room: Room, *, host: str, port: int, origin_hosts: Sequence[str]) -> RoomServer:
    """A server for `room` that is bound to `port` of the address `host`, and not yet serving.

    With 0 as the port, a free one is taken. `origin_hosts` are the names and addresses, without a
    port, under which it is reached; under others it does not answer. Raises RoomError if the port
    is taken or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        told = LazyText(TAKEN, port=port, reason=error.strerror or str(error))
        raise RoomError(told, LazyText(OTHER_PORT)) from None
    listener.setblocking(False)
    # Its connections inherit this. The head and the body of a page are sent one after the other,
    # and the second would wait until a browser acknowledges the first, 40 ms and more.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return RoomServer(room, listener, origin_hosts)


class _Server(Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them to the program."""
        yield


class _Protocol(HttpToolsProtocol):
    """One connection, which is cut if its other end makes the room wait."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._seen: RequestResponseCycle | None = None
        """The last request at the last check."""
        self._unread = 0
        """Bytes that were not fetched at the last check."""
        self._header = 0
        """Bytes of a request that is not complete enough to be answered."""
        self._check = self.loop.call_later(SECONDS_TO_SEND, self._cut_if_stalled)

    def connection_lost(self, exc: Exception | None) -> None:
        self._check.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._header = self._header + len(data) if self._waits else 0
        if self._header > HEADER_BYTES:
            self.transport.abort()

    @property
    def _waits(self) -> bool:
        """Whether there is no request that is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _cut_if_stalled(self) -> None:
        """Cut it if a request did not come, or no answer was fetched, since the last check.

        Requests that are being answered are the site's own concern.
        """
        unread = self.transport.get_write_buffer_size()
        begun = self.cycle is None or self._header > 0
        late = begun and self._waits and self.cycle is self._seen
        if late or (unread and unread == self._unread):
            self.transport.abort()
            return
        self._seen, self._unread = self.cycle, unread
        self._check = self.loop.call_later(SECONDS_TO_SEND, self._cut_if_stalled)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ignore(_error: Exception) -> None:
    pass
