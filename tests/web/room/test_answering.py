"""The pages of a room: a whole assessment, as a browser without scripts shows it."""

import re
from pathlib import Path

import pytest
from bilingual import pauses
from roommates import PLAN, room_in
from samples import KINDS, small

from netztui.i18n.language import current_language, question_language, set_language
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read
from netztui.web.room import pages
from web.room.visitor import Site, Visitor

KINDS_OF_ITEMS = read(KINDS.encode(), "kinds.toml")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(room_in(tmp_path / "room", PLAN))


def site_of(questionnaire: Questionnaire, folder: Path) -> Site:
    return Site(room_in(folder / "room", questionnaire))


def stored(visitor: Visitor) -> dict[str, object]:
    """What the archive has of the visitor's answers."""
    assert isinstance(visitor.site, Site)
    participants = visitor.site.room.participants
    person = participants.find(visitor.cookies["room"])
    assert person is not None
    participants._loaded.clear()
    person = participants.find(visitor.cookies["room"])
    assert person is not None
    return {key: answer.value for key, answer in person.assessment.answers.items()}


def test_somebody_joins_answers_everything_and_sees_the_result(site: Site):
    visitor = Visitor(site).join()
    assert "Which networks" in visitor.title
    visitor.answer_all()
    assert visitor.path == "/overview"
    assert "Every question has been answered." in visitor.text
    visitor.press("Finish and see the result")
    assert visitor.path == "/result"
    assert site.room.counts().done == 1
    assert site.failures == []


def test_the_first_page_says_what_this_is_and_what_happens_to_the_answers(site: Site):
    visitor = Visitor(site)
    visitor.open(f"/j/{site.room.join_code}")
    assert visitor.title == "Hunter or gatherer, short"
    for told in ("about 2 minutes", "Nobody asks for your name", "not encrypted", "delete them"):
        assert told in visitor.text
    assert site.room.counts().joined == 0


def test_the_first_page_says_whether_the_answers_are_kept(site: Site):
    told = {}
    for site.room.kept in (False, True):
        visitor = Visitor(site)
        visitor.open(f"/j/{site.room.join_code}")
        told[site.room.kept] = visitor.text
    assert "until the room is closed" in told[False]
    assert "They stay there when the room is closed" not in told[False]
    assert "They stay there when the room is closed, with your code" in told[True]


def test_every_kind_of_question_takes_its_answers_and_refuses_others(tmp_path: Path):
    visitor = Visitor(site_of(KINDS_OF_ITEMS, tmp_path)).join()
    visitor.press("Next", answer=[], none=[])
    assert visitor.reply.status == 422
    assert "Please choose at least one" in visitor.text
    visitor.press("Next", answer=["1"], none=["1"])
    assert "cannot be chosen together" in visitor.text
    visitor.press("Next", answer=["1", "3"], none=[])
    visitor.choose(2)
    for wrong in ("many", "", "41", "1.5", "1e3", "９" * 30):
        visitor.press("Next", answer=wrong)
        assert visitor.reply.status == 422
        assert "Please enter a whole number from −2 to 40." in visitor.text
    visitor.press("Next", answer="−1")
    for wrong in ("", "   ", "much too long"):
        visitor.press("Next", answer=wrong)
        assert "Please enter a single line of at most 8 characters." in visitor.text
    visitor.press("Next", answer="so\r\n<b>")
    assert stored(visitor) == {
        "tools": ("lexicon", "engine"),
        "company": 20,
        "people": -1,
        "remark": "so <b>",
    }


def test_what_was_typed_wrongly_is_still_in_the_field(tmp_path: Path):
    visitor = Visitor(site_of(KINDS_OF_ITEMS, tmp_path)).join()
    visitor.answer()
    visitor.choose(2)
    visitor.press("Next", answer='4"1')
    (entered,) = [one for one in visitor.page.find("input") if one.attributes.get("id") == "answer"]
    assert entered.attributes["value"] == '4"1'
    assert entered.attributes["aria-invalid"] == "true"
    described = entered.attributes["aria-describedby"].split()
    assert described == ["hint", "problem"]
    assert {one.attributes.get("id") for one in visitor.page.find("p")} >= {*described}


def test_what_was_typed_is_not_remembered_for_others(tmp_path: Path):
    site = site_of(KINDS_OF_ITEMS, tmp_path)
    visitor, other = Visitor(site).join(), Visitor(site).join()
    for one in (visitor, other):
        one.answer()
        one.choose(2)
    remembered = pages._question.cache_info().currsize
    visitor.press("Next", answer="4\x001")
    assert pages._question.cache_info().currsize == remembered
    (entered,) = [one for one in visitor.page.find("input") if one.attributes.get("id") == "answer"]
    assert entered.attributes["value"] == "4\N{REPLACEMENT CHARACTER}1"
    signatures = [
        one.attributes["value"]
        for page in (visitor.page, other.page)
        for one in page.find("input")
        if one.attributes.get("name") == "form"
    ]
    assert len({*signatures}) == len(signatures) == 2
    visitor.answer(20)
    assert visitor.path != other.path


