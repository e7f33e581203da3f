"""click's commands and options, with help in the interface's language, and options shared by many.

Their sentences are message ids, looked up each time they are read. A command's help consists of
its line in the list of commands, further paragraphs and an example, as in the manual page.
"""

import gettext
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar

import click

from netztui.cli import overview
from netztui.cli.exits import fail
from netztui.cli.launch import user_languages
from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import LOCALE_FOLDER, _
from netztui.i18n.language import LANGUAGE_CODE, current_language, set_question_language
from netztui.i18n.message import N_

Format = Literal["text", "json"]
"""The values of `text_or_json`."""

Function = TypeVar("Function", bound=Callable[..., Any])


def translate_click() -> None:
    """Have click look up its own messages in netztui's catalogue, in the current language.

    click uses gettext's functions, which take the language from the environment.
    """
    gettext.bindtextdomain("netztui", LOCALE_FOLDER)
    gettext.textdomain("netztui")
    os.environ["LANGUAGE"] = current_language()


class Translated:
    """An attribute that stores a message id; reading it returns the translation."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> str | None:
        text: str | None = vars(instance)[self._name]
        return _(text) if text else text

    def __set__(self, instance: object, text: str | None) -> None:
        vars(instance)[self._name] = text


class Command(click.Command):
    """A command with translated help."""

    short_help: Any = Translated()
    options_metavar: Any = Translated()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # click's own
        paragraphs: Sequence[str] = (),
        example: str = "",
        **attrs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **attrs)
        self.options_metavar = N_("[OPTIONS]")
        self.paragraphs = tuple(paragraphs)
        """What there is to know about it apart from `short_help`, as message ids."""
        self.example = example

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, and an example, instead of the function's docstring."""
        example = _("Example: {example}").format(example=self.example)
        for text in (self.short_help, *map(_, self.paragraphs), example):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The command's line in the list of commands, never shortened."""
        return str(self.short_help)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """click's --help, which click translates only once."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A command that has commands."""

    command_class = Command
    subcommand_metavar: Any = Translated()

    def __init__(self, *args: Any, **attrs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **attrs)
        self.subcommand_metavar = N_("[COMMAND] [ARGS]...")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are declared."""
        return list(self.commands)


class Option(click.Option):
    """An option with translated help."""

    help: Any = Translated()
    metavar: Any = Translated()


class Argument(click.Argument):
    """An argument with a translated name."""

    metavar: Any = Translated()


def command(name: str, *paragraphs: str, **attrs: Any) -> Callable[[Function], Command]:  # noqa: ANN401
    """Make a function a command; for `paragraphs`, see `Command`."""
    return click.command(name, Command, paragraphs=paragraphs, **attrs)


group = partial(click.group, cls=Group)
option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)

FILE = N_("FILE")
YES = {"y", "yes", "j", "ja"}
PATH = click.Path(path_type=Path, readable=False)
NAME = click.Path(readable=False)
"""The name of a file, or -; its reader reports if it can't be read."""

plain_or_screen = option(
    "--plain/--screen",
    default=None,
    help=overview.PLAIN,
)
"""Passed as `plain`; None if neither is given."""


def _use_questions(context: click.Context, _option: click.Parameter, written: str | None) -> None:
    if written is not None:
        code = written.replace("_", "-")  # as in the name of a locale
        if not re.match(LANGUAGE_CODE, code):
            sentence = _("“{written}” is not a language code.").format(written=printable(written))
            raise click.BadParameter(f"{sentence} {_('Write one such as en, fr or pt-BR.')}")
        context.meta["questions"] = code
        set_question_language(code, user_languages())


questions_option = option(
    "--questions",
    metavar=N_("CODE"),
    callback=_use_questions,
    expose_value=False,
    help=overview.QUESTIONS,
)
"""Found in the context's `meta` as “questions”, wherever it is given."""


def flag(name: str, explanation: str) -> Callable[[Function], Function]:
    """An option without a value; False if it is not given."""
    return option(name, is_flag=True, help=explanation)


def file_option(
    *names: str, explanation: str, metavar: str = FILE
) -> Callable[[Function], Function]:
    """An option with a path; None if it is not given."""
    return option(*names, type=PATH, metavar=metavar, help=explanation)


force_option = flag("--force", N_("Replace the file if it exists."))
yes_option = flag("--yes", N_("Do not ask for confirmation."))
page_output_option = file_option(
    "-o",
    "--output",
    explanation=N_(
        "Write to this file instead of one in the current folder; - is standard output."
    ),
)
output_option = file_option(
    "-o",
    "--output",
    explanation=N_("Write to this file, which appears only when it is complete."),
)


def format_option(*choices: str, explanation: str) -> Callable[[Function], Function]:
    """`--format`, passed as `form`; the first choice is the default."""
    kind = click.Choice(choices)
    return option(
        "--format", "form", type=kind, default=choices[0], show_default=True, help=explanation
    )


text_or_json = format_option("text", "json", explanation=N_("Lines to read, or JSON for a script."))


def say(sentence: str, **values: object) -> None:
    """Print a sentence of the catalogue on one line; a path in it may contain anything."""
    click.echo(printable(_(sentence).format(**values)))


@contextmanager
def open_output(path: Path | None, *, force: bool, private: bool = False) -> Iterator[BinaryIO]:
    """The file, which appears when it is complete, or standard output; raises OutputError."""
    from netztui.system.atomic_file import atomic_write

    if path is not None:
        with atomic_write(path, replace=force, private=private) as target:
            yield target
    elif sys.stdout.isatty():
        with io.BytesIO() as shown:
            yield shown
            # As text, from which `streams` removes what a terminal would obey.
            sys.stdout.write(shown.getvalue().decode().replace("\r\n", "\n"))
    else:
        yield sys.stdout.buffer


def write_file(
    content: bytes,
    output: Path | None,
    name: str,
    *,
    force: bool,
    private: bool,
    sentence: str = N_("Wrote {file}."),
    **values: object,
) -> None:
    """Write `content` to a file, by default `name` in the current folder, and print where it is.

    `output` may be `-` for standard output. `sentence` is a message id. Raises OutputError.
    """
    file = None if output == Path("-") else output or Path(name)
    with open_output(file, force=force, private=private) as target:
        target.write(content)
    if file is not None:
        say(sentence, file=file.absolute(), **values)


def confirm(question: str) -> None:
    """Continue only if the user agrees."""
    if not sys.stdin.isatty():
        what = N_("Cannot ask for confirmation here (not a terminal).")
        fail(what, N_("Confirm with --yes."))
    reply: str = click.prompt(question, default="", show_default=False)
    if reply.strip().lower() not in YES:
        say(N_("Nothing was changed."))
        sys.exit(0)
