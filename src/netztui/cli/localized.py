"""How a command is declared, so that its help and its complaints speak the person's language.

Commands, options and arguments are click's, with one difference: their sentences are ids of the
catalogue, looked up when they are shown. A command's help is made of paragraphs and an example,
which the manual page shows as well. click's own words are in `click_words`.
"""

import gc
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from netztui.cli.exits import graceful_exit
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_

OPTIONS = N_("[OPTIONS]")
SUBCOMMAND = N_("[COMMAND] [ARGS]...")
"""What usage lines say, for click does not look it up."""

EXAMPLE = N_("Example: {example}")
SHOW_HELP = N_("Show this message and exit.")


class Command(click.Command):
    """A command with translated help, which ends quietly where a person stops it."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # click's own
        paragraphs: Sequence[str] = (),
        example: str = "",
        **attrs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **attrs)
        self.paragraphs = tuple(paragraphs)
        """What it does, as ids of the catalogue; the first one says it in a sentence or two."""
        self.example = example
        """A line to type."""
        # click would show what stands in the function's docstring, for the program's authors.
        self.help = None
        self.options_metavar = OPTIONS

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The paragraphs and the example, in the person's language."""
        told = [_(paragraph) for paragraph in self.paragraphs]
        if self.example:
            told.append(_(EXAMPLE).format(example=self.example))
        for paragraph in told:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What a list of commands says of it, in the person's language, whatever its length."""
        return _(self.short_help) if self.short_help else super().get_short_help_str(limit)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the command's name in the usage line."""
        return [
            _(piece) if piece in {OPTIONS, SUBCOMMAND} else piece
            for piece in super().collect_usage_pieces(ctx)
        ]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """click's --help, explained in the person's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _(SHOW_HELP)
        return option

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # whatever the command returns
        """Run it; Ctrl+C, a signal and a reader that has gone end it without a word."""
        gc.enable()  # off since the start, see `netztui.__main__`
        with graceful_exit():
            return super().invoke(ctx)


class Group(Command, click.Group):
    """A command that has commands."""

    command_class = Command

    def __init__(self, *args: Any, **attrs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **attrs)
        self.subcommand_metavar = SUBCOMMAND


class _Translated:
    """Something with a help and a metavar that are ids of the catalogue."""

    _help: str | None
    _metavar: str | None

    def _spoken_help(self) -> str | None:
        return _(self._help) if self._help else self._help

    def _keep_help(self, sentence: str | None) -> None:
        self._help = sentence

    def _spoken_metavar(self) -> str | None:
        return _(self._metavar) if self._metavar else self._metavar

    def _keep_metavar(self, word: str | None) -> None:
        self._metavar = word

    help = property(_spoken_help, _keep_help)
    metavar = property(_spoken_metavar, _keep_metavar)


class Option(_Translated, click.Option):
    """An option with translated help."""


class Argument(_Translated, click.Argument):
    """An argument with a translated name."""


command = partial(click.command, cls=Command)
group = partial(click.group, cls=Group)
option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)
