"""What a person has chosen for good: language, theme, and the pause after an answer.

Kept in one TOML file that people may edit by hand. A wrong value is told and the rest is used.
Read without pydantic, and without a TOML reader
where there is no file, because the first screen waits for it.
"""

from dataclasses import dataclass
from pathlib import Path

from netztui.i18n import LANGUAGES
from netztui.questionnaire.message import N_, Message


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen; None where the person left it to the program."""

    language: str | None = None
    """A language of the interface; otherwise the locale decides."""
    theme: str | None = None
    """The name of a theme; otherwise netztui's own dark one."""
    pause: bool = True
    """Whether the chosen answer is shown for a moment before the next question comes."""


_EXPECTED: dict[str, Message] = {
    "language": Message(
        N_("one of {choices}"), choices=", ".join(f'"{name}"' for name in LANGUAGES)
    ),
    "theme": Message(N_("the name of a theme, in quotation marks")),
    "pause": Message(N_("true or false, without quotation marks")),
}


def _fits(key: str, value: object) -> bool:
    match key:
        case "language":
            return isinstance(value, str) and value in LANGUAGES
        case "theme":
            return isinstance(value, str)
    return isinstance(value, bool)


def read_settings(path: Path) -> tuple[Settings, tuple[Message, ...]]:
    """The settings in `path` and what is wrong with them; a missing file is none at all."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError):
        return Settings(), (
            Message(N_("The settings file {file} cannot be read; it is passed over."), file=path),
        )
    import tomllib

    try:
        found = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), (
            Message(
                N_("The settings file {file} is no valid TOML ({reason}); it is passed over."),
                file=path,
                reason=error,
            ),
        )
    return _judged(found, path)


def _judged(found: dict[str, object], path: Path) -> tuple[Settings, tuple[Message, ...]]:
    good: dict[str, object] = {}
    problems = []
    for key, value in found.items():
        if key not in _EXPECTED:
            problems.append(
                Message(
                    N_("{file}: there is no setting “{key}”; known are {known}."),
                    file=path,
                    key=key,
                    known=", ".join(_EXPECTED),
                )
            )
        elif not _fits(key, value):
            problems.append(
                Message(
                    N_("{file}: “{key}” must be {expected}."),
                    file=path,
                    key=key,
                    expected=_EXPECTED[key],
                )
            )
        else:
            good[key] = value
    return Settings(**good), tuple(problems)  # type: ignore[arg-type]  # checked just above


def remember(path: Path, **choices: str | bool) -> None:
    """Write `choices` into the settings file; other lines and comments stay. Raises OSError."""
    import tomlkit

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    document.update(choices)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(path.name + ".new")
    written.write_text(tomlkit.dumps(document), encoding="utf-8")
    written.replace(path)
