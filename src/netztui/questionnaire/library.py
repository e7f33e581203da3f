"""The available questionnaires: the included ones, the user's own, and any other file by its path.

A broken file of the user's own is listed with its errors and does not keep the others from loading.
If one of the user's own has the id of an included one, it replaces that one.

Importing this module loads no models, so that ids and file names can be listed without waiting.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.i18n.language import question_language
from netztui.i18n.message import N_, ExplainedError, LazyText

if TYPE_CHECKING:
    from netztui.questionnaire.model import Questionnaire

SUFFIX = ".toml"

Origin: TypeAlias = Literal["shipped", "own", "path"]


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One questionnaire file, valid or broken."""

    path: Path
    origin: Origin
    questionnaire: "Questionnaire | None"
    """None if the file is broken."""
    diagnostics: tuple[Diagnostic, ...] = ()
    replaces: bool = False
    """Whether it is one of the user's own and replaces the included one with the same id."""

    @property
    def id(self) -> str | None:
        """The questionnaire's id; None if the file is broken."""
        return self.questionnaire.id if self.questionnaire else None

    @property
    def title(self) -> str:
        """The title in the questions' language; a broken file's name."""
        if self.questionnaire is None:
            return self.path.name
        language = question_language(self.questionnaire.languages)
        return self.questionnaire.title.in_language(language)


class QuestionnaireNotFoundError(ExplainedError):
    """Neither a questionnaire nor a file has the name asked for."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        from netztui.diagnostics.suggest import quote_value, suggest

        hint = suggest(name, known) or N_("“netztui list” shows all of them.")
        super().__init__(N_("Unknown questionnaire “{name}”."), hint, name=quote_value(name))


def shipped_folder() -> Path:
    """The folder of the included questionnaires.

    A wheel has them inside the package; a checkout, also if installed as editable, next to `src`.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "questions"
    return inside if inside.is_dir() else package.parents[1] / "questions"


def questionnaire_files(folder: Path) -> list[Path]:
    """The questionnaire files in `folder` by name; none if it does not exist. Raises OSError."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [path for path in paths if path.suffix == SUFFIX and not path.name.startswith(".")]


def titles(own_folder: Path) -> dict[str, str]:
    """The titles of the available questionnaires by id, from the tops of the files alone.

    For shell completion: loading the models and checking the files would take too long.
    """
    from netztui.diagnostics.toml_syntax import BYTE_LIMIT, parse_toml

    found = {}
    for folder in (shipped_folder(), own_folder):
        with suppress(OSError):
            for path in questionnaire_files(folder):
                with suppress(OSError, QuestionnaireError), path.open("rb") as file:
                    top = file.read(BYTE_LIMIT).partition(b"\n[")[0]
                    match parse_toml(top, path.name):
                        case {"id": str(name), "title": {**title}} if title:
                            found[name] = str(title[question_language([*map(str, title)])])
    return dict(sorted(found.items()))


def available(own_folder: Path) -> tuple[LibraryEntry, ...]:
    """The included questionnaires, by id, then the user's own, by id and file name.

    One of the user's own that replaces an included one takes its place. `own_folder` need not
    exist.
    """
    shipped = [_entry(path, "shipped") for path in questionnaire_files(shipped_folder())]
    own: list[LibraryEntry] = []
    own_files: list[Path] = []
    try:
        own_files = questionnaire_files(own_folder)
    except OSError:
        own.append(_broken(own_folder, N_("The folder of your own questionnaires cannot be read.")))
    taken: dict[str | None, Path] = {}
    for path in own_files:
        entry = _entry(path, "own")
        if entry.id in taken:
            sentence = N_("The file {file} already has the id “{name}”.")
            hint = N_("Give one of them another id.")
            entry = _broken(path, sentence, hint, file=taken[entry.id].name, name=entry.id)
        elif entry.id is not None:
            taken[entry.id] = path
            entry = replace(entry, replaces=entry.id in {one.id for one in shipped})
        own.append(entry)
    kept = [entry for entry in shipped if entry.id not in taken]
    return tuple(sorted([*kept, *own], key=_order))


def find(name: str, own_folder: Path) -> LibraryEntry:
    """The questionnaire with the id `name`, or the file at the path `name`.

    The entry may be broken. A broken file of the user's own is found by its name without the
    suffix, unless that is the id of a valid one. Raises QuestionnaireNotFoundError.
    """
    if name.endswith(SUFFIX) or any(mark in name for mark in (os.sep, os.altsep) if mark):
        return _entry(Path(name), "path")
    # Broken ones come after the others.
    entries = {entry.id or entry.path.stem: entry for entry in reversed(available(own_folder))}
    if name not in entries:
        raise QuestionnaireNotFoundError(name, entries)
    return entries[name]


def _entry(path: Path, origin: Origin) -> LibraryEntry:
    from netztui.questionnaire.compiled import load_compiled

    compiled = load_compiled(path) if origin == "shipped" else None
    if compiled is not None:
        return LibraryEntry(path, origin, compiled)
    from netztui.questionnaire.validation.reader import read_file

    try:
        return LibraryEntry(path, origin, read_file(path))
    except QuestionnaireError as error:
        return LibraryEntry(path, origin, None, error.diagnostics)


def _broken(path: Path, sentence: str, hint: str | None = None, **values: object) -> LibraryEntry:
    """An own file or folder that cannot be used for a reason outside the file."""
    message, todo = LazyText(sentence, **values), LazyText(hint) if hint else None
    return LibraryEntry(path, "own", None, (Diagnostic(str(path), 1, 1, message, todo),))


def _order(entry: LibraryEntry) -> tuple[bool, bool, str, str]:
    own = entry.origin == "own" and not entry.replaces
    return own, entry.questionnaire is None, entry.id or "", entry.path.name
