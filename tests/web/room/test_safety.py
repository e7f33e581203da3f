"""Who gets into a room and what they can do there: cookies, names, origins, forms, limits."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from roommates import PLAN, room_in
from starlette.requests import Request

from netztui.archive.archive import Archive
from netztui.archive.errors import DiskFullError
from netztui.room.participants import PARTICIPANTS
from netztui.web.room import limits
from netztui.web.room.answers import Form
from netztui.web.room.gate import read_form
from web.room.test_answering import hidden
from web.room.visitor import NAME, Site, Visitor


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(room_in(tmp_path / "room", PLAN))


def test_the_code_becomes_a_cookie_that_only_this_site_gets(site: Site):
    visitor = Visitor(site)
    visitor.open(f"/j/{site.room.join_code.lower()}")
    (reply,) = site.ask(visitor.request("POST", visitor.path, hidden(visitor)))
    (cookie,) = reply.cookies
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= parts
    token = re.match("room=([^;]+)", cookie)[1]
    assert len(token) >= 40
    folder = b"".join(path.read_bytes() for path in site.room.folder.rglob("*") if path.is_file())
    assert token.encode() not in folder
    assert sha256(token.encode()).hexdigest().encode() in folder


@pytest.mark.parametrize("forged", ["", "x", "é", "../room", "0" * 43, '"; DROP'])
def test_a_forged_cookie_is_nobody(site: Site, forged: str):
    Visitor(site).join()
    visitor = Visitor(site, cookies={"room": forged})
    visitor.open("/result")
    assert visitor.title == "Join the room"
    visitor.send("POST", "/delete", [("form", "x")])
    assert site.room.counts().joined == 1


def test_nobody_answers_in_another_persons_place(site: Site):
    one, other = Visitor(site).join(), Visitor(site).join()
    one.answer()
    other.answer()
    fields = [*hidden(one), ("answer", "1")]
    other.send("POST", other.path, fields)
    assert other.reply.status == 403
    assert other.title == "This page is out of date"
    for path in ("/finish", "/delete", "/plan"):
        other.send("POST", path, hidden(one))
    assert site.room.counts().joined == 2
    assert site.room.counts().done == 0


def test_every_form_is_signed(site: Site):
    visitor = Visitor(site)
    pages = []
    for step in (
        lambda: visitor.open("/"),
        visitor.join,
        visitor.answer_all,
        lambda: visitor.press("Finish"),
        lambda: (visitor.follow("Write down your plan"), visitor.answer()),
        lambda: visitor.open("/delete"),
    ):
        step()
        pages.append(visitor.page)
    forms = [form for page in pages for form in page.find("form")]
    assert len(forms) == 5
    for form in forms:
        assert form.attributes["method"] == "post"
        assert "form" in {one.attributes.get("name") for one in form.find("input")}


@pytest.mark.parametrize("origin", [None, "null", "http://elsewhere.example", f"https://{NAME}"])
def test_forms_from_elsewhere_are_refused(site: Site, origin: str | None):
    visitor = Visitor(site).join()
    sent = visitor.request("POST", visitor.path, [*hidden(visitor), ("answer", "1")])
    del sent["headers"]["origin"]
    if origin is not None:
        sent["headers"]["origin"] = origin
    (reply,) = site.ask(sent)
    assert reply.status == 403
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["", "elsewhere.example", "room.example", "room.example:80"])
def test_other_names_are_refused(site: Site, host: str):
    sent = Visitor(site).request("GET", f"/j/{site.room.join_code}")
    sent["headers"]["host"] = host
    (reply,) = site.ask(sent)
    assert reply.status == 421
    assert b"html" not in reply.content


def test_personal_pages_are_kept_nowhere_and_load_nothing_from_elsewhere(site: Site):
    visitor = Visitor(site).join()
    visitor.answer_all()
    for path in ("/overview", "/delete", "/language/de", "/nowhere"):
        (reply,) = site.ask(visitor.request("GET", path))
        assert reply.headers["cache-control"] == "no-store"
        policy = dict(
            part.strip().split(" ", 1)
            for part in reply.headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "same-origin"
        for linked in re.findall(rb'(?:src|href|action)="([^"]*)"', reply.content):
            assert linked == b"data:," or re.match(rb"/(?!/)", linked)


def test_style_and_script_are_the_rooms_own(site: Site):
    for name in ("page.css", "room.css", "room.js"):
        (reply,) = site.ask(Visitor(site).request("GET", f"/static/{name}"))
        assert reply.status == 200
        assert "max-age" in reply.headers["cache-control"]
        assert not re.search(r"https?://|url\(|@import", reply.text)
    for name in ("room.json", "..%2Froom.json", "%2e%2e/x", ""):
        (reply,) = site.ask(Visitor(site).request("GET", f"/static/{name}"))
        assert reply.status == 404


# Limits


def test_the_code_cannot_be_guessed(site: Site):
    visitor = Visitor(site)
    for _ in range(int(limits.WRONG_CODES.at_once)):
        visitor.open("/j/ABCDEF")
        assert visitor.reply.status == 404
    # Not even with the right one, or else it could be found out among the wrong ones.
    visitor.open(f"/j/{site.room.join_code}")
    assert visitor.reply.status == 429
    Visitor(site, address="192.0.2.99").join()
    assert site.room.counts().joined == 1
    site.now += 1 / limits.WRONG_CODES.a_second
    visitor.join()
    assert site.room.counts().joined == 2


def test_guessing_from_many_addresses_is_limited_too(site: Site):
    for place in range(int(limits.ALL_WRONG_CODES.at_once)):
        Visitor(site, address=f"198.51.100.{place}").open("/j/ABCDEF")
    visitor = Visitor(site)
    visitor.open(f"/j/{site.room.join_code}")
    assert visitor.title == "Please wait a minute"
    site.now += 60
    visitor.join()
    assert site.room.counts().joined == 1


def test_a_typed_code_leads_in(site: Site):
    visitor = Visitor(site)
    visitor.open("/")
    visitor.press("Join", code=f" {site.room.join_code.lower()} ")
    assert visitor.title == "Hunter or gatherer, short"


def test_one_person_cannot_take_all_the_time(site: Site):
    hasty, calm = Visitor(site).join(), Visitor(site).join()
    for _ in range(int(limits.REQUESTS.at_once)):
        hasty.open("/overview")
    assert hasty.reply.status == 429
    assert hasty.title == "Please wait a moment"
    assert calm.open("/overview").status == 200
    site.now += 1
    assert hasty.open("/overview").status == 200


def test_the_room_is_full_at_some_point_and_says_so(site: Site):
    for _ in range(PARTICIPANTS):
        site.room.participants.join("en")
    visitor = Visitor(site).join()
    assert visitor.reply.status == 503
    assert visitor.title == "This room is full."


def test_joining_is_limited_for_each_address(site: Site):
    for _ in range(int(limits.JOINS.at_once)):
        Visitor(site).join()
    late = Visitor(site).join()
    assert late.reply.status == 429
    assert site.room.counts().joined == limits.JOINS.at_once
    Visitor(site, address="192.0.2.99").join()
    site.now += 1 / limits.JOINS.a_second
    late.join()
    assert site.room.counts().joined == limits.JOINS.at_once + 2


def test_strangers_cannot_take_all_the_time(site: Site):
    visitor = Visitor(site)
    for _ in range(int(limits.STRANGERS.at_once) + 1):
        visitor.open("/")
    assert visitor.reply.status == 429


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"a=" + b"x" * limits.PAGE_BYTES, 413),
        (b"&".join(b"a=1" for _ in range(500)), 400),
        (b"\xff\xfe", 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused(site: Site, content: bytes, status: int):
    visitor = Visitor(site).join()
    sent = visitor.request("POST", visitor.path)
    (reply,) = site.ask({**sent, "content": content})
    assert reply.status == status
    assert site.failures == []


def test_other_kinds_of_forms_are_refused(site: Site):
    visitor = Visitor(site).join()
    sent = visitor.request("POST", visitor.path)
    sent["headers"]["content-type"] = "multipart/form-data; boundary=x"
    (reply,) = site.ask(sent)
    assert reply.status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(site: Site, method: str):
    visitor = Visitor(site).join()
    (reply,) = site.ask({**visitor.request("POST", visitor.path), "method": method})
    assert reply.status == 405


# The end, and what goes wrong


def test_a_closed_room_is_gone_and_says_so_kindly(site: Site):
    visitor = Visitor(site).join()
    site.room.close()
    for path in ("/", visitor.path, "/result", f"/j/{site.room.join_code}", "/group"):
        visitor.open(path)
        assert visitor.reply.status == 410
        assert visitor.title == "This room is closed"
        assert "Thank you" in visitor.text
    sent = visitor.request("POST", "/q/networks-used", [("answer", "1")])
    assert site.ask(sent)[0].status == 410


def test_a_form_on_its_way_when_the_room_closes_finds_it_closed(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    visitor = Visitor(site).join()
    sent = visitor.request("POST", visitor.path, [*hidden(visitor), ("answer", "1")])

    async def closing(request: Request) -> Form:
        form = await read_form(request)
        site.room.close()
        site.room.delete()
        return form

    monkeypatch.setattr("netztui.web.room.site.read_form", closing)
    assert site.ask(sent)[0].status == 410
    assert site.failures == []


def test_what_could_not_be_stored_is_said_and_can_be_sent_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    def full(archive: Archive) -> None:
        archive.drop()
        raise DiskFullError(archive.path)

    people = [Visitor(site).join() for _ in range(3)]
    requests = [one.request("POST", one.path, [*hidden(one), ("answer", "1")]) for one in people]
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "store", full)
        assert [reply.status for reply in site.ask(*requests)] == [503] * 3
    (failed,) = site.failures
    assert isinstance(failed, DiskFullError)
    assert [reply.status for reply in site.ask(*requests)] == [303] * 3


def test_a_defect_is_reported_and_ends_nothing(site: Site, monkeypatch: pytest.MonkeyPatch):
    visitor = Visitor(site).join()
    with monkeypatch.context() as patch:
        patch.setattr("netztui.web.room.answering.question_page", lambda *_a, **_k: 1 / 0)
        visitor.open(visitor.path)
    assert visitor.reply.status == 500
    assert visitor.title == "Something went wrong here"
    assert len(site.failures) == 1
    visitor.follow("Go on")
    assert "Which networks" in visitor.title


def test_asking_for_a_page_keeps_the_room_from_being_idle(site: Site):
    visitor = Visitor(site).join()
    before = site.room.idle_since
    visitor.open("/overview")
    assert site.room.idle_since > before
    after = site.room.idle_since
    Visitor(site).open("/")
    assert site.room.idle_since == after
