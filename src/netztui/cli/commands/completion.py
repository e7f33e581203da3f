"""`netztui completion`: the script by which a shell completes netztui's words."""

from typing import Literal

import click

from netztui.cli import localized
from netztui.cli.exits import init_language
from netztui.i18n.message import N_

VARIABLE = "_NETZTUI_COMPLETE"
AMENDED = {
    "fish": {
        # Explanations have commas in them, and click's script ends them at the first.
        'string split "," $completion': 'string split --max 1 "," $completion',
        # The newest result comes first, not the one with the smallest id.
        "complete --no-files": "complete --keep-order --no-files",
    }
}
"""What is changed in click's scripts."""


@localized.command(
    "completion",
    paragraphs=(
        N_("Print the script by which bash, zsh or fish completes what you type after “netztui”."),
        N_(
            "Commands and options are completed, and so are the ids of questionnaires and results. "
            "Once and for all: for bash, append the script to ~/.bashrc, for zsh to ~/.zshrc "
            "(below “compinit”); for fish, write it to ~/.config/fish/completions/netztui.fish."
        ),
    ),
    example="netztui completion bash >> ~/.bashrc",
)
@localized.argument("shell", metavar="bash|zsh|fish", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(context: click.Context, shell: Literal["bash", "zsh", "fish"]) -> None:
    """Print the script."""
    init_language(context.obj)
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    script = kind(context.find_root().command, {}, "netztui", VARIABLE).source()
    for clicks, ours in AMENDED.get(shell, {}).items():
        script = script.replace(clicks, ours)
    click.echo(script)
