"""`python -m netztui` is the same as `netztui`."""

from netztui.cli import main

if __name__ == "__main__":
    main()
