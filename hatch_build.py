"""Compiles the message catalogues when netztui is built or installed, and adds the documentation.

The sources (`src/netztui/i18n/locale/*/LC_MESSAGES/netztui.po`) are what people edit and what is
under version control. The compiled `.mo` files are written next to them, ignored by git, and
shipped in the wheel instead of the sources. The pages of `docs` are shipped for `netztui docs`.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Compile each catalogue below `root` that is newer than its `.mo` file, or has none."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("src/netztui/i18n/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with (
            source.open("rb") as po,
            tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as mo,
        ):
            write_mo(mo, read_po(po))
        # Several builds or test workers may compile at once; each replaces the file as a whole.
        Path(mo.name).chmod(0o644)
        os.replace(mo.name, target)  # noqa: PTH105  # the one call that replaces on every system


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only for type checkers
    """Runs before a wheel is built and before an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the compiled catalogues up to date; put the documentation into a wheel."""
        compile_catalogues(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            for page in Path(self.root, "docs").glob("*.md"):
                build_data["force_include"][str(page)] = f"netztui/docs/{page.name}"
