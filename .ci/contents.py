"""What a wheel of netztui may contain: its modules, questionnaires, catalogues, and documentation.

    python .ci/contents.py WHEEL

Lists missing and unexpected files; the exit status is 1 if there are any.
"""

import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ALLOWED = re.compile(
    r"netztui/(\w+/)*\w+\.py"
    r"|netztui/py\.typed"
    r"|netztui/questionnaire/(template|spreadsheet/defaults|validation/words)\.toml"
    r"|netztui/tui/screens/(\w+/)?\w+\.tcss"
    r"|netztui/web/templates/(room/)?\w+\.(html\.j2|css|js)"
    r"|netztui/questionnaire/compiled\.json"
    r"|netztui/questions/[a-z-]+\.toml"
    r"|netztui/docs/[a-z-]+\.md"
    r"|netztui/i18n/locale/\w+/LC_MESSAGES/netztui\.mo"
    r"|netztui-[\d.]+\.data/data/share/man/man1/netztui\.1"
    r"|netztui-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)"
)


def wanted() -> set[str]:
    """What the checkout has and the wheel must have."""
    source = ROOT / "src"
    modules = {str(path.relative_to(source)) for path in source.rglob("*.py")}
    questionnaires = {f"netztui/questions/{path.name}" for path in ROOT.glob("questions/*.toml")}
    pages = {f"netztui/docs/{path.name}" for path in ROOT.glob("docs/*.md")}
    catalogues = {str(path.relative_to(source).with_suffix(".mo")) for path in source.rglob("*.po")}
    data = {
        str(path.relative_to(source))
        for kind in ("toml", "tcss", "css", "js", "j2")
        for path in source.rglob(f"*.{kind}")
    }
    compiled = {"netztui/questionnaire/compiled.json"}
    return modules | questionnaires | compiled | pages | catalogues | data


def main() -> int:
    """Compare, and print the differences."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        there = {name for name in wheel.namelist() if not name.endswith("/")}
    missing = sorted(wanted() - there)
    strange = sorted(name for name in there if not ALLOWED.fullmatch(name))
    for name in missing:
        print(f"missing: {name}")
    for name in strange:
        print(f"unexpected: {name}")
    print(f"{len(there)} files in the wheel, {len(missing)} missing, {len(strange)} unexpected")
    return 1 if missing or strange else 0


if __name__ == "__main__":
    sys.exit(main())
