"""The yardstick for all speed here: a Textual app with one label that each key changes."""

import sys
import tomllib
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Label


def texts() -> list[str]:
    """The questions that netztui asks, so that both paint the same words."""
    file = Path(__file__).parent.parent / "questions" / "hunter-gatherer.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        item["text"]["en"]
        for section in content["sections"]
        for item in section["items"]
        if "facet" in item
    ]


class Bare(App[None]):
    """One label."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = iter(texts)

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("bare and ready")

    def on_key(self, event: Key) -> None:
        """Show the next text, or exit on q."""
        if event.key == "q":
            self.exit()
        else:
            self.query_one(Label).update(next(self._texts, "no more"))


if __name__ == "__main__":
    Bare(texts() if "--texts" in sys.argv else []).run()
