"""A room's server with real connections: slow and greedy ones, the end, being killed."""

import asyncio
import logging
import random
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from roommates import PLAN, room_in

from netztui.room.record import RoomError
from netztui.room.room import Room
from netztui.web.room import server as serving_module
from netztui.web.room.server import RoomServer, room_server
from web.room.client import Client, GoneError
from web.room.serving import start

CUT_OFF = ConnectionError, asyncio.IncompleteReadError


@asynccontextmanager
async def served(room: Room) -> AsyncIterator[RoomServer]:
    """A server in this program's own loop, as its leader has it."""
    server = room_server(room, host="127.0.0.1", port=0, origin_hosts=["127.0.0.1", "localhost"])
    running = asyncio.create_task(server.serve())
    try:
        yield server
    finally:
        server.stop()
        await running


def host_of(server: RoomServer) -> str:
    return server.addresses[0].split("/")[2]


async def connect(server: RoomServer) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = host_of(server).split(":")
    return await asyncio.open_connection(host, int(port))


async def test_no_part_of_a_page_waits_until_a_browser_has_acknowledged_another(
    tmp_path: Path,
) -> None:
    async with served(room_in(tmp_path / "room")) as server:
        client = Client(host_of(server))
        await client.request("GET", "/")
        (connection,) = server._server.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        await client.close()


async def test_people_answer_over_connections_while_the_leader_goes_on(tmp_path: Path) -> None:
    room = room_in(tmp_path / "room", PLAN)
    async with served(room) as server:
        assert server.addresses[1].startswith("http://localhost:")
        assert server.addresses[0].endswith(f"/j/{room.join_code}")
        clients = [Client(host_of(server)) for _ in range(10)]
        await asyncio.gather(*(client.join(room.join_code) for client in clients))
        for _ in range(5):
            await asyncio.gather(*(client.answer(1) for client in clients))
        assert room.counts().joined == 10
        assert "Question 6" in clients[0].page
        for client in clients:
            await client.close()


def test_a_taken_port_is_said_before_anything_else(tmp_path: Path) -> None:
    room = room_in(tmp_path / "room", PLAN)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(RoomError, match=f"cannot be opened at port {port}"):
            room_server(room, host="127.0.0.1", port=port, origin_hosts=["127.0.0.1"])


async def test_signals_stay_the_programs_own(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with served(room_in(tmp_path / "room", PLAN)):
        await asyncio.sleep(0)
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_nothing_is_logged_and_no_address_anywhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    room = room_in(tmp_path / "room", PLAN)
    async with served(room) as server:
        client = Client(host_of(server), "127.9.8.7")
        await client.join(room.join_code)
        await client.answer(1)
        reader, writer = await connect(server)
        writer.write(b"nonsense\r\n\r\n")
        assert b"400" in await reader.read(100)
        writer.close()
        await client.close()
    assert capfd.readouterr() == ("", "")
    assert [one for one in caplog.records if one.name != "asyncio"] == []
    content = b"".join(path.read_bytes() for path in room.folder.rglob("*") if path.is_file())
    assert b"127.9.8.7" not in content


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\nHost: x", b"POST / HTTP/1.1\r\nContent-Le"],
    ids=["nothing", "half a request", "half a header"],
)
async def test_whoever_sends_no_request_is_cut_off(
    tmp_path: Path, sent: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(serving_module, "SECONDS_TO_SEND", 0.05)
    async with served(room_in(tmp_path / "room", PLAN)) as server:
        reader, writer = await connect(server)
        writer.write(sent)
        with pytest.raises(CUT_OFF):
            await asyncio.wait_for(reader.readexactly(1), 2)
        writer.close()


async def test_a_form_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netztui.web.room.gate.SECONDS_TO_SEND", 0.05)
    async with served(room_in(tmp_path / "room", PLAN)) as server:
        reader, writer = await connect(server)
        host = host_of(server)
        writer.write(
            f"POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 99\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\ncode=".encode()
        )
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 2)
        writer.close()


