"""Options that several commands share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from netztui.cli.exits import standard_output
from netztui.cli.localized import option
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_

Function = TypeVar("Function", bound=Callable[..., Any])

FILE = N_("FILE")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes its output."""

    path: Path | None
    """A file; None is standard output."""
    force: bool
    """Whether an existing file is replaced."""

    def opened(self, *, private: bool = False) -> AbstractContextManager[BinaryIO]:
        """The file, which appears when it is complete, or standard output; raises OutputError."""
        from netztui.system.atomic_file import atomic_write

        if self.path is None:
            return standard_output()
        return atomic_write(self.path, replace=self.force, private=private)


def plain_or_screen(function: Function) -> Function:
    """`--plain` or `--screen`, passed as `plain`; None if neither is given."""
    explanation = N_("Ask line by line (for screen readers, for example), or full-screen.")
    return option("--plain/--screen", default=None, help=explanation)(function)


def format_option(*choices: str, explanation: str) -> Callable[[Function], Function]:
    """`--format`, passed as `form`; the first choice is the default."""
    return option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help=explanation,
    )


def text_or_json(function: Function) -> Function:
    """`--format text|json`, passed as `form`."""
    explanation = N_("Lines to read, or JSON for a script.")
    return format_option("text", "json", explanation=explanation)(function)


def file_option(explanation: str) -> Callable[[Function], Function]:
    """`--output`, passed as a path."""
    kind = click.Path(path_type=Path)
    return option("-o", "--output", type=kind, metavar=FILE, help=explanation)


def force_option(explanation: str) -> Callable[[Function], Function]:
    """`--force`."""
    return option("--force", is_flag=True, help=explanation)


def output_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--output` and `--force`, passed as an `Output`."""

    @file_option(N_("Write to this file, which appears only when it is complete."))
    @force_option(N_("Replace the output file if it exists."))
    @wraps(function)
    def with_output(*arguments: object, output: Path | None, force: bool, **more: object) -> None:
        if force and output is None:
            raise click.UsageError(_("--force needs --output."))
        function(*arguments, output=Output(output, force), **more)

    return with_output
