"""Questions line by line, in a language that the program itself does not speak."""

from pathlib import Path

from bilingual import pauses

from line_mode.talking import Talk
from netztui.archive.archive import Archive
from netztui.i18n.language import set_language, set_question_language
from netztui.settings.settings import read_settings
from netztui.system import paths


def test_german_sentences_around_french_questions_and_a_french_result(tmp_path: Path) -> None:
    set_language("de")
    set_question_language("fr")
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        talk = Talk(archive, "3", "1", "3", "1", "30", "/r", "/f", wanted=pauses())
    for line in ("Vos pauses", "Frage 1 von 5", "… j’ai lu.", "Gespeichert: 30 minutes"):
        assert line in talk.lines
    assert "1 jamais, 2 parfois, 3 souvent, 0 keine Angabe" in talk.lines
    assert "2: … j’ai bavardé. – jamais" in talk.lines
    assert "Plutôt seul:" in talk.lines
    assert "Vous cherchez le calme." in talk.heard
    assert "(Seul) bis +100 (Ensemble)" in talk.heard
    assert "gelesen" not in talk.said


def test_a_command_asks_again_in_the_next_language_and_remembers_it(tmp_path: Path) -> None:
    set_question_language(None, ["fr"])
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        talk = Talk(archive, "/t", "2", "/r", "/translation", "/b", wanted=pauses())
    assert talk.lines.index("… j’ai lu.") < talk.lines.index("… habe ich gelesen.")
    assert "Letzte Woche, about 1 minute left" in talk.lines
    assert "Saved: manchmal" in talk.lines
    assert "Pendant mes pauses, …" in talk.lines[talk.lines.index("Saved: manchmal") :]
    assert read_settings(paths.settings_path(), {})[0].questions is None