def test_nothing_chosen_ends_it_and_leaves_nothing_in_the_room(tmp_path: Path):
    site = site_of(KINDS_OF_ITEMS, tmp_path)
    visitor = Visitor(site).join()
    visitor.press("Next", answer=[], none=["1"])
    assert "Then that is all." in visitor.text
    visitor.press("Finish without a result")
    assert "Nothing of what you answered is kept" in visitor.text
    assert "room" not in visitor.cookies
    assert site.room.counts().joined == 0


def test_back_forward_skip_and_the_overview(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    second = visitor.path
    visitor.press("No answer")
    third = visitor.path
    visitor.follow("Back")
    assert visitor.path == second
    assert "your answer so far" in visitor.text
    visitor.follow("Next")
    assert visitor.path == third
    assert "Next" not in [one.text for one in visitor.page.find("a")]
    visitor.follow("Overview")
    assert visitor.page.find("ol")[0].find("a")[0].text.endswith("XING")
    assert "no answer" in visitor.text
    visitor.follow("Back to the question")
    assert visitor.path == third
    visitor.follow("Overview")
    visitor.follow("5 ")
    visitor.choose(2)
    assert "Question 6" in visitor.text


def test_a_question_from_the_complete_overview_leads_back_to_it(site: Site):
    visitor = Visitor(site).join()
    visitor.answer_all()
    visitor.follow("4 ")
    visitor.choose(5)
    assert visitor.path == "/overview"
    visitor.follow("4 ")
    visitor.follow("Back")
    visitor.choose(1)
    assert visitor.path == "/overview"


def test_open_questions_are_named_before_the_end(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    visitor.follow("Overview")
    assert "questions are still open" in visitor.text
    assert "The result will be without: your position between" in visitor.text
    visitor.follow("Go on answering")
    assert "Question 2 of" in visitor.text
    visitor.follow("Overview")
    visitor.press("Finish anyway")
    assert visitor.path == "/result"


def test_progress_counts_as_everywhere(site: Site):
    visitor = Visitor(site).join()
    (bar,) = visitor.page.find("progress")
    assert "Question 1 of about" in visitor.text
    assert bar.attributes["value"] == "1"
    assert bar.attributes["aria-label"] == "Question 1 of about 18"
    visitor.press("Next", answer=["1", "2"], none=[])
    assert "Question 2 of 24" in visitor.text


def test_questions_about_each_chosen_network_name_it(site: Site):
    visitor = Visitor(site).join()
    visitor.press("Next", answer=["2"], none=[])
    visitor.open("/q/days-used/linkedin")
    assert "LinkedIn" in visitor.title
    visitor.press("Next", answer="12")
    assert stored(visitor)["days-used/linkedin"] == 12
    visitor.open("/q/days-used/xing")
    assert visitor.path != "/q/days-used/xing"


def test_a_section_begins_with_its_introduction(tmp_path: Path):
    visitor = Visitor(site_of(small(), tmp_path)).join()
    visitor.answer()
    assert "When I was on my networks in the last 4 weeks" in visitor.title


def test_the_question_after_the_result_is_the_plan(site: Site):
    visitor = Visitor(site).join()
    visitor.answer_all()
    visitor.press("Finish")
    visitor.follow("Write down your plan")
    visitor.press("Next", answer="Ask [more] <often>")
    assert visitor.path == "/result"
    assert "Ask [more] <often>" in visitor.text
    visitor.follow("Change your plan")
    assert visitor.page.find("textarea")[0].text == "Ask [more] <often>"
    visitor.follow("Back")
    assert visitor.path == "/result"


# What a browser does that a person did not mean


def test_a_form_sent_twice_stores_the_same_once(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    again = visitor.request("POST", visitor.path, [*hidden(visitor), ("answer", "2")])
    first, second = site.ask(again, again)
    assert first.status == second.status == 303
    assert first.headers["location"] == second.headers["location"]
    assert list(stored(visitor).values()) == [("xing",), "information"]


def test_the_form_of_an_earlier_question_answers_that_question(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    second, fields = visitor.path, hidden(visitor)
    visitor.choose(1)
    visitor.choose(1)
    visitor.send("POST", second, [*fields, ("answer", "2")])
    assert "Question 3" in visitor.text
    assert stored(visitor)["wanted"] == "information"


def test_a_question_that_is_not_asked_any_more_stores_nothing(site: Site):
    visitor = Visitor(site).join()
    visitor.press("Next", answer=["2"], none=[])
    visitor.open("/q/days-used/linkedin")
    fields = hidden(visitor)
    visitor.open("/q/networks-used")
    visitor.press("Next", answer=["1"], none=[])
    visitor.send("POST", "/q/days-used/linkedin", [*fields, ("answer", "3")])
    assert visitor.reply.status == 409
    assert visitor.title == "This question is not asked any more"
    visitor.follow("Go on")
    assert "days-used/linkedin" not in stored(visitor)


def test_after_the_end_an_old_form_changes_nothing(site: Site):
    visitor = Visitor(site).join()
    visitor.answer()
    second, fields = visitor.path, hidden(visitor)
    visitor.answer_all()
    visitor.press("Finish")
    before = stored(visitor)
    visitor.send("POST", second, [*fields, ("answer", "2")])
    assert visitor.title == "You have already finished"
    assert stored(visitor) == before
    visitor.follow("Go on")
    assert visitor.path == "/result"


def test_whoever_comes_back_goes_on_where_they_were(site: Site):
    visitor = Visitor(site).join()
    for _ in range(4):
        visitor.answer()
    here = visitor.path
    for address in ("/", f"/j/{site.room.join_code}", "/result", "/group", "/q/unknown"):
        visitor.open(address)
        assert visitor.path == here or address == "/group"
    visitor.open("/")
    visitor.answer_all()
    visitor.open("/")
    assert visitor.path == "/overview"


# Languages


def test_the_browser_chooses_the_language_and_the_person_another(site: Site):
    visitor = Visitor(site, language="fr-CH, de-AT;q=0.8, en;q=0.5").join()
    assert "Welche Netzwerke" in visitor.title
    assert visitor.page.find("html")[0].attributes["lang"] == "de"
    here = visitor.path
    visitor.follow("English")
    assert visitor.path == here
    assert "Which networks" in visitor.title
    visitor.press("Next", answer=["1"], none=[])
    visitor.follow("Overview")
    visitor.follow("Deutsch")
    assert visitor.path.startswith("/overview?from=")
    assert visitor.title == "Übersicht"


def test_a_questionnaire_in_other_languages_is_read_in_them(tmp_path: Path):
    visitor = Visitor(site_of(pauses(), tmp_path), language="fr").join()
    first = visitor.title
    (legend,) = visitor.page.find("legend")
    assert legend.find("h1")[0].attributes["lang"] == "fr"
    assert visitor.page.find("html")[0].attributes["lang"] == "en"
    visitor.follow("de")
    assert visitor.title != first


def test_one_persons_language_is_not_the_next_ones(site: Site):
    german, english = Visitor(site, language="de"), Visitor(site)
    german.open("/")
    english.open("/")
    assert german.title == "Dem Raum beitreten"
    assert english.title == "Join the room"


def test_the_leaders_own_language_stays_whatever_participants_read(site: Site):
    set_language("de")
    Visitor(site).open("/")
    assert current_language() == "de"
    assert question_language(["fr", "de"]) == "de"


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "/\\elsewhere.example", "http://x.example"]
)
def test_a_change_of_language_leads_nowhere_else(site: Site, back: str):
    (reply,) = site.ask(Visitor(site).request("GET", f"/language/de?back={back}"))
    assert reply.headers["location"] == "/"


# What every page has


def test_the_pages_are_made_for_fingers_keyboards_and_screen_readers(tmp_path: Path):
    visitor = Visitor(site_of(KINDS_OF_ITEMS, tmp_path)).join()
    while visitor.path.startswith("/q/"):
        page = visitor.page
        (heading,) = page.find("h1")
        assert heading.text
        assert page.find("title")[0].text.startswith("Question ")
        labelled = {one.attributes.get("for") for one in page.find("label")}
        for entry in page.find("input") + page.find("textarea"):
            kind = entry.attributes.get("type")
            assert kind in {"hidden", "checkbox"} or entry.attributes["id"] in labelled
        if page.find("fieldset"):
            assert page.find("legend")[0].text == heading.text
        assert {
            one.attributes["data-key"] for one in page.walk() if "data-key" in one.attributes
        } or ("checkbox" not in {one.attributes.get("type") for one in page.find("input")})
        visitor.answer()


def test_hostile_text_stays_text(tmp_path: Path):
    hostile = KINDS.replace("Which tools?", "<script>alert(1)</script> & “x”").replace(
        'en = "Lexicon"', "en = '\"><img src=x onerror=alert(1)>'"
    )
    visitor = Visitor(site_of(read(hostile.encode(), "kinds.toml"), tmp_path)).join()
    assert visitor.title == "<script>alert(1)</script> & “x”"
    assert not visitor.page.find("img")
    assert len(visitor.page.find("script")) == 1
    assert not re.search(r" on\w+=", visitor.reply.text.replace("onerror", "", 1))


def hidden(visitor: Visitor) -> list[tuple[str, str]]:
    """The hidden fields of the page's form."""
    return [
        (one.attributes["name"], one.attributes["value"])
        for one in visitor.page.find("input")
        if one.attributes.get("type") == "hidden"
    ]
