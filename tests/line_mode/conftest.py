"""The screen beside the plain mode is waited for as in its own tests."""

from tui.conftest import _look_often

__all__ = ["_look_often"]
