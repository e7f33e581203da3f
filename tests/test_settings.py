"""Settings: what is wrong is told and passed over; what is written keeps the person's comments."""

from pathlib import Path

import pytest

from netztui.settings import Settings, read_settings, remember


def test_no_file_means_no_choices(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == (Settings(), ())


def test_choices_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('language = "de"\ntheme = "nord"\npause = false\n', encoding="utf-8")
    assert read_settings(path) == (Settings("de", "nord", pause=False), ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('langauge = "de"', "no setting “langauge”"),
        ('language = "klingon"', "“language” must be"),
        ("language = 3", "“language” must be"),
        ('pause = "no"', "true or false"),
        ("theme = [", "no valid TOML"),
    ],
)
def test_a_mistake_is_told_and_the_rest_is_used(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content + "\n", encoding="utf-8")
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert told in str(problems[0])
    path.write_text(f'theme = "nord"\n{content}\n', encoding="utf-8")
    settings, problems = read_settings(path)
    assert len(problems) == 1
    if "TOML" not in told and "theme" not in content:
        assert settings.theme == "nord"


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert "cannot be read" in str(problems[0])


def test_remembering_keeps_comments_and_other_lines(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    remember(path, language="de")
    path.write_text('# mine\ntheme = "nord"  # dark\n' + path.read_text(encoding="utf-8"))
    remember(path, language="en", pause=False)
    assert path.read_text(encoding="utf-8") == (
        '# mine\ntheme = "nord"  # dark\nlanguage = "en"\npause = false\n'
    )
    assert read_settings(path) == (Settings("en", "nord", pause=False), ())
