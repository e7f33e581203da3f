"""Permanent user settings, from one TOML file or the environment.

The command line takes precedence over the environment, the environment over the file, and the file
over the defaults. Invalid settings are reported with their place, and the rest is used. Whether a
theme or an action exists is checked by the faces, which know them.

Read without pydantic, and without a TOML parser if there is no file, because the first screen
waits for it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.sanitize import printable
from netztui.i18n.language import LANGUAGE_CODE, LANGUAGES
from netztui.i18n.message import N_, LazyText
from netztui.system import paths

Advance: TypeAlias = Literal["after-a-moment", "at-once", "after-enter"]
"""How one gets from an answer to the next question."""

TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
"""What an environment variable may contain for true and false."""


class Setting(NamedTuple):
    """What a setting is for; the settings file and the documentation are made from it."""

    name: str
    explanation: str
    """A message id, like the default."""
    example: str
    """A value as it is written in the file."""
    default: str
    choices: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The environment variable that sets it too."""
        return f"NETZTUI_{self.name.upper()}"


SETTINGS = (
    Setting(
        "language",
        N_("The language of the program; that of the questions can be another."),
        '"en"',
        N_("the language of the system"),
        tuple(LANGUAGES),
    ),
    Setting(
        "questions",
        N_("The language of the questions, in every questionnaire that has it, by its code."),
        '"fr"',
        N_("the language of the system or of the program"),
    ),
    Setting(
        "theme",
        N_("The colour theme, by the name shown in the theme picker."),
        '"netztui-dark"',
        "netztui-dark",
    ),
    Setting(
        "advance",
        N_("When the next question follows an answer."),
        '"after-a-moment"',
        "after-a-moment",
        ("after-a-moment", "at-once", "after-enter"),
    ),
    Setting(
        "plain",
        N_("Whether to work line by line (better for screen readers and braille displays)."),
        "false",
        "false",
        ("true", "false"),
    ),
    Setting(
        "questionnaires",
        N_("The folder for your own questionnaires; ~ is your home folder."),
        '"~/questionnaires"',
        N_("the folder “questionnaires” next to this file"),
    ),
    Setting(
        "keys",
        N_("Your own keys for an action, separated by commas; they replace the default ones."),
        '{ back = "b,backspace" }',
        N_("the keys that the help lists"),
    ),
)


class Source(NamedTuple):
    """Where a setting comes from: an environment variable or the file."""

    name: str
    """The variable, or the file's path."""
    content: bytes = b""
    """The file's valid TOML; empty for a variable."""

    def complaint(self, violation: Violation) -> LazyText:
        """The sentence for something wrong that was set here, beginning with its place."""
        place = printable(self.name)
        if self.content:
            from netztui.diagnostics.source_map import SourceMap

            span = SourceMap(self.content).find(violation.path, violation.at)
            place += f":{span.line}:{span.column}"
        return _sentence(place, violation.message, violation.hint)


class Settings(NamedTuple):
    """The settings in effect; None if the program or the system decides."""

    language: str | None = None
    theme: str | None = None
    """Not checked yet, like the keys."""
    advance: Advance = "after-a-moment"
    plain: bool = False
    questionnaires: Path | None = None
    questions: str | None = None
    """The code of a language that questionnaires may have."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Comma-separated, by the action's id."""
    sources: Mapping[DataPath, Source] = MappingProxyType({})
    """Where the values that are set come from, by name, for keys by (“keys”, id)."""

    @property
    def own_questionnaires(self) -> Path:
        """The folder of the user's own questionnaires, which may be missing."""
        return self.questionnaires or paths.own_questionnaires_folder()

    def complaint(self, violation: Violation) -> LazyText:
        """The sentence for something wrong in a setting, beginning with its place."""
        source = self.sources.get(violation.path) or Source(".".join(map(str, violation.path)))
        return source.complaint(violation)


