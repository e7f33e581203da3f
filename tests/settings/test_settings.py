"""Settings: errors are reported and ignored; saving keeps the user's lines."""

import os
import runpy
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netztui.diagnostics.sanitize import forbidden_character
from netztui.i18n.catalogue import translate
from netztui.i18n.language import LANGUAGES, set_language
from netztui.settings.file import save_choice, settings_template, write_commented
from netztui.settings.settings import SETTINGS, Settings, read_settings
from netztui.system import paths
from netztui.system.atomic_file import OutputError

NOTHING: dict[str, str] = {}
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def read(file: Path, content: str | bytes, **environment: str) -> tuple[Settings, list[str]]:
    """The settings and the sentences, without the file's name at the beginning."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    found, problems = read_settings(file, environment)
    return found, [str(problem).removeprefix(str(file)) for problem in problems]


def values(found: Settings) -> Settings:
    """The settings, wherever they come from."""
    return found._replace(sources={})


# Reading


def test_without_a_file_nothing_is_set(file: Path):
    assert read_settings(file, NOTHING) == (Settings(), ())


def test_an_empty_file_sets_nothing(file: Path):
    assert read(file, b"") == (Settings(), [])


def test_every_setting_is_read(file: Path):
    found, sentences = read(
        file,
        'language = "de"\nquestions = "fr"\ntheme = "nord"\nadvance = "after-enter"\nplain = true\n'
        'questionnaires = "."\n[keys]\nback = "b"\n',
    )
    assert sentences == []
    assert values(found) == Settings(
        "de",
        "nord",
        "after-enter",
        plain=True,
        questionnaires=file.parent,
        questions="fr",
        keys={"back": "b"},
    )


def test_a_byte_order_mark_is_allowed(file: Path):
    found, sentences = read(file, b'\xef\xbb\xbftheme = "nord"\r\n')
    assert (values(found), sentences) == (Settings(theme="nord"), [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('langauge = "de"', ":2:1: “langauge” is not known here. Did you mean “language”?"),
        ('language = "klingon"', ":2:12: “language” cannot be “klingon”. Possible here: de, en."),
        ("language = 3", ":2:12: The value of “language” must be in quotation marks."),
        ('advance = "at once"', ":2:11: “advance” cannot be “at once”. Did you mean “at-once”?"),
        ('questions = "french"', ":2:13: “french” is not a language code. Write one such as"),
        ("questions = 3", ":2:13: The value of “questions” must be in quotation marks."),
        ("theme = true", ":2:9: The value of “theme” must be in quotation marks."),
        ('plain = "no"', ":2:9: “plain” must be true or false."),
        ("plain = 1", ":2:9: “plain” must be true or false."),
        ('keys = "b"', ":2:8: “keys” must be a table. Write [keys]"),
        ("keys.back = 3", ":2:13: The value of “keys.back” must be in quotation marks."),
        ('keys.back = " , "', ":2:13: “keys.back” names no key."),
        ('questionnaires = "nowhere"', ":2:18: The folder “nowhere” does not exist. Create it"),
        ('questionnaires = "~nobody-here/x"', ":2:18: The folder"),
        ('questionnaires = "a\\u0000b"', ":2:18: The folder “a�b” does not exist."),
        ('"\\u001b[31m" = 1', ":2:1: “�[31m” is not known here."),
    ],
)
def test_an_invalid_setting_is_reported_with_its_place_and_the_rest_is_used(
    file: Path, line: str, sentence: str
):
    name, value = ("language", "de") if "theme" in line else ("theme", "nord")
    found, sentences = read(file, f'{name} = "{value}"\n{line}\n')
    assert values(found) == Settings(**{name: value})
    assert len(sentences) == 1
    assert sentences[0].startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'theme = "nord"\nlanguage = [\n', ":2:"),
        (
            b"language = de\n",
            ":1:12: “de” is not a value. Words go in straight quotation marks",
        ),
        (b'theme = "nord"\n\xff\xfe', ":2:1: The file is not in the encoding UTF-8."),
        (b'theme = "' + b"n" * 1_100_000 + b'"', ":1:1: The file is larger than 1024 KiB."),
        (b"a." * 400 + b"a = 1", ":1:1: Tables and lists are nested more than"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, ":1:1: Tables and lists are nested"),
        (b"a = " + b"1" * 5000, ":1:1: This number has thousands of digits."),
    ],
)
def test_a_file_that_is_not_toml_is_ignored(file: Path, content: bytes, sentence: str):
    found, sentences = read(file, content)
    assert found == Settings()
    assert sentences[0].startswith(sentence)
    assert "is ignored until that is fixed" in sentences[-1]


def test_a_folder_or_a_pipe_instead_of_the_file_is_reported(file: Path):
    file.mkdir()
    assert "cannot be read" in str(read_settings(file, NOTHING)[1][0])
    if hasattr(os, "mkfifo"):
        os.mkfifo(file / "pipe")
        assert "cannot be read" in str(read_settings(file / "pipe", NOTHING)[1][0])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_reported(file: Path):
    file.write_text("")
    file.chmod(0)
    assert "cannot be read" in str(read_settings(file, NOTHING)[1][0])


PIECES = st.sampled_from(
    [
        *(setting.name for setting in SETTINGS),
        *'=".{}[]#,1\n\x1b',
        *("'", "[keys]", "de", "true", '"at-once"', "\\u001b"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(" ".join).map(str.encode))
@example(b'"\\u202e" = 1\n[keys]\n"\\u001b" = "\\u009b"\nback = []')
def test_any_bytes_give_settings_and_printable_sentences(file: Path, content: bytes):
    file.write_bytes(content)
    found, problems = read_settings(file, NOTHING)
    assert isinstance(found, Settings)
    for language in LANGUAGES:
        set_language(language)
        for problem in problems:
            sentence = translate(problem)
            assert sentence.startswith((str(file), "Bis das", "Die Einst", "The sett"))
            assert forbidden_character(sentence) is None


# Environment


def test_the_environment_takes_precedence_over_the_file(file: Path):
    found, sentences = read(
        file,
        'language = "de"\ntheme = "nord"\n[keys]\nback = "b"\nskip = "x"\n',
        NETZTUI_LANGUAGE="en",
        NETZTUI_ADVANCE="at-once",
        NETZTUI_PLAIN="Yes",
        NETZTUI_KEYS="back=u,v; pause = f9 ;",
        NETZTUI_THEME="",
    )
    assert sentences == []
    assert values(found) == Settings(
        "en",
        "nord",
        "at-once",
        plain=True,
        keys={"back": "u,v", "skip": "x", "pause": "f9"},
    )
    assert found.sources["keys", "back"].name == "NETZTUI_KEYS"
    assert found.sources["keys", "skip"].name == str(file)


def test_every_setting_has_a_variable(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(file.parent)
    said = {"language": "de", "theme": "nord", "advance": "at-once", "plain": "1"}
    said |= {"questionnaires": ".", "questions": "fr", "keys": "back=b"}
    for setting in SETTINGS:
        found, problems = read_settings(file, {setting.variable: said[setting.name]})
        assert problems == ()
        assert getattr(found, setting.name) != getattr(Settings(), setting.name)


@pytest.mark.parametrize(
    ("variable", "said", "sentence"),
    [
        ("NETZTUI_LANGUAGE", "\x1b[2J", "“language” cannot be “�[2J”"),
        ("NETZTUI_PLAIN", "maybe", "“plain” must be true or false."),
        ("NETZTUI_ADVANCE", "atonce", "Did you mean “at-once”?"),
        ("NETZTUI_QUESTIONNAIRES", "/nowhere/at/all", "The folder"),
        ("NETZTUI_KEYS", "back", "“keys.back” names no key"),
    ],
)
def test_an_invalid_variable_is_reported_and_the_file_applies(
    file: Path, variable: str, said: str, sentence: str
):
    found, sentences = read(file, 'language = "de"\n[keys]\nback = "b"\n', **{variable: said})
    assert values(found) == Settings("de", keys={"back": "b"})
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{variable}: ")
    assert sentence in sentences[0]


def test_a_relative_folder_starts_at_the_file_or_for_a_variable_at_the_current_folder(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    (file.parent / "mine").mkdir()
    here = file.parent / "here"
    (here / "yours").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    assert read(file, 'questionnaires = "mine"')[0].own_questionnaires == file.parent / "mine"
    assert read(file, 'questionnaires = "~/yours"')[0].own_questionnaires == here / "yours"
    found, _problems = read_settings(file, {"NETZTUI_QUESTIONNAIRES": "yours"})
    assert found.own_questionnaires == here / "yours"
    assert Settings().own_questionnaires == paths.own_questionnaires_folder()


# Writing


ACTIONS = [("back", "backspace,shift+tab", "Back")]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_commented_file_sets_nothing_and_explains_everything(file: Path, language: str):
    set_language(language)
    text = settings_template(ACTIONS)
    assert read(file, text) == (Settings(), [])
    assert max(map(len, text.splitlines())) <= 78
    for setting in SETTINGS:
        assert setting.name in text
    assert '# back = "backspace,shift+tab"  # Back' in text
    assert ("Die Sprache des Programms" in text) == (language == "de")


def test_the_commented_file_is_valid_without_its_comment_signs(file: Path, tmp_path: Path):
    (tmp_path / "questionnaires").mkdir()
    lines = settings_template(ACTIONS).replace("~/", "").splitlines()
    names = (*(setting.name for setting in SETTINGS), "back")
    opened = [
        line.removeprefix("# ") if line.startswith(tuple(f"# {name} =" for name in names)) else line
        for line in lines
    ]
    found, sentences = read(file, "\n".join(opened))
    assert sentences == []
    assert found.language == "en"
    assert found.theme == "netztui-dark"
    assert found.questionnaires == tmp_path / "questionnaires"
    assert found.keys == {"back": "backspace,shift+tab"}


def test_the_commented_file_replaces_no_file(file: Path):
    file.write_text("# mine\n")
    with pytest.raises(OutputError):
        write_commented(file, ACTIONS)
    assert file.read_text() == "# mine\n"


def test_saving_a_choice_keeps_comments_and_other_lines(tmp_path: Path):
    file = tmp_path / "config" / "settings.toml"
    save_choice(file, language="de")
    file.write_text('# mine\ntheme = "nord"  # dark\n' + file.read_text())
    save_choice(file, language="en", advance="at-once")
    assert file.read_text() == (
        '# mine\ntheme = "nord"  # dark\nlanguage = "en"\nadvance = "at-once"\n'
    )


def test_a_choice_of_none_takes_the_setting_out_again(file: Path):
    file.write_text('# mine\nquestions = "fr"\nlanguage = "de"\n')
    save_choice(file, questions=None, theme=None)
    assert file.read_text() == '# mine\nlanguage = "de"\n'


def test_a_saved_choice_goes_above_the_keys_and_their_explanation(file: Path):
    write_commented(file, ACTIONS)
    before = file.read_text()
    save_choice(file, theme="nord")
    save_choice(file, theme="dracula", language="de")
    found, problems = read_settings(file, NOTHING)
    assert (values(found), problems) == (Settings("de", "dracula"), ())
    above, _header, below = file.read_text().partition("[keys]\n")
    assert before.endswith(f"[keys]\n{below}")
    assert above.endswith('\ntheme = "dracula"\nlanguage = "de"\n\n')


def test_a_saved_choice_never_goes_into_a_table_or_a_text(file: Path):
    file.write_text('[keys]\nback = "b"\n# theme = "x"\n')
    save_choice(file, theme="nord")
    found, problems = read_settings(file, NOTHING)
    assert (values(found), problems) == (Settings(theme="nord", keys={"back": "b"}), ())
    file.write_text('other = """\n# theme = "x"\n"""\n')
    save_choice(file, theme="nord")
    assert tomllib.loads(file.read_text()) == {"other": '# theme = "x"\n', "theme": "nord"}


@pytest.mark.parametrize("content", [b"theme = [", b"\xff", b"a = 1\na = 2", b"[" * 5000])
def test_a_file_with_an_error_is_never_written_to(file: Path, content: bytes):
    file.write_bytes(content)
    with pytest.raises(OutputError, match="contains an error"):
        save_choice(file, theme="nord")
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path):
    (tmp_path / "config").write_text("")
    with pytest.raises(OutputError):
        save_choice(tmp_path / "config" / "settings.toml", theme="nord")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_saving_a_choice_changes_nothing_else_or_nothing_at_all(file: Path, content: str):
    file.write_bytes(content.encode())
    try:
        before = tomllib.loads(content)
    except ValueError:
        before = None
    try:
        save_choice(file, theme="nord")
    except OutputError:
        assert file.read_bytes() == content.encode()
    else:
        assert before is not None
        assert tomllib.loads(file.read_bytes().decode()) == {**before, "theme": "nord"}


# Documentation


def test_the_page_on_settings_is_up_to_date():
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(DOCS / "settings.py"))["with_tables"](page) == page
    for setting in SETTINGS:
        assert f"`{setting.variable}`" in page
