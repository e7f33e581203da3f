"""What a person has chosen for good, in one TOML file or in the environment.

The command line is stronger than the environment, the environment than the file, and the file
than what the program does by itself. Something wrong is told with its place, and the rest is
used. One table, `SETTINGS`, says what there is; the commented file (`settings_file`), the page
docs/settings.md and the checks here are made from it.

Read without pydantic, and without a TOML reader where there is no file, because the first screen
waits for it. What finds places and near misses is imported once something is wrong. Whether a
theme or an action of that name exists is checked by the faces, which know them.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from netztui.i18n.language import LANGUAGES
from netztui.i18n.message import N_, LazyText
from netztui.system import paths

if TYPE_CHECKING:
    from netztui.diagnostics.problems import DataPath, Violation

Advance: TypeAlias = Literal["after-a-moment", "at-once", "after-enter"]
"""How one comes from an answer to the next question."""

SIZE_LIMIT = 2**16
"""Bytes; the file with every setting and its explanation has a tenth of it."""

DOTS = 64
"""As many in one line may be a key that would keep tomllib busy for hours."""


class Setting(NamedTuple):
    """One setting, as the file, the page and the checks know it."""

    name: str
    kind: Literal["choice", "word", "truth", "folder", "keys"]
    explanation: str
    """For the catalogue."""
    example: str
    """What may stand behind the equals sign, as it is written in the file."""
    otherwise: str
    """What holds where nothing is set; for the catalogue."""
    choices: tuple[str, ...] = ()
    """The words that it may be, where there are only so many."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it as well."""
        return f"NETZTUI_{self.name.upper()}"


SETTINGS = (
    Setting(
        "language",
        "choice",
        N_("The language of the program. Questions are asked in it where there is a translation."),
        '"en"',
        N_("the language of the system"),
        tuple(LANGUAGES),
    ),
    Setting(
        "theme",
        "word",
        N_("The colours, by the name that the program shows when you choose them."),
        '"netztui-dark"',
        "netztui-dark",
    ),
    Setting(
        "advance",
        "choice",
        N_(
            "How you get from an answer to the next question: after a moment in which the answer "
            "shows as chosen, at once, or only after Enter."
        ),
        '"after-a-moment"',
        "after-a-moment",
        ("after-a-moment", "at-once", "after-enter"),
    ),
    Setting(
        "plain",
        "truth",
        N_(
            "Whether to ask and answer line by line, without a screen, as screen readers and "
            "braille displays like it."
        ),
        "false",
        "false",
        ("true", "false"),
    ),
    Setting(
        "questionnaires",
        "folder",
        N_(
            "The folder of your own questionnaires. A leading ~ is your home folder; otherwise a "
            "path counts from the folder of this file, in the environment from the current one."
        ),
        '"~/questionnaires"',
        N_("the folder “questionnaires” beside this file"),
    ),
    Setting(
        "keys",
        "keys",
        N_(
            "Other keys for what the program does: the name of an action, and its keys with "
            "commas between them. They replace the keys that it had."
        ),
        '{ back = "b,backspace" }',
        N_("the keys that the help names"),
    ),
)
"""All settings, in the order in which people are told of them."""


class Source(NamedTuple):
    """What has set something: an environment variable or a file."""

    name: str
    """The variable, or the file's path."""
    content: bytes = b""
    """The file's valid TOML, in which places can be found; a variable has none."""

    def complaint(self, finding: "Violation") -> LazyText:
        """The sentence for what is wrong with something set here, beginning with its place."""
        from netztui.diagnostics.problems import printable

        place = printable(self.name)
        if self.content:
            from netztui.diagnostics.source_map import SourceMap

            span = SourceMap(self.content).find(finding.path, finding.at)
            place += f":{span.line}:{span.column}"
        return _sentence(place, finding.message, finding.hint)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen; None where the person left it to the program."""

    language: str | None = None
    """A language of the interface; otherwise the locale decides."""
    theme: str | None = None
    """The name of a theme; otherwise netztui's own dark one."""
    advance: Advance = "after-a-moment"
    """How one comes from an answer to the next question."""
    plain: bool = False
    """Whether to ask line by line, without a screen."""
    questionnaires: Path | None = None
    """An existing folder with the person's own questionnaires; otherwise the usual one."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Other keys, comma-separated, by the id of what they do. Not judged yet."""
    sources: "Mapping[DataPath, Source]" = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    """What has set each of them, by name, for keys by (“keys”, id); nothing for the others."""

    @property
    def own_questionnaires(self) -> Path:
        """The folder of the person's own questionnaires, which may be missing."""
        return self.questionnaires or paths.own_questionnaires_folder()

    def complaint(self, finding: "Violation") -> LazyText:
        """The sentence for what is wrong with one of them, beginning with where it was set."""
        source = self.sources.get(finding.path) or Source(".".join(map(str, finding.path)))
        return source.complaint(finding)


