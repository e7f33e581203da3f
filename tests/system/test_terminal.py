"""Which encoding a terminal has, and whether the screen can be shown on it."""

import codecs
import sys

import pytest

from netztui.system.terminal import terminal_encoding


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
def test_the_environment_decides_on_the_encoding(
    environment: dict[str, str], encoding: str
) -> None:
    assert terminal_encoding(environment) == encoding


def test_if_the_environment_names_none_pythons_assumption_holds() -> None:
    assumed = codecs.lookup(sys.__stderr__.encoding).name
    assert terminal_encoding({}) == assumed
    assert terminal_encoding({"PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}) == assumed


def test_a_locale_that_python_has_set_itself_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Flags:
        utf8_mode = 1

    monkeypatch.setattr(sys, "flags", Flags)
    assert terminal_encoding({"LANG": "C", "LC_CTYPE": "C.UTF-8"}) == "ascii"
