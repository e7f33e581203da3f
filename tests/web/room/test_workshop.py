"""A whole workshop: a leader at a real terminal, participants in real browsers, phone and desktop.

It needs the extra `browser` and Chromium, and is skipped without.
"""

import http.client
import os
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

import pytest
from terminal.driver import ENGLISH, ENTER, ESCAPE, Computer, Terminal

from web.room.visitor import NAME, Asked, Reply, Visitor

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
PICTURES = os.environ.get("NETZTUI_TEST_PICTURES")
"""A folder for pictures of the pages, for people to look at."""
SHORT = "hunter-gatherer-short"
DEVICES: Mapping[str, dict[str, object]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "de-DE"},
    "narrow": {
        "viewport": {"width": 320, "height": 568},
        "has_touch": True,
        "locale": "en-US",
        "java_script_enabled": False,
    },
    "desktop": {
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-US",
        "color_scheme": "dark",
    },
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
    pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal"),
]


@dataclass
class RealSite:
    """The room's pages through a real connection, for a visitor without a browser."""

    port: int
    join_code: str

    def ask(self, *requests: Asked) -> list[Reply]:
        return [self._ask(one) for one in requests]

    def _ask(self, request: Asked) -> Reply:
        sent = {**request["headers"]}
        if "origin" in sent:
            sent["origin"] = sent["origin"].replace(NAME, f"127.0.0.1:{self.port}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(request["method"], request["target"], request.get("content"), sent)
        reply = connection.getresponse()
        cookies = reply.headers.get_all("set-cookie") or []
        fields = {name.lower(): value for name, value in reply.getheaders()}
        if "location" in fields:
            fields["location"] = fields["location"].replace(f"127.0.0.1:{self.port}", NAME)
        got = Reply(reply.status, fields, cookies, reply.read())
        connection.close()
        return got


class Participant:
    """A person with a device."""

    def __init__(self, browser, name: str, address: str) -> None:
        self.name, self.device = name, DEVICES[name]
        self.context = browser.new_context(**self.device)
        self.page = self.context.new_page()
        self.page.set_default_timeout(120_000)  # a busy machine is slow
        self.language = str(self.device["locale"])[:2]
        self.seen: set[str] = set()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text))
        origin = "/".join(address.split("/")[:3])
        self.page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((origin, "data:")) else self.wrong.append(asked.url)
            ),
        )
        self.page.goto(address)
        self.look("join")

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]*", "", self.page.url)

    def look(self, kind: str) -> None:
        """Check a kind of page once: it fits, and everybody can use it."""
        if kind in self.seen:
            return
        self.seen.add(kind)
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{PICTURES}/{self.name}-{kind}.png", full_page=True)
        width = self.page.viewport_size["width"]
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width, kind
        if self.device.get("java_script_enabled", True):  # which the check needs itself
            found = axe.Axe().run(self.page).response["violations"]
            told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
            assert told == [], (self.name, kind)
        small = self.page.evaluate(
            """[...document.querySelectorAll("button, .option, a.button")].filter(
            one => one.offsetParent && one.getBoundingClientRect().height < 44).length"""
        )
        assert not small, (self.name, kind)

    def answer_all(self, place: int) -> None:
        """Answer all questions with about the same option, and finish."""
        page = self.page
        page.locator("form button.first").click()
        page.wait_for_url("**/q/**")
        asked = 0
        while self.path.startswith("/q/"):
            asked += 1
            assert asked < 80
            before = self.path
            options, boxes = page.locator("button.option"), page.locator("input[type=checkbox]")
            field = page.locator("#answer")
            if options.count():
                self.look("one")
                wanted = 1 + (place + asked // 3) % min(5, options.count())
                if self.name == "desktop":
                    page.keyboard.press(str(wanted))
                else:
                    options.nth(wanted - 1).click()
            elif boxes.count():
                self.look("several")
                boxes.nth(1).check()
                page.locator("button.first").click()
            else:
                self.look("field")
                field.fill("3")
                page.locator("button.first").click()
            page.wait_for_url(lambda url, before=before: not url.endswith(before))
        assert self.path == "/overview"
        self.look("overview")
        page.locator("form[action='/finish'] button").click()
        page.wait_for_url("**/result")
        self.look("result")


@pytest.fixture
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        # Without a sandbox, as root has none.
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def leader(tmp_path: Path) -> Iterator[Terminal]:
    folder = tmp_path / "leader"
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    computer = replace(Computer(folder), language=ENGLISH)
    with computer.start("room", SHORT, "--port", str(port)) as terminal:
        terminal.wait_for("Can be revealed when 5 more are done.")
        yield terminal


def test_a_workshop_from_the_first_phone_to_the_end(
    browser, leader: Terminal, tmp_path: Path
) -> None:
    found = re.search(r"http://127\.0\.0\.1:(\d+)/j/(\w+)", leader.text)
    assert found is not None
    address, port, code = found[0], int(found[1]), found[2]

    people = [Participant(browser, name, address) for name in DEVICES]
    for place, person in enumerate(people):
        person.answer_all(place)
    leader.wait_for("Can be revealed when 2 more are done.")
    for place in (2, 4):
        visitor = Visitor(RealSite(port, code)).join()
        visitor.answer_all(place)
        visitor.press("Finish and see the result")
        assert visitor.path == "/result"

    leader.wait_for("The group can be revealed.")
    leader.type("r")
    leader.wait_for("Reveal the group now?")
    leader.type(ENTER)
    leader.wait_for("The person in the middle", "5")
    for person in people:
        person.page.reload()
        person.page.locator("a[href$='/group']").click()
        person.page.wait_for_url("**/group")
        person.look("group")
    leader.type(ESCAPE)
    leader.wait_for("Revealed: 5 people.", "For the projector:")
    projector = browser.new_page(viewport={"width": 1920, "height": 1080})
    assert projector.goto(f"{address}/group").status == HTTPStatus.OK
    assert "5 people" in projector.inner_text("body")

    leader.type("c")
    leader.wait_for("Close the room?", "All answers are deleted")
    leader.type("y")
    leader.wait_for("The room is closed, and its answers have been deleted.")
    for person in people:
        assert person.page.goto(address).status == HTTPStatus.GONE
        person.look("closed")
        # What the browser itself says of the status.
        wrong = [one for one in person.wrong if "410" not in one]
        assert wrong == [], person.name
    leader.type("q")
    assert leader.status() == 0
    assert not (tmp_path / "leader" / "data" / "room").exists()