async def test_a_reader_that_does_not_read_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(serving_module, "SECONDS_TO_SEND", 0.05)
    room = room_in(tmp_path / "room", PLAN)
    async with served(room) as server:
        host, port = host_of(server).split(":")
        with socket.socket() as greedy:
            greedy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            greedy.connect((host, int(port)))
            greedy.setblocking(False)
            page = f"GET /static/page.css HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
            for _ in range(200):
                await asyncio.get_running_loop().sock_sendall(greedy, page)
                await asyncio.sleep(0)
            connections = server._server.server_state.connections
            for _ in range(100):
                if not connections:
                    break
                await asyncio.sleep(0.05)
            assert not connections


@pytest.mark.parametrize("size", [20_000, 2_000_000])
async def test_headers_without_end_are_cut_off(tmp_path: Path, size: int) -> None:
    async with served(room_in(tmp_path / "room", PLAN)) as server:
        reader, writer = await connect(server)
        writer.write(b"GET / HTTP/1.1\r\nX: " + b"y" * size)
        with pytest.raises(CUT_OFF):
            await asyncio.wait_for(reader.readexactly(1), 5)
        writer.close()


async def test_a_body_that_is_too_long_is_refused_and_not_read_on(tmp_path: Path) -> None:
    async with served(room_in(tmp_path / "room", PLAN)) as server:
        _reader, writer = await connect(server)
        host = host_of(server)
        writer.write(
            f"POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            "Content-Length: 100000000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
        )
        with pytest.raises(ConnectionError):
            await write_on(writer, 100_000_000)
        writer.close()


async def write_on(writer: asyncio.StreamWriter, size: int) -> None:
    for _ in range(size // 100_000):
        writer.write(b"x" * 100_000)
        await asyncio.wait_for(writer.drain(), 5)


# Being killed


async def answer_until_it_ends(client: Client, code: str, seed: int, told: list[str]) -> None:
    """Answer as fast as possible; notes each answer for which the next page came."""
    chance = random.Random(seed)
    try:
        if not client.cookie:
            await client.join(code)
        while True:
            if not client.key:
                return
            key, place = client.key, chance.randint(1, 2)
            await client.answer(place)
            told.append(f"{client.cookie} {key} {place}")
    except GoneError:
        return


async def live_with_a_death(host: str, code: str, process: object, seed: int) -> list[str]:
    """Several people answer; the server is killed a moment after some number of answers."""
    chance = random.Random(seed)
    clients, told = [Client(host) for _ in range(6)], []
    work = [answer_until_it_ends(one, code, seed + n, told) for n, one in enumerate(clients)]
    tasks = [asyncio.create_task(one) for one in work]
    enough = chance.randint(1, 60)
    while len(told) < enough and not all(task.done() for task in tasks):
        await asyncio.sleep(0.001)
    await asyncio.sleep(chance.uniform(0, 0.02))
    process.kill()
    await asyncio.gather(*tasks)
    for client in clients:
        await client.close()
    return told


def kill_and_check(folder: Path, seed: int) -> int:
    """Kill a server that people use; returns how many answers had been acknowledged."""
    process, host, code = start(folder)
    try:
        told = asyncio.run(live_with_a_death(host, code, process, seed))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    room = Room.open(folder)
    try:
        last = {tuple(line.split()[:2]): line.split()[2] for line in told}
        for (cookie, key), place in last.items():
            person = room.participants.find(cookie)
            assert person is not None
            answer = person.assessment.answers[key]
            question = person.assessment.visible[key]
            if question.offers_none:
                assert answer.value == (question.options[int(place) - 1].value,)
            elif question.options:
                assert answer.value == question.options[int(place) - 1].value
            else:
                assert str(answer.value) == place
        assert room.join_code == code
        room.participants.join("en")
        room.participants.store()
    finally:
        room.leave()
    return len(told)


def test_a_killed_server_has_lost_no_answer_and_goes_on(tmp_path: Path) -> None:
    for seed in range(2):
        assert kill_and_check(tmp_path / "room", seed) > 0


@pytest.mark.slow
@pytest.mark.parametrize("room", range(10))
def test_no_answer_is_lost_in_twenty_deaths(tmp_path: Path, room: int) -> None:
    for seed in range(20):
        kill_and_check(tmp_path / "room", 1000 + 20 * room + seed)
