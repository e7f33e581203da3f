"""`netztui`, and `python -m netztui`, which is the same."""

import gc
import os
import sys

from netztui import __version__


def _tell_defect(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    if isinstance(error, KeyboardInterrupt):
        return  # Python ends as Ctrl+C has it
    from netztui.cli.launch import tell_defect

    tell_defect(error)


def main() -> None:
    """Launch at once where nothing else is asked for; otherwise read the command line."""
    sys.excepthook = _tell_defect
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Scripts ask this; the command line's library takes longer than the answer.
        sys.stdout.write(f"netztui {__version__}\n")
        return
    if len(sys.argv) == 1 and "_NETZTUI_COMPLETE" not in os.environ:
        # Nearly always so, and then the command line's library is not worth its time.
        from netztui.cli.launch import launch

        launch(None)
    # What the imports create lasts; looking for garbage in it, now and when Python ends, takes a
    # fifth of the time of --help. The command line switches the collector on again before it
    # runs a command.
    gc.disable()
    from netztui.cli.command_line import netztui

    gc.freeze()
    netztui(prog_name="netztui")


if __name__ == "__main__":
    main()
