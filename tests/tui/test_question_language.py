"""Questions in a language that the program itself does not speak."""

from pathlib import Path

from bilingual import PAUSES, pauses
from samples import KINDS

from netztui.i18n.language import set_language, set_question_language
from netztui.questionnaire.validation.reader import read
from netztui.settings.settings import Settings, read_settings
from netztui.system import paths
from netztui.tui.screens.assessment import AssessmentScreen
from tui.walking import open_archive, press, running, shown, until


def french() -> None:
    set_language("en")
    set_question_language(None, ["fr-CH"])


async def test_a_french_locale_is_asked_and_told_in_french_from_start_to_history(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "pauses.toml").write_text(PAUSES, encoding="utf-8")
    french()
    settings = Settings(advance="at-once", questionnaires=own)
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=settings, size=(90, 40)) as pilot:
            assert "Begin: Vos pauses" in shown(pilot)
            assert "Begin: Hunter or gatherer?" in shown(pilot)
            await press(pilot, "end", "enter")
            for text in ("La semaine dernière", "Pensez à vos", "… j’ai lu.", "3  ○ souvent"):
                assert text in shown(pilot)
            assert "no answer" in shown(pilot)
            await press(pilot, "3", "1", "3", "1")
            assert "0 to 600 minutes" in shown(pilot)
            await press(pilot, *"30", "enter")
            assert "… j’ai bavardé." in shown(pilot)
            assert "jamais" in shown(pilot)
            await press(pilot, "f")
            for text in ("Plutôt seul", "Vous cherchez le calme.", "Ensemble", "Allez-y à deux."):
                assert text in shown(pilot)
            assert "Ideas to try" in shown(pilot)
            await press(pilot, "v")
            assert "Vos pauses" in shown(pilot)
            assert "Plutôt seul" in shown(pilot)
        (row,) = archive.results()
        assert row.language == "fr"


async def test_a_key_shows_the_question_in_each_language_and_remembers_it(tmp_path: Path) -> None:
    french()
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            pilot.app._begin(pauses())
            await until(pilot, lambda: "j’ai lu" in shown(pilot))
            await press(pilot, "l")
            assert "… habe ich gelesen." in shown(pilot)
            assert "Letzte Woche" in shown(pilot)
            assert "no answer" in shown(pilot)
            assert read_settings(paths.settings_path(), {})[0].questions == "de"
            await press(pilot, "ctrl+l")
            assert "keine Angabe" in shown(pilot)
            assert "… habe ich gelesen." in shown(pilot)
            await press(pilot, "l", "3", "3", "3", "3", *"12")
            assert read_settings(paths.settings_path(), {})[0].questions is None
            await press(pilot, "l")
            assert "Combien" in shown(pilot)
            await press(pilot, "ctrl+t")
            assert "Wie lange" in shown(pilot)
            assert "600 Minuten" in shown(pilot)
            assert "12" in shown(pilot)


async def test_a_questionnaire_in_one_language_does_not_offer_another(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            for questionnaire, offered in ((pauses(), True), (read(KINDS.encode(), "k"), False)):
                pilot.app._begin(questionnaire)
                await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
                await press(pilot, "question_mark")
                assert ("Questions in another" in shown(pilot)) == offered
                await press(pilot, "escape", "escape")
