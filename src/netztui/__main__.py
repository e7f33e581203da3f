"""`netztui`, and the same as `python -m netztui`."""

import atexit
import gc
import os
import sys

from netztui import __version__
from netztui.cli.streams import guard_streams


def _report_crash(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    if isinstance(error, KeyboardInterrupt):
        return  # Python then ends with Ctrl+C's exit status
    from netztui.cli.exits import report_crash

    report_crash(error)


def main() -> None:
    """Start the program at once if there are no arguments; otherwise read the command line."""
    sys.excepthook = _report_crash
    guard_streams()
    try:
        _run()
    finally:
        sys.stdout.flush()  # Python would do this when it ends, too late to catch an error


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Scripts ask for this; importing click takes longer than the answer.
        sys.stdout.write(f"netztui {__version__}\n")
        return
    if os.path.expanduser("~") == "~":  # noqa: PTH111  # Path would raise an error
        from netztui.cli.launch import require_folders

        require_folders()
    # Imports create many lasting objects and no garbage. Looking for garbage among them, during
    # the imports and when Python ends, takes a fifth of the time of --help, and a twelfth of the
    # time to the first frame.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    if len(sys.argv) == 1 and "_NETZTUI_COMPLETE" not in os.environ:
        from netztui.cli.launch import launch  # without importing click

        launch(None)
    if sys.argv[1:] in (["--help"], ["-h"]):
        from netztui.cli.overview import print_overview  # without importing click

        print_overview()
        return
    from netztui.cli.command_line import netztui
    from netztui.cli.exits import exit_on_signals

    exit_on_signals()
    netztui(prog_name="netztui")


if __name__ == "__main__":
    main()
