"""A terminal whose encoding is not UTF-8 shows everything in signs that it has."""

import codecs
import string
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from syrupy.assertion import SnapshotAssertion
from textual.color import Color

from netztui.i18n.language import set_language
from netztui.tui import signs
from netztui.tui.content import plain
from tui.states import result_screens
from tui.walking import open_archive, press, running, shown

OURS = [sign for group in signs.STAND_INS.values() for sign in group]


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.utf8"}, "utf-8"),
        ({"LC_ALL": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, "utf-8"),
        ({"LC_ALL": "", "LANG": "de_DE.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "iso8859-15"),
        ({"LC_ALL": "C.UTF-8"}, "utf-8"),
        ({"LANG": "xx_XX.nonsense"}, "ascii"),
    ],
)
def test_the_environment_says_what_the_terminal_can_show(
    environment: dict[str, str], encoding: str
) -> None:
    assert signs.encoding_of_the_terminal(environment) == encoding


def test_where_the_environment_says_nothing_pythons_assumption_holds() -> None:
    assumed = codecs.lookup(sys.__stderr__.encoding).name
    assert signs.encoding_of_the_terminal({}) == assumed
    told = {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}
    assert signs.encoding_of_the_terminal(told) == assumed


def test_what_python_writes_into_the_environment_is_not_what_the_person_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Flags:
        utf8_mode = 1

    monkeypatch.setattr(sys, "flags", Flags)
    assert signs.encoding_of_the_terminal({"LANG": "C", "LC_CTYPE": "C.UTF-8"}) == "ascii"


@pytest.mark.parametrize("encoding", ["ascii", "iso8859-1", "cp437", "koi8-r"])
@pytest.mark.parametrize("sign", [*OURS, *signs.SPELLED, "é", "求", "�", "🔎", "\u0301"])
def test_every_sign_has_a_replacement_of_as_many_cells(sign: str, encoding: str) -> None:
    signs.use_encoding(encoding)
    (segment,) = signs.Encodable().apply([Segment(sign)], Color(0, 0, 0))
    segment.text.encode(encoding)
    assert cell_len(segment.text) == cell_len(sign)


def test_texts_are_written_out_where_that_takes_more_room() -> None:
    signs.use_encoding("ascii")
    assert plain("Zurück … ±7 → größer").plain == "Zurueck ... +/-7 -> groesser"
    signs.use_encoding("iso8859-1")
    assert plain("Zurück … ±7 → größer").plain == "Zurück ... ±7 -> größer"
    signs.use_encoding("utf-8")
    assert plain("Zurück … ±7 → größer").plain == "Zurück … ±7 → größer"


def test_what_stands_in_one_picture_stays_apart() -> None:
    for together in ("█▒░─┼├┤", "●━·", "●◆│┄─┤└┴", "◆●○•┊╌", "●○▸", "▸✓✎", "○━▸◂●"):
        shown_as = {sign: signs._shown(sign, "ascii") for sign in together}
        marks = [shown_as[sign] for sign in together if sign not in "├┤└┴┼│◂┊╌─"]
        assert len(set(marks)) == len(marks), shown_as


@pytest.mark.parametrize("language", ["de", "en"])
async def test_screens_in_ascii(tmp_path: Path, frames: SnapshotAssertion, language: str) -> None:
    set_language(language)
    signs.use_encoding("ascii")
    found = {}
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            found["home"] = shown(pilot)
            pilot.app.push_screen(next(screen for name, screen in result_screens()))
            await pilot.pause()
            found["result"] = shown(pilot)
            await press(pilot, "question_mark")
            found["help"] = shown(pilot)
            await press(pilot, "escape", "escape", "enter", "1", "enter", "5", "backspace", "down")
            found["rating"] = shown(pilot)
            await press(pilot, "r")
            found["overview"] = shown(pilot)
    for name, frame in found.items():
        assert set(frame) <= set(string.printable), name
        assert {(80, 24): frame} == frames(name=name)
