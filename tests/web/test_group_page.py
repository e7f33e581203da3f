"""The page of a group: all of its parts, only what the group may show, and text that stays text."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from group.simulated import DAY, give, people
from group.test_commands import run

from netztui.group.people import Person
from netztui.group.report import GroupReport, group_report
from netztui.i18n.language import set_language
from netztui.text import group as wording
from netztui.web.group import group_page
from web.people import Element, check_page, pictures, read_page
from web.test_pages import TEMPLATE


@cache
def groups() -> dict[str, GroupReport]:
    """Fourteen people on two occasions; six of them; and many, of whom some differ on a network."""
    two = group_report(people(14, 1), people(14, 2))
    odd = [Person(one.result, one.code, one.day, (TEMPLATE,)) for one in people(14, 1)]
    return {
        "two": two,
        "six": group_report((), people(6)),
        "many": group_report(people(300, 2), people(300, 3)),
        "hostile": group_report((), odd),
    }


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_stands_alone_and_says_all_there_is(language: str) -> None:
    set_language(language)
    for name, report in groups().items():
        root = check_page(group_page(report), language)
        headings = [one.text for one in (*root.find("h1"), *root.find("h2"))]
        for heading, lines in wording.report_parts(report):
            assert (heading in headings) == bool(lines), (name, heading)


def test_a_page_uses_the_sentences_of_the_group() -> None:
    for name, report in groups().items():
        text, summary, change = read_page(group_page(report)).text, report.summary, report.change
        told = [
            wording.people_sentence(summary),
            wording.privacy_note(summary),
            *wording.position_sentences(summary),
            *wording.contrast_sentences(summary),
            *(wording.prompt_sentence(one, summary) for one in summary.prompts),
        ]
        if change is not None:
            told += [*wording.change_sentences(change)]
        if report.calibration is not None:
            told += wording.calibration_sentences(report.calibration, summary.questionnaire)
            told.append(wording.calibration_line(report.calibration.retest))
        assert [one for one in told if one not in text] == [], name


def test_every_picture_has_a_table() -> None:
    for name, report in groups().items():
        root = read_page(group_page(report))
        said = " ".join(one.text for one in root.find("table"))
        drawn = pictures(root)
        assert len(drawn) > 15, name
        for picture in drawn:
            kind, _blank, _side = picture.attributes["class"].partition(" ")
            labels = [picture.find("title")[0].text]
            if kind == "stacked":
                options = picture.find("desc")[0].text.split("; ")
                labels = [one.rpartition(": ")[0] for one in options]
            if kind != "axis":
                assert [one for one in labels if not one or one not in said] == [], name
        heads = [row.find("th")[0].text for row in root.find("tr")]
        for block in report.summary.strip:
            assert wording.strip_sentence(block).split(": ")[0] in heads


def test_bars_stand_as_high_as_people_are_close_together() -> None:
    report = groups()["two"]
    axis = next(one for one in pictures(read_page(group_page(report))) if one.find("text"))
    stands = [one for one in axis.find("rect") if "stands" in one.attributes["class"]]
    strip = report.summary.strip
    halves = [
        (low, high)
        for one in strip
        for low, high in ((one.low, min(one.high, 0)), (max(one.low, 0), one.high))
        if low < high
    ]
    assert len(stands) == len(halves)
    widths = [float(one.attributes["width"].rstrip("%")) for one in stands]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    heights = {float(one.attributes["height"]) for one in stands}
    dense = {one.people / (one.high - one.low) for one in strip}
    assert max(heights) / min(heights) == pytest.approx(max(dense) / min(dense), rel=0.1)
    counts = [one.text for one in axis.find("text") if one.attributes.get("class") == "count"]
    assert counts == [str(one.people) for one in strip]


def percent(element: Element, *names: str) -> list[float]:
    return [float(element.attributes[name].rstrip("%")) for name in names]


def test_pictures_are_drawn_to_scale() -> None:
    report = groups()["many"]
    summary, change = report.summary, report.change
    assert change is not None
    drawn = {
        one.attributes["aria-labelledby"]: one for one in pictures(read_page(group_page(report)))
    }
    for place, item in enumerate(summary.items, start=1):
        before = 0.0
        for part, block in zip(
            drawn[f"item-{place}-title"].find("rect"), item.options, strict=True
        ):
            share = 100 * block.people / summary.people
            assert percent(part, "x", "width") == pytest.approx([before, share], abs=0.05)
            before += share
    for name, spread in summary.scales.items():
        (reach,) = (
            one
            for one in drawn[f"area-{name}-title"].find("rect")
            if "reach" in one.attributes["class"]
        )
        assert spread.middle is not None
        assert percent(reach, "x", "width") == [spread.middle[0], spread.width]
    for place, (scale, _name, one) in enumerate(wording.mean_changes(change)):
        picture = drawn[f"change-{place}-title"]
        reach = next(part for part in picture.find("rect") if "reach" in part.attributes["class"])
        ring, point = picture.find("circle")
        if scale:
            assert [*percent(ring, "cx"), *percent(point, "cx")] == [one.before, one.after]
            assert percent(reach, "x") == pytest.approx([one.before + one.low95], abs=0.01)
    divided = [one for one in summary.networks if one.sides is not None]
    assert divided
    for network in divided:
        bars = drawn[f"network-{network.option}-title"].find("rect")
        assert [percent(one, "width")[0] * 3 for one in bars[1:]] == pytest.approx(
            [network.used.count, *network.sides], abs=0.05
        )


def test_nobody_but_the_group_is_on_the_page() -> None:
    for report in groups().values():
        page = group_page(report, calibration=True)
        assert not re.search(r"\bP\d{3}\b", page)
        figures = [
            one for one in read_page(page).find("text") if one.attributes.get("class") == "count"
        ]
        assert all(int(one.text) >= 3 for one in figures)
    # A small group has no middle half, and one occasion no change.
    text = read_page(group_page(groups()["six"])).text
    assert "middle half" not in text
    assert "mean before" not in text


def test_hostile_plans_stay_text() -> None:
    root = read_page(group_page(groups()["hostile"]))
    assert root.text.count(TEMPLATE) == 14
    assert not root.find("script")
    assert not root.find("img")


def test_calibration_is_folded_unless_it_is_asked_for() -> None:
    report = groups()["two"]
    for asked in (False, True):
        folded = read_page(group_page(report, calibration=asked)).find("details")
        assert ["open" in one.attributes for one in folded] == [False, asked]
    assert report.calibration is not None
    rows = folded[1].find("tbody")[0].find("tr")
    assert [row.find("code")[0].text for row in rows] == list(report.calibration.items)


def test_a_group_without_an_axis_has_a_page() -> None:
    summary = groups()["six"].summary
    questionnaire = replace(summary.questionnaire, axis=None)
    bare = replace(summary, questionnaire=questionnaire, strip=(), position=None, intensity=None)
    root = read_page(group_page(GroupReport(bare, None, None)))
    assert root.find("h1")[0].text == "Hunter or gatherer? Short form"


# The command


def test_the_command_writes_a_page_and_replaces_none(tmp_path: Path) -> None:
    folder, page = tmp_path / "march", tmp_path / "group.html"
    give(folder, 6, day=DAY)
    done = run("group", folder, "--report", page)
    assert (done.exit_code, done.output) == (0, f"Wrote {page}.\n")
    written = page.read_text(encoding="utf-8")
    assert "Where everyone stands" in read_page(written).text
    assert page.stat().st_mode & 0o077 == 0
    page.write_text("mine")
    again = run("group", folder, "--report", page)
    assert (again.exit_code, page.read_text()) == (2, "mine")
    assert run("group", folder, "--report", page, "--force").exit_code == 0
    assert (
        page.read_text(encoding="utf-8") == written == run("group", folder, "--report", "-").output
    )


def test_too_few_people_or_two_formats_leave_no_page(tmp_path: Path) -> None:
    folder, page = tmp_path / "march", tmp_path / "group.html"
    give(folder, 4)
    assert "at least 5 people" in run("group", folder, "--report", page).stderr
    done = run("group", folder, "--report", page, "--format", "json")
    assert (done.exit_code, "Leave out" in done.stderr, page.exists()) == (2, True, False)
