"""Where a note on a result is written."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from netztui.history.history import NOTE_LENGTH, fits_note
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.text.question import line_hint
from netztui.tui.content import plain
from netztui.tui.screens.dialogs import Dialog
from netztui.tui.textual_internals import LineInput
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel


class NoteScreen(Dialog[None]):
    """Asks for one line, and closes once `keep` has stored it; an empty one is no note."""

    def __init__(self, result: str, note: str | None, keep: Callable[[str], bool]) -> None:
        super().__init__()
        self._result = result
        self._keep = keep
        self._field = LineInput(self._entered)
        self._field.max_length = NOTE_LENGTH
        self._field.value = " ".join((note or "").split())

    def compose(self) -> ComposeResult:
        """The field, and what fits into it."""
        with Vertical():
            yield TranslatedLabel(self._title, classes="title")
            yield self._field
            yield TranslatedLabel(self._fitting, classes="muted", id="number_range")
        yield KeyBar()

    def on_mount(self) -> None:
        """The field has the keys, behind what was written before."""
        self._field.focus()
        # Once the field has its width, so that it shows its end.
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        self._field.scroll_to(self._field.max_scroll_x, animate=False, force=True)

    def store(self) -> bool:
        """Store what stands in the field; False where that was impossible, which is told."""
        text = self._field.value.strip()
        if not fits_note(text):
            self.query_one("#number_range", TranslatedLabel).update(
                plain(line_hint(NOTE_LENGTH), "$text-error")
            )
            return False
        return self._keep(text)

    def _title(self) -> str:
        return _("Note on the result of {date}").format(date=self._result)

    def _fitting(self) -> str:
        return _("Enter saves it. At most {n} characters; leave empty for no note.").format(
            n=number(NOTE_LENGTH)
        )

    def _entered(self) -> None:
        if self.store():
            self.dismiss(None)
