"""Compiles the message catalogues into the wheel.

The sources (`i18n/locale/*/LC_MESSAGES/netztui.po`) are what people edit and what is under version
control; a wheel carries the compiled `.mo` files instead. An editable install carries neither:
there `netztui.i18n.catalogue` reads the sources themselves, so that an edit shows at once.
"""

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only for type checkers
    """Turns each `.po` into a `.mo` at the same place inside the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless this is an editable install."""
        if version == "editable":
            return
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        source = Path(self.root, "src")
        target = Path(tempfile.mkdtemp(prefix="netztui-catalogues-"))
        for po in sorted(source.glob("netztui/i18n/locale/*/LC_MESSAGES/*.po")):
            inside = po.relative_to(source).with_suffix(".mo")
            compiled = target / inside
            compiled.parent.mkdir(parents=True)
            with po.open("rb") as readable, compiled.open("wb") as writable:
                write_mo(writable, read_po(readable))
            build_data["force_include"][str(compiled)] = str(inside)
