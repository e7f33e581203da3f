"""`netztui completion`: the completion script of a shell."""

from typing import Literal

import click

from netztui.cli import localized
from netztui.cli.exits import init_language
from netztui.i18n.message import N_

VARIABLE = "_NETZTUI_COMPLETE"
REPLACEMENTS = {
    "fish": {
        # click's script cuts descriptions at their first comma.
        'string split "," $completion': 'string split --max 1 "," $completion',
        # The newest result first, not the one with the smallest id.
        "complete --no-files": "complete --keep-order --no-files",
    }
}
"""Replacements in click's scripts."""


@localized.command(
    "completion",
    paragraphs=(
        N_("Print the script that lets bash, zsh or fish complete what you type after “netztui”."),
        N_(
            "Commands and options are completed, and so are the ids of questionnaires and results. "
            "One-time setup: for bash, append the script to ~/.bashrc, for zsh to ~/.zshrc "
            "(below “compinit”); for fish, write it to ~/.config/fish/completions/netztui.fish."
        ),
    ),
    example="netztui completion bash >> ~/.bashrc",
)
@localized.argument("shell", metavar="bash|zsh|fish", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: Literal["bash", "zsh", "fish"]) -> None:
    """Print the script."""
    init_language(context.obj)
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    script = completer(context.find_root().command, {}, "netztui", VARIABLE).source()
    for old, new in REPLACEMENTS.get(shell, {}).items():
        script = script.replace(old, new)
    click.echo(script)
