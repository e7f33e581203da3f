"""The pages in a real browser: desktop, phone and paper, in both languages and colour schemes.

They need the extra `browser` and Chromium, and are skipped without.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from netztui.i18n.language import set_language
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.web.comparison import comparison_page
from netztui.web.form import form_page
from netztui.web.group import group_page
from netztui.web.result import result_page
from web.people import EVERY, HUNTING, person, twice
from web.test_group_page import groups
from web.test_pages import hostile

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WAYS = {"desktop": (1280, 900, "light"), "phone": (390, 844, "dark"), "narrow": (320, 640, "light")}
PAPER = re.compile(rb"/Type\s*/Page\b")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]


def pages() -> dict[str, str]:
    """Every kind of page, of an easy-going and of a hostile person, by name."""
    found = {}
    for language in ("en", "de"):
        set_language(language)
        spring, autumn = twice()
        many = person(HUNTING, networks=EVERY, earlier="x" * 150, plan="Mehr " * 30, note="y" * 200)
        form = form_page(read_file(shipped_folder() / "hunter-gatherer.toml"))
        found |= {
            f"result-{language}": result_page(autumn, spring),
            f"many-{language}": result_page(many, spring),
            f"comparison-{language}": comparison_page(spring, autumn),
            f"form-{language}": form,
            **{
                f"group_{name}-{language}": group_page(report, calibration=name == "two")
                for name, report in groups().items()
            },
        }
    set_language("en")
    odd = hostile()
    return found | {
        "result-hostile": result_page(odd, odd),
        "comparison-hostile": comparison_page(odd, twice()[1]),
        "form-hostile": form_page(odd.result.questionnaire),
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    written = {}
    for name, page in pages().items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(page, encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        # Without a sandbox, as root has none.
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("way", WAYS)
def test_pages_fit_ask_for_nothing_and_can_be_read_by_all(
    browser, files: dict[str, Path], way: str
) -> None:
    width, height, scheme = WAYS[way]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    requests, said = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for name, file in files.items():
        requests.clear()
        page.goto(file.as_uri())
        assert [url for url in requests if not url.startswith("data:")] == [file.as_uri()], name
        assert said == [], name
        for folded in page.locator("details").all():
            if folded.get_attribute("open") is None:
                folded.locator("summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if way == "narrow":
            continue
        found = axe.Axe().run(page).response["violations"]
        told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        assert told == [], name
    context.close()


def test_each_kind_of_page_is_printed_on_few_sheets(browser, files: dict[str, Path]) -> None:
    page = browser.new_page(color_scheme="dark")
    sheets = {}
    for name, file in files.items():
        page.goto(file.as_uri())
        sheets[name] = len(PAPER.findall(page.pdf(prefer_css_page_size=True)))
    page.close()
    most = {"result": 2, "many": 2, "comparison": 2, "form": 3}
    # Two occasions, with the figures of all items; the plans of a hundred people.
    most |= {"group_six": 2, "group_two": 4, "group_hostile": 4, "group_many": 6}
    assert {
        name: count for name, count in sheets.items() if count > most[name.partition("-")[0]]
    } == {}


def test_pictures_keep_inside_the_page_and_letters_keep_their_size(
    browser, files: dict[str, Path]
) -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(files["comparison-de"].as_uri())
        axis = page.locator("svg.axis")
        point, frame = axis.locator(".point").bounding_box(), axis.bounding_box()
        assert frame["x"] <= point["x"] <= frame["x"] + frame["width"]
        assert page.locator("svg text").first.bounding_box()["height"] > 11
        page.close()


def test_a_small_screen_has_room_for_what_is_drawn_and_for_hanging_words(
    browser, files: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(files["comparison-de"].as_uri())
    assert all(one.bounding_box()["width"] > 80 for one in page.locator(".pairs svg").all())
    page.goto(files["group_two-de"].as_uri())
    # The lines of each option, the first of which is behind its sign.
    starts = page.locator(".options th").evaluate_all(
        """found => found.map(one => {
             const words = document.createRange();
             words.selectNodeContents(one.lastChild);
             return [...words.getClientRects()].map(line => Math.round(line.left)) })"""
    )
    assert max(map(len, starts)) > 1
    assert all(max(lines) - min(lines) <= 2 for lines in starts)
    page.close()
