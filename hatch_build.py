"""Compiles catalogues and questionnaires when netztui is built or installed; adds the docs.

The sources (`src/netztui/i18n/locale/*/LC_MESSAGES/netztui.po`) are what people edit and what is
under version control. The compiled `.mo` files are written next to them, ignored by git, and
shipped in the wheel instead of the sources. The same goes for what the program reads of the
included questionnaires (`src/netztui/questionnaire/compiled.py`), whose files are shipped too, for
people. The pages of `docs` are shipped for `netztui docs`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Compile each catalogue below `root` that is newer than its `.mo` file, or has none."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("src/netztui/i18n/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po, _replacing(target) as mo:
            write_mo(mo, read_po(po))


def compile_questionnaires(root: Path) -> None:
    """Compile the questionnaires below `root` if one of them, or what reads them, has changed."""
    package = root / "src/netztui/questionnaire"
    target = package / "compiled.json"
    files = sorted(root.glob("questions/*.toml"))
    newest = max(path.stat().st_mtime for path in (*files, *package.rglob("*.py")))
    if not target.exists() or target.stat().st_mtime < newest:
        sys.path.insert(0, str(root / "src"))
        from netztui.questionnaire.compiled import compile_files

        with _replacing(target) as compiled:
            compiled.write(compile_files(files).encode())


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file that replaces `target` as a whole: several builds or tests may compile at once."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        yield file
    Path(file.name).chmod(0o644)
    os.replace(file.name, target)  # noqa: PTH105  # the one call that replaces on every system


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only for type checkers
    """Runs before a wheel is built and before an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring what is compiled up to date; put the documentation into a wheel."""
        compile_catalogues(Path(self.root))
        compile_questionnaires(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            for page in Path(self.root, "docs").glob("*.md"):
                build_data["force_include"][str(page)] = f"netztui/docs/{page.name}"
