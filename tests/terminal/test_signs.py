"""A terminal of another encoding than UTF-8 gets no byte that it would show as something else."""

from datetime import UTC, datetime

import pytest
from tui.states import answered

from netztui.archive.archive import Archive
from netztui.scoring.score import score
from terminal.driver import CTRL_C, ENTER, ESCAPE, Computer

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATIN_1 = set("äöüÄÖÜß±·".encode("latin-1"))
"""What netztui's German screens need of Latin-1 beyond ASCII."""


@pytest.mark.parametrize(
    ("locale", "allowed", "needed"),
    [
        ("C", set(), [b"Waehlen", b"naechsten", b"Zurueck"]),
        ("de_DE.ISO-8859-1", LATIN_1, ["Wählen".encode("latin-1"), "Zurück".encode("latin-1")]),
    ],
)
def test_home_a_rating_and_the_result_are_written_in_the_terminals_encoding(
    computer: Computer, locale: str, allowed: set[int], needed: list[bytes]
):
    changes = {"LC_ALL": locale, "NETZTUI_LANGUAGE": "de", "NETZTUI_ADVANCE": "at-once"}
    assessment = answered((4, 5), (1, 2))
    with Archive.open(computer.archive) as archive:
        id_ = archive.begin(assessment, "de", NOON)
        archive.finish(id_, score(assessment), NOON)
    with Computer(computer.folder, changes=changes).start() as terminal:
        terminal.wait_for("Beginnen:", "Ihr letztes Ergebnis", "+78")
        terminal.type(ENTER)
        terminal.wait_for("XING")
        terminal.type(f"1{ENTER}")
        terminal.wait_for("gelegentlich")
        terminal.type(ESCAPE)
        terminal.wait_for("Weitermachen:")
        terminal.type("v")
        terminal.wait_for("1 Ergebnis")
        terminal.type(ENTER)
        terminal.wait_for("95 % Sicherheit")
        terminal.type(CTRL_C)
        assert terminal.status() == 0
        painted = terminal.painted
    foreign = {byte for byte in painted if byte >= 0x80} - allowed
    assert foreign == set(), bytes(foreign)
    for word in needed:
        assert word in painted, word
