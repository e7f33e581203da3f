"""After the end, in a room: the own result, what can be taken along, the group, deleting."""

from io import BytesIO
from pathlib import Path

import pytest
from roommates import PLAN, room_in

from netztui.archive.archive import Archive
from netztui.archive.exchange.file_format import read_export
from netztui.archive.exchange.merge import import_export
from netztui.web.group import group_page
from netztui.web.result import result_page
from web.people import check_page
from web.room.visitor import Site, Visitor


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(room_in(tmp_path / "room", PLAN))


def done(site: Site, place: int = 1, *, plan: bool = False, code: str = "") -> Visitor:
    """Somebody who has answered everything."""
    visitor = Visitor(site, address=f"192.0.2.{place}").join(code)
    visitor.answer_all(place)
    visitor.press("Finish")
    if plan:
        visitor.follow("Write down your plan")
        visitor.answer(place)
    return visitor


def test_the_result_is_the_page_that_the_report_is(site: Site):
    visitor = done(site)
    person = site.room.participants.find(visitor.cookies["room"])
    assert person is not None
    page = result_page(site.room.participants.result(person))
    for part in ("hero", "areas", "closing"):
        (section,) = [
            one for one in visitor.page.walk() if part in one.attributes.get("class", "").split()
        ]
        assert section.text
        assert section.text in check_page(page, "en").text


def test_the_page_can_be_saved_and_needs_nothing_else(site: Site):
    visitor = done(site)
    visitor.follow("Save this page")
    reply = visitor.reply
    assert reply.headers["content-disposition"].startswith('attachment; filename="netztui-20')
    check_page(reply.text, "en")


def test_the_answers_can_be_taken_home(site: Site, tmp_path: Path):
    visitor = done(site, plan=True)
    visitor.follow("Take the answers home")
    with Archive.open(tmp_path / "home.sqlite") as home:
        import_export(home, read_export(BytesIO(visitor.reply.content), "taken"))
        (row,) = home.results()
        values = home.load(row.id).assessment.values
    assert values["next-step"] == "Vorhaben 1"


def test_a_plan_is_shown_to_the_group_only_if_its_author_says_so(site: Site):
    shy, bold = done(site, 1, plan=True), done(site, 2, plan=True)
    assert "The group does not see your plan." in shy.text
    bold.press("Show my plan to the group")
    assert "The group sees your plan, word for word" in bold.text
    for place in (1, 2, 2):
        done(site, place)
    site.room.reveal()
    bold.open("/result")
    bold.follow("See where the group stands")
    assert "Vorhaben 2" in bold.text
    assert "Vorhaben 1" not in bold.text
    bold.open("/result")
    bold.press("Do not show my plan")
    bold.follow("See where the group stands")
    assert "Vorhaben 2" not in bold.text


def test_without_a_plan_nobody_is_asked_about_it(site: Site):
    assert "plan to the group" not in done(site).text


def test_the_group_is_there_once_it_is_revealed_in_each_ones_language(site: Site):
    people = [done(site, place) for place in (1, 2, 1, 2, 2)]
    assert "will be here once it is revealed" in people[0].text
    people[0].open("/group")
    assert people[0].reply.status == 404
    people[0].follow("Look again")
    assert people[0].path == "/group"
    people[0].follow("Go on")
    report = site.room.reveal()
    people[0].follow("Look again")
    people[0].follow("See where the group stands")
    assert people[0].reply.text == group_page(report)
    people[0].language = "de"
    people[0].open("/group")
    assert "Wo alle stehen" in people[0].text
    assert "'sha256-" in people[0].reply.headers["content-security-policy"]
    assert "unsafe" not in people[0].reply.headers["content-security-policy"]


def test_the_projector_needs_the_code_and_nothing_else(site: Site):
    for place in (1, 2, 1, 2, 2):
        done(site, place)
    projector = Visitor(site)
    address = f"/j/{site.room.join_code}/group"
    projector.open(address)
    assert projector.title == "Not revealed yet"
    assert "Go on" not in projector.text
    site.room.reveal()
    projector.follow("Look again")
    assert projector.title == "Where everyone stands"
    projector.open("/j/ABCDEF/group")
    assert projector.reply.status == 404


def test_deleting_asks_first_and_leaves_nothing(site: Site):
    visitor = done(site, plan=True)
    visitor.follow("Delete my answers")
    visitor.follow("Back")
    assert visitor.path == "/result"
    visitor.follow("Delete my answers")
    visitor.press("Delete my answers")
    assert visitor.title == "Your answers are deleted"
    assert visitor.cookies == {}
    assert site.room.counts().joined == 0
    assert not list((site.room.folder / "group").iterdir())
    visitor.open("/result")
    assert visitor.title == "Join the room"


def test_a_draft_can_be_deleted_too(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    visitor.follow("Overview")
    visitor.follow("Delete my answers")
    visitor.press("Delete my answers")
    assert site.room.counts().joined == 0


def test_a_code_from_an_earlier_workshop_is_kept_and_unique(site: Site):
    assert "Your code for the next workshop: ANNA1" in done(site, code="anna1").text
    other = Visitor(site).join("Anna1")
    assert other.reply.status == 422
    assert "The code ANNA1 is already taken in this room." in other.text
    other.press(code="a!")
    assert "A code has 3 to 12 letters and digits" in other.text
    other.press(code="")
    assert "Question 1" in other.text


def test_before_the_end_there_is_no_result(site: Site):
    visitor = Visitor(site).join()
    for path in ("/result", "/result/page", "/result/file"):
        visitor.open(path)
        assert visitor.path.startswith("/q/")
