"""The pages of a room in a real browser: its keys, its back button, and what it refuses to load."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.room.serving import start

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]

TOO_SMALL = """() => [...document.querySelectorAll("a, button, textarea, summary, label.option, .field")]
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
WIDTHS = """() => [...document.querySelectorAll(".ways .button, .own .button, .first, input.field")]
  .filter(one => !one.matches(".quiet")).map(one => one.getBoundingClientRect().width)
  .filter(width => width > 0)"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    process, host, code = start(tmp_path / "room")
    yield f"http://{host}/j/{code}"
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        # Without a sandbox, as root has none.
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def joined(browser, address: str, **how):
    """The page of somebody who has begun, and what the browser complains about."""
    page = browser.new_context(locale="en-US", **how).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    with page.expect_navigation():  # the script is there once the page is
        page.click("text=Begin")
    return page, complaints


def press_and_wait(page, *keys: str) -> None:
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_keys_answer_and_the_browsers_back_button_leads_back(browser, address: str):
    page, complaints = joined(browser, address)
    page.keyboard.press("3")
    page.check("[name=none]")
    assert not page.is_checked("[value='3']")
    page.keyboard.press("2")
    assert not page.is_checked("[name=none]")
    # Clicking has put the focus there, where Enter means the same.
    press_and_wait(page, "Enter")
    press_and_wait(page, "2")
    third = page.url
    press_and_wait(page, "4")
    press_and_wait(page, "0")
    page.go_back()
    page.go_back()
    assert page.url == third
    assert page.inner_text(".chosen span span").startswith("on 10 to 19 days")
    page.go_forward()
    page.go_forward()
    assert "Question 5" in page.title()
    assert complaints == []


def test_a_second_key_before_the_next_page_changes_nothing(browser, address: str):
    page, _complaints = joined(browser, address)
    press_and_wait(page, "2", "Enter")
    second = page.url
    with page.expect_navigation():
        page.evaluate(
            """() => { for (const key of ["1", "3"])
                 document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})) }"""
        )
    page.goto(second)
    assert page.get_attribute(".chosen", "value") == "1"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_large_enough_and_within_a_small_screen(
    browser, address: str, scripts: bool, scheme: str
):
    how = {"viewport": {"width": 320, "height": 568}, "color_scheme": scheme}
    # Without the policy, or else axe could not be brought into the page.
    page, _ = joined(browser, address, java_script_enabled=scripts, bypass_csp=True, **how)
    seen = []
    for _ in range(60):
        if scripts:
            found = axe.Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert page.evaluate(TOO_SMALL) == []
            assert not page.evaluate(TOO_WIDE)
            assert len({*page.evaluate(WIDTHS)}) <= 1, page.url
        seen.append(re.sub(r".*:\d+|\?.*", "", page.url))
        if page.query_selector(".own") and "/delete" in seen:
            break
        # Otherwise axe would now and then look at a page that is being left.
        with page.expect_navigation():
            go_on(page)
    assert {"/overview", "/result", "/delete"} <= {*seen}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_questions_of_the_overview_look_and_are_tappable(browser, address: str, scheme: str):
    screen = {"viewport": {"width": 360, "height": 640}, "color_scheme": scheme}
    phone = {**screen, "has_touch": True, "is_mobile": True, "java_script_enabled": False}
    page, _ = joined(browser, address, **phone)
    page.goto(f"{address.partition('/j/')[0]}/overview")
    rows = page.locator(".rows a")
    chevrons = rows.evaluate_all(
        "rows => rows.map(row => getComputedStyle(row, '::after').content)"
    )
    assert len(chevrons) > 10
    assert {chevron[:3] for chevron in chevrons} == {'"›"'}
    ground = "one => getComputedStyle(one).backgroundColor"
    assert page.locator(".rows").first.evaluate(ground) != page.locator("body").evaluate(ground)
    rows.nth(1).press("Shift+Tab")
    ring = rows.nth(0).evaluate(
        "row => { const at = getComputedStyle(row); return [at.outlineStyle, at.outlineOffset] }"
    )
    assert ring == ["solid", "-3px"]  # or else the corners of the list would cut it
    box = rows.nth(2).bounding_box()
    assert box["height"] >= 44
    with page.expect_navigation():
        page.touchscreen.tap(box["x"] + box["width"] - 5, box["y"] + 5)
    assert "Question 3" in page.title()


def go_on(page) -> None:
    """Answer the question, or take the next step of the result."""
    if page.query_selector(".own .first"):
        page.click(".own .first" if "Change" not in page.content() else "text=Delete my answers")
    elif page.query_selector("#answer"):
        page.fill("#answer", "7")
        page.click(".first")
    elif page.query_selector("[name=none]"):
        page.check("[value='2']")
        page.click(".first")
    elif page.query_selector(".asked .option"):
        page.click(".option >> nth=1")
    else:
        page.click(".first")
