"""`netztui`, and `python -m netztui`, which is the same."""

import os
import sys


def _tell_defect(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    from netztui.launching import tell_defect

    tell_defect(error)


def main() -> None:
    """Launch at once where nothing else is asked for; otherwise read the command line."""
    sys.excepthook = _tell_defect
    if len(sys.argv) == 1 and "_NETZTUI_COMPLETE" not in os.environ:
        # Nearly always so, and then the command line's library is not worth its time.
        from netztui.launching import launch

        launch(None)
    from netztui.cli import netztui

    netztui(prog_name="netztui")


if __name__ == "__main__":
    main()
