"""What every test has: English, and its own folders for data and settings."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hatch_build import compile_catalogues
from netztui.cli.launch import user_languages
from netztui.i18n.language import set_language, set_question_language


def pytest_configure() -> None:
    """Have an edited catalogue take effect at once, as after an installation; save time."""
    compile_catalogues(Path(__file__).parents[1])
    # As the program does: looking for garbage takes an eighth of the time of the screens' tests.
    gc.set_threshold(100_000)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of a terminal wait more than they work."""
    return len(os.sched_getaffinity(0)) + 1


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
