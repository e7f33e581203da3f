"""`netztui`, and `python -m netztui`, which is the same."""

import os
import sys


def main() -> None:
    """Launch at once where nothing else is asked for; otherwise read the command line."""
    if len(sys.argv) == 1 and "_NETZTUI_COMPLETE" not in os.environ:
        # Nearly always so, and then the command line's library is not worth its time.
        from netztui.launching import launch

        launch(None)
    from netztui.cli import netztui

    netztui(prog_name="netztui")


if __name__ == "__main__":
    main()