def read_settings(
    file: Path, environment: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings in `file`, which may be missing, and `environment`, and what is wrong in them.

    The sentences begin with `file:line:column` or the name of the variable, and are printable.
    """
    data, content, diagnostics = _read_file(file)
    sources = [(Source(str(file), content), data)]
    sources += [
        (Source(setting.variable), _parse_variable(setting.name, text))
        for setting in SETTINGS
        if (text := environment.get(setting.variable))  # an empty one counts as unset
    ]
    values: dict[tuple[str, ...], Any] = {}
    accepted: dict[DataPath, Source] = {}
    for source, entries in sources:
        for path, value in _entries(entries):
            # Folders are relative to the file's or, for a variable, to the current one.
            checked = _check(path, value, Path(source.name).parent)
            if isinstance(checked, Violation):
                diagnostics.append(source.complaint(checked))
            else:
                values[path], accepted[path] = checked, source
    keys = {path[1]: value for path, value in values.items() if len(path) == 2}
    others = {path[0]: value for path, value in values.items() if len(path) == 1}
    return Settings(**others, keys=keys, sources=accepted), tuple(diagnostics)


def _read_file(file: Path) -> tuple[dict[str, Any], bytes, list[LazyText]]:
    """The data and the content of the file, and what is wrong if it has to be ignored."""
    name = printable(str(file))
    try:
        if file.exists() and not file.is_file():
            raise IsADirectoryError  # opening a pipe would wait for its other end
        content = file.read_bytes()
    except FileNotFoundError:
        return {}, b"", []
    except (OSError, ValueError):
        what = LazyText(N_("The settings file {file} cannot be read and is ignored."), file=name)
        return {}, b"", [what]
    from netztui.diagnostics.problems import QuestionnaireError
    from netztui.diagnostics.toml_syntax import parse_toml, without_byte_order_mark

    content = without_byte_order_mark(content)
    try:
        return parse_toml(content, name), content, []
    except QuestionnaireError as error:
        ignored = N_("The settings file {file} is ignored until that is fixed.")
        diagnostics = [
            _sentence(f"{name}:{one.line}:{one.column}", one.message, one.hint)
            for one in error.diagnostics
        ]
        return {}, b"", [*diagnostics, LazyText(ignored, file=name)]


def _sentence(place: str, what: LazyText, hint: LazyText | None) -> LazyText:
    if hint is None:
        return LazyText(N_("{place}: {what}"), place=place, what=what)
    return LazyText(N_("{place}: {what} {hint}"), place=place, what=what, hint=hint)


def _parse_variable(name: str, text: str) -> dict[str, Any]:
    """The data that an environment variable stands for."""
    match name:
        case "plain":
            return {name: TRUTHS.get(text.strip().lower(), text)}
        case "keys":  # “back=b,backspace; skip=x”: no key's name contains these characters
            entries = [entry.partition("=") for entry in text.split(";") if entry.strip()]
            return {name: {action.strip(): keys.strip() for action, _equals, keys in entries}}
    return {name: text}


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value with its path; the keys one by one."""
    for name, value in data.items():
        if name == "keys" and isinstance(value, dict):
            yield from ((("keys", action), keys) for action, keys in value.items())
        else:
            yield (name,), value


def _check(path: tuple[str, ...], value: object, base: Path) -> object:
    """The value as `Settings` has it, or the violation; a relative folder starts at `base`."""
    from netztui.diagnostics.suggest import quote_value, suggest

    setting = next((setting for setting in SETTINGS if setting.name == path[0]), None)
    key, quoted = quote_value(".".join(path)), quote_value(value)
    if setting is None:
        hint = suggest(path[0], (known.name for known in SETTINGS))
        return violation(path, N_("“{key}” is not known here."), hint, at="key", key=key)
    what, hint = N_("“{key}” cannot be “{value}”."), None
    match setting.name, value:
        case "plain", bool():
            return value
        case "plain", _:
            what = N_("“{key}” must be true or false.")
        case "keys", _ if len(path) == 1:
            what = N_("“{key}” must be a table.")
            hint = LazyText(N_('Write [keys], and below it lines such as: back = "b,backspace"'))
        case "keys", str() if not value.strip(" ,"):
            what = N_("“{key}” names no key.")
            hint = LazyText(N_('Write keys with commas between them: "b,backspace".'))
        case "questions", str() if not re.match(LANGUAGE_CODE, value):
            what = N_("“{written}” is not a language code.")
            return violation(path, what, N_("Write one such as en, fr or pt-BR."), written=quoted)
        case "questionnaires", str():
            with suppress(OSError, RuntimeError, ValueError):  # no access, no such user, a NUL
                if (folder := base / Path(value).expanduser()).is_dir():
                    return folder.absolute()
            what = N_("The folder “{value}” does not exist.")
            hint = LazyText(N_("Create it, or specify another one."))
        case _, str() if setting.choices and value not in setting.choices:
            hint = suggest(value, setting.choices)
        case _, str():
            return value
        case _:
            what = N_("The value of “{key}” must be in quotation marks.")
    return violation(path, what, hint, key=key, value=quoted)
