"""What netztui is measured against, each with nothing but a first screen.

    python benchmarks/peers.py textual|questionary|inquirer-textual

`textual` is a bare Textual app: one label, which each key changes to the next question.
"""

import sys
from pathlib import Path

READY = "Bare and ready"
"""The first words that each of them paints."""
OPTIONS = ("never", "rarely", "sometimes", "often", "always")


def texts() -> list[str]:
    """The questions that netztui asks, so that both paint the same words."""
    import tomllib  # Only after the first frame.

    file = Path(__file__).parent.parent / "questions" / "hunter-gatherer.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    items = [item for section in content["sections"] for item in section["items"]]
    return [item["text"]["en"] for item in items if "facet" in item]


def textual() -> None:
    """A bare Textual app; q exits."""
    from textual.app import App, ComposeResult
    from textual.events import Key
    from textual.widgets import Label

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Label(READY)

        def on_mount(self) -> None:
            self.set_timer(0.1, self.load)  # Nothing that the first frame would wait for.

        def load(self) -> None:
            self.texts = iter(texts())

        def on_key(self, event: Key) -> None:
            if event.key == "q":
                self.exit()
            else:
                self.query_one(Label).update(next(self.texts, "no more"))

    Bare().run()


def questionary() -> None:
    """The first question of the library that is used most."""
    import questionary

    questionary.select(READY, choices=OPTIONS).ask()


def inquirer_textual() -> None:
    """The same with Textual underneath."""
    from inquirer_textual.prompts import select

    select(READY, list(OPTIONS))


if __name__ == "__main__":
    {"textual": textual, "questionary": questionary, "inquirer-textual": inquirer_textual}[
        sys.argv[1]
    ]()
