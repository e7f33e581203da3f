"""click's commands, options and arguments, with help in the interface's language.

Their sentences are message ids, looked up each time they are read. A command's help consists of
paragraphs and an example, which the manual page shows as well.
"""

import gettext
import os
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from netztui.i18n.catalogue import LOCALE_FOLDER, _
from netztui.i18n.language import current_language
from netztui.i18n.message import N_


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
        """What the command does, as message ids; the first one sums it up."""
        self.example = example
        """A command line."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The paragraphs and the example, instead of the function's docstring."""
        texts = [_(paragraph) for paragraph in self.paragraphs]
        if self.example:
            texts.append(_("Example: {example}").format(example=self.example))
        for text in texts:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The command's line in the list of commands, never shortened."""
        return self.short_help or ""

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


command = partial(click.command, cls=Command)
group = partial(click.group, cls=Group)
option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)