def read_settings(
    file: Path, environment: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings in `file` and `environment`, and what is wrong; no file is none at all.

    The sentences begin with `file:line:column` or the name of the variable, and hold nothing that
    a terminal would obey.
    """
    data, content, problems = _data(file)
    said = [(at, value, Source(str(file), content), file.parent) for at, value in _each(data)]
    for setting in SETTINGS:
        # An empty variable counts as unset.
        if text := environment.get(setting.variable):
            named = _each({setting.name: _from_variable(setting, text)})
            said += [(at, value, Source(setting.variable), Path()) for at, value in named]
    good: dict[str, Any] = {}
    keys: dict[str, str] = {}
    sources: dict[DataPath, Source] = {}
    for at, value, source, base in said:
        try:
            accepted = _accepted(at, value, base)
        except _WrongError as error:
            problems.append(source.complaint(error.finding))
        else:
            sources[at] = source
            if len(at) > 1:
                keys[at[1]] = str(accepted)
            else:
                good[at[0]] = accepted
    return Settings(**good, keys=MappingProxyType(keys), sources=sources), tuple(problems)


def _each(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value with where it stands; the keys one by one."""
    for name, value in data.items():
        if name == "keys" and isinstance(value, dict):
            yield from ((("keys", action), keys) for action, keys in value.items())
        else:
            yield (name,), value


def _data(file: Path) -> tuple[dict[str, Any], bytes, list[LazyText]]:
    """The data of the file, its text, and why there is none."""
    try:
        content = _content(file)
    except (OSError, ValueError):
        from netztui.diagnostics.problems import printable

        name = printable(str(file))
        told = LazyText(
            N_("The settings file {file} cannot be read; it is passed over."), file=name
        )
        return {}, b"", [told]
    if not content:
        return {}, b"", []
    import tomllib

    try:
        # What would keep tomllib busy for hours is left to `syntax`, which knows what to say.
        if len(content) <= SIZE_LIMIT and all(
            line.count(b".") < DOTS for line in content.split(b"\n")
        ):
            return tomllib.loads(content.decode()), content, []
    except (ValueError, RecursionError):
        pass
    return _examined(file, content)


def _content(file: Path) -> bytes:
    """The bytes of the file without a byte order mark, none where there is no file.

    Raises OSError; ValueError for a path that no file can have.
    """
    if file.exists() and not file.is_file():
        # Opening a pipe would wait for somebody who writes into it.
        raise IsADirectoryError
    try:
        with file.open("rb") as opened:
            return opened.read(SIZE_LIMIT + 1).removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        return b""


def _examined(file: Path, content: bytes) -> tuple[dict[str, Any], bytes, list[LazyText]]:
    """The same for a file that tomllib can't read, with every mistake in it."""
    from netztui.diagnostics.problems import QuestionnaireError, printable
    from netztui.diagnostics.toml_syntax import parse_toml

    name = printable(str(file))
    passed = LazyText(
        N_("The settings file {file} is passed over until that is mended."), file=name
    )
    if len(content) > SIZE_LIMIT:
        large = LazyText(N_("The file is larger than {limit} KiB."), limit=SIZE_LIMIT // 1024)
        return {}, b"", [_sentence(name, large, None), passed]
    try:
        return parse_toml(content, name), content, []
    except QuestionnaireError as error:
        told = [
            _sentence(f"{name}:{one.line}:{one.column}", one.message, one.hint)
            for one in error.problems
        ]
        return {}, b"", [*told, passed]


def _sentence(place: str, what: LazyText, hint: LazyText | None) -> LazyText:
    if hint is None:
        return LazyText(N_("{place}: {what}"), place=place, what=what)
    return LazyText(N_("{place}: {what} {hint}"), place=place, what=what, hint=hint)


def _from_variable(setting: Setting, said: str) -> object:
    """What the file would say for the value of the setting's environment variable."""
    match setting.kind:
        case "truth":
            truths = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
            return truths.get(said.strip().lower(), said)
        case "keys":
            # “back=b,backspace; skip=x”: none of the three signs is the name of a key.
            entries = [entry.partition("=") for entry in said.split(";") if entry.strip()]
            return {action.strip(): keys.strip() for action, _equals, keys in entries}
    return said


class _WrongError(Exception):
    """Why something can't be used."""

    def __init__(self, finding: "Violation") -> None:
        super().__init__(finding)
        self.finding = finding


def _accepted(at: tuple[str, ...], value: object, base: Path) -> object:
    """The value at `at` as `Settings` has it; a relative folder counts from `base`.

    Raises _WrongError.
    """
    setting = next((one for one in SETTINGS if one.name == at[0]), None)
    if setting is None:
        raise _unknown(at)
    match setting.kind, value:
        case "truth", bool():
            return value
        case "keys", str() if len(at) > 1 and value.strip(" ,"):
            return value
        case "word", str():
            return value
        case "choice", str() if value in setting.choices:
            return value
        case "folder", str() if (folder := _folder(value, base)) is not None:
            return folder
    raise _unfit(setting, at, value)


def _folder(value: str, base: Path) -> Path | None:
    """The folder that is meant, absolute; None where there is no such folder."""
    with suppress(OSError, RuntimeError, ValueError):  # no access, no such user, a NUL
        folder = base / Path(value).expanduser()
        if folder.is_dir():
            return folder.absolute()
    return None


def _unknown(at: tuple[str, ...]) -> _WrongError:
    from netztui.diagnostics.problems import Violation
    from netztui.diagnostics.suggest import quote_value, suggest

    what = LazyText(N_("“{key}” is not known here."), key=quote_value(at[0]))
    hint = suggest(at[0], (setting.name for setting in SETTINGS))
    return _WrongError(Violation(at, what, hint, at="key"))


def _unfit(setting: Setting, at: tuple[str, ...], value: object) -> _WrongError:
    from netztui.diagnostics.problems import Violation
    from netztui.diagnostics.suggest import quote_value, suggest

    key, written = quote_value(".".join(at)), quote_value(value)
    hint = None
    match setting.kind, value:
        case "truth", str():
            what = LazyText(N_("“{key}” cannot be “{value}”."), key=key, value=written)
            hint = LazyText(N_("Write true or false, without quotation marks."))
        case "truth", _:
            what = LazyText(N_("“{key}” must be true or false."), key=key)
        case "keys", _ if len(at) == 1:
            what = LazyText(N_("“{key}” must be a table."), key=key)
            hint = LazyText(N_('Write [keys], and below it lines such as: back = "b,backspace"'))
        case "keys", str():
            what = LazyText(N_("“{key}” names no key."), key=key)
            hint = LazyText(N_('Write keys with commas between them: "b,backspace".'))
        case "choice", str():
            what = LazyText(N_("“{key}” cannot be “{value}”."), key=key, value=written)
            hint = suggest(value, setting.choices)
        case "folder", str():
            what = LazyText(N_("There is no folder “{folder}”."), folder=written)
            hint = LazyText(N_("Make it, or name another one."))
        case _:
            what = LazyText(N_("The value of “{key}” must stand in quotation marks."), key=key)
    return _WrongError(Violation(at, what, hint))
