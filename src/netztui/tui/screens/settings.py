"""Settings that can be changed in the program, and lists to choose their values from."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol, cast

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.language import LANGUAGES, chosen_question_language, current_language
from netztui.i18n.message import N_
from netztui.system import paths
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.base import Retranslatable
from netztui.tui.themes import THEMES, swatch
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import ListRow, Menu
from netztui.tui.widgets.panel import Panel


class HasSettings(Protocol):
    """What the app has for the settings."""

    keymap: Mapping[str, str]

    def advance(self) -> str:
        """How an answer leads to the next question."""

    def action_advance(self, advance: str) -> None:
        """Change it, and remember it."""

    def choose_language(self, language: str) -> None:
        """Switch to a language, and remember it."""

    def question_languages(self) -> Sequence[str]:
        """The languages in which there are questionnaires."""

    def choose_question_language(self, language: str | None) -> None:
        """Show questionnaires in a language, by default that of the locale; remember it."""

    def choose_theme(self, theme: str) -> None:
        """Change the colours, and remember them."""


ADVANCES = {
    "after-a-moment": N_("after a moment, so that you see your answer"),
    "at-once": N_("immediately"),
    "after-enter": N_("only after Enter"),
}
"""When the next question follows an answer, by the setting's value."""


class Choice(NamedTuple):
    """A setting with the values that it can have."""

    id: str
    name: Callable[[], str]
    values: Callable[[], Sequence[tuple[str, Content]]]
    """Each value with what is shown for it."""
    current: Callable[[], str]
    choose: Callable[[str], None]
    """Applies a value and stores it."""
    preview: Callable[[str], None] | None = None
    """Applies a value while it is highlighted."""

    @property
    def shown(self) -> Content:
        """What is shown for the current value."""
        return dict(self.values()).get(self.current(), plain(self.current()))


def choices(app: App[None]) -> list[Choice]:
    """Everything that can be chosen in the program."""
    settings = cast("HasSettings", app)

    def set_theme(name: str) -> None:
        app.theme = name

    def themes() -> list[tuple[str, Content]]:
        own = [theme.name for theme in THEMES]
        names = own + sorted(name for name in app.available_themes if name not in own)
        widest = max(map(len, names))
        return [
            (name, joined(f"{name:<{widest + 2}}", swatch(app.available_themes[name])))
            for name in names
        ]

    def question_languages() -> list[tuple[str, Content]]:
        codes = dict.fromkeys([*settings.question_languages(), chosen_question_language() or ""])
        named = [(code, plain(LANGUAGES.get(code, code))) for code in codes if code]
        return [("", plain(_("that of the system or the program"))), *named]

    return [
        Choice(
            "language",
            lambda: _("Language"),
            lambda: [(code, plain(name)) for code, name in LANGUAGES.items()],
            current_language,
            settings.choose_language,
        ),
        Choice(
            "questions",
            lambda: _("Language of the questions"),
            question_languages,
            lambda: chosen_question_language() or "",
            lambda code: settings.choose_question_language(code or None),
        ),
        Choice(
            "theme",
            lambda: _("Colours"),
            themes,
            lambda: app.theme,
            settings.choose_theme,
            set_theme,
        ),
        Choice(
            "advance",
            lambda: _("The next question follows"),
            lambda: [(value, plain(_(text))) for value, text in ADVANCES.items()],
            lambda: str(settings.advance()),
            settings.action_advance,
        ),
    ]


class Box(Retranslatable[None], ModalScreen[None]):
    """A panel over the screen below, with a list that has the focus."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", N_("Back"), id="close")]

    def __init__(self, title: Callable[[], str]) -> None:
        super().__init__()
        self._title, self._menu = title, Menu()

    def compose(self) -> ComposeResult:
        """The list in its panel, with the keys at the bottom."""
        with VerticalScroll(can_focus=False):
            yield Panel(self._menu, title=self._title)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list, and give it the keys."""
        self.retranslate()
        self._menu.focus()


class ChoiceScreen(Box):
    """The values of a setting: Enter stores the highlighted one, Esc leaves it as it was."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice.name)
        self._choice, self._before = choice, choice.current()

    def retranslate(self) -> None:
        """Show the values, at first with the current one highlighted."""
        values = self._choice.values()
        at = [value for value, _shown in values].index(self._before)
        rows = [
            (value, joined("● " if value == self._before else "  ", shown))
            for value, shown in values
        ]
        self._menu.fill(rows, at if self._menu.highlighted is None else None)
        super().retranslate()

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self._choice.preview is not None and event.option_id is not None and self.is_active:
            self._choice.preview(event.option_id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None and self.is_active:
            self._choice.choose(event.option_id)
            self.dismiss(None)

    def action_close(self) -> None:
        """Undo the preview."""
        if self._choice.preview is not None:
            self._choice.preview(self._before)
        super().action_close()


class SettingsScreen(Box):
    """The settings with their values, and where everything is kept."""

    def __init__(self, archive: Path | None = None) -> None:
        super().__init__(lambda: _("Settings"))
        self._archive = archive

    def compose(self) -> ComposeResult:
        """The settings, and below them what can be changed only in the file."""
        with VerticalScroll(can_focus=False):
            yield Panel(self._menu, title=self._title)
            yield Panel(TranslatedLabel(self._places), title=lambda: _("On this computer"))
        yield KeyBar()

    def retranslate(self) -> None:
        """Show the settings in the current language."""
        found = choices(self.app)
        widest = max(plain(one.name()).cell_length for one in found)
        self._menu.fill([(one.id, ListRow(_drawn(one, widest))) for one in found])
        super().retranslate()

    def _places(self) -> Content:
        keys = len(cast("HasSettings", self.app).keymap)
        own = ngettext("{n} action has custom keys.", "{n} actions have custom keys.", keys)
        places = [
            (_("Answers and results"), str(self._archive) if self._archive else ""),
            (_("Settings and keys"), str(paths.settings_path())),
        ]
        shown = [lines(plain(name, "$muted"), plain(place)) for name, place in places if place]
        usual = _("All actions have their default keys; ? lists them.")
        hint = _("“netztui settings” opens the file, with every setting explained.")
        return lines(*shown, plain(f"{own if keys else usual} {hint}", "$muted"))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        for choice in choices(self.app):
            if choice.id == event.option_id and self.is_active:
                self.app.push_screen(ChoiceScreen(choice), lambda _none: self.retranslate())


def _drawn(choice: Choice, widest: int) -> Callable[[int], list[Content]]:
    name, shown = plain(choice.name(), "bold"), choice.shown
    row = joined(name.pad_right(widest + 3 - name.cell_length), shown)
    return lambda width: [row] if row.cell_length <= width else [name, joined("  ", shown)]
