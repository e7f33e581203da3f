"""What every test has: English, and its own folders for data and settings."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from hatch_build import compile_catalogues, compile_questionnaires
from netztui.archive.sqlite import file
from netztui.cli.launch import user_languages
from netztui.i18n.language import set_language, set_question_language
from netztui.questionnaire.validation import reader

# Without it, each worker and each program that a test starts compiles everything again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_read = cache(reader.read)


def pytest_configure(config: pytest.Config) -> None:
    """Have edited catalogues and questionnaires take effect, as after an installation; save time."""
    root = Path(__file__).parents[1]
    compile_catalogues(root)
    compile_questionnaires(root)
    settings.register_profile("few", max_examples=12, deadline=None)
    settings.register_profile("many", max_examples=150, deadline=None)
    settings.load_profile("few" if config.option.markexpr == "not slow" else "many")
    # As the program does: looking for garbage takes an eighth of the time of the screens' tests.
    gc.set_threshold(100_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run again with the slow ones what is more thorough then, as property tests are."""
    if config.option.markexpr == "slow":
        for item in items:
            property_test = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
            if property_test or "thorough" in item.fixturenames:
                item.add_marker("slow")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of a terminal wait more than they work."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether there is time for everything; a test that asks for this runs with the slow ones too."""
    return pytestconfig.option.markexpr != "not slow"


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c() -> None:
    # A shell ignores it for tests in the background, and so would every program they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETZTUI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NETZTUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr("netztui.system.paths.user_documents_path", lambda: tmp_path / "documents")


@pytest.fixture(autouse=True)
def _read_each_questionnaire_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # For files; what a test reads itself from a string is read again.
    monkeypatch.setattr(reader, "read", _read)


@pytest.fixture(autouse=True)
def _write_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    # For the disk, which matters only if the computer fails. Programs that a test starts do wait.
    pragmas = [one.replace("synchronous = FULL", "synchronous = OFF") for one in file.PRAGMAS]
    monkeypatch.setattr(file, "PRAGMAS", pragmas)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # LANGUAGE overrides the locale; the program's own setting and option override it.
    monkeypatch.setenv("LANGUAGE", "en")
    user_languages.cache_clear()
    set_language("en")
    set_question_language(None)
    yield
    user_languages.cache_clear()
    set_language("en")
    set_question_language(None)
