"""A group on the screen: nothing of it is stored."""

from netztui.group.report import GroupReport
from netztui.i18n.message import LazyText
from netztui.settings.settings import Settings
from netztui.tui.base_app import BaseApp
from netztui.tui.own_keys import with_valid_keys
from netztui.tui.screens.group import GroupScreen


class GroupApp(BaseApp):
    """One group to look at."""

    def __init__(
        self,
        report: GroupReport,
        settings: Settings,
        notices: tuple[LazyText, ...] = (),
        *,
        calibration: bool = False,
    ) -> None:
        """Show `notices` for a few seconds; with `calibration`, its figures are unfolded."""
        super().__init__(settings, notices, with_valid_keys)
        self._group = GroupScreen(report, calibration=calibration)

    def on_mount(self) -> None:
        """Show the group."""
        self.push_screen(self._group)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A group has no history, and no questions to answer."""
        missing = action == "history" or (action, *parameters) == ("choose", "advance")
        return not missing and super().check_action(action, parameters)
