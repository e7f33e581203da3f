"""Write the tables of all settings and all keys into docs/settings.md, from the program.

    python docs/settings.py

A test fails where it has not been run after a change of the program.
"""

from pathlib import Path

from netztui.settings.settings import SETTINGS, Setting
from netztui.tui.keymap import actions

PAGE = Path(__file__).with_name("settings.md")
BEGINS = "<!-- {what}: written by `python docs/settings.py`; please don't edit it by hand. -->"
ENDS = "<!-- End of {what}. -->"


def settings_table() -> str:
    """Every setting, as Markdown."""
    lines = [
        "| setting | environment variable | what it is for | otherwise |",
        "| --- | --- | --- | --- |",
    ]
    for setting in SETTINGS:
        told = [setting.explanation]
        if setting.choices:
            told.append(f"Possible: {', '.join(f'`{choice}`' for choice in setting.choices)}.")
        lines.append(
            f"| `{setting.name} = {setting.example}` | `{setting.variable}` "
            f"| {' '.join(told)} | {_otherwise(setting)} |"
        )
    return "\n".join(lines)


def _otherwise(setting: Setting) -> str:
    """What the program does by itself: words of the file as code, sentences as they are."""
    written = setting.example.strip('"') == setting.otherwise
    return f"`{setting.otherwise}`" if written else setting.otherwise


def keys_table() -> str:
    """Every action that can have other keys, as Markdown."""
    lines = ["| action | keys | what it does |", "| --- | --- | --- |"]
    lines += [
        f"| `{action.id}` | `{','.join(action.keys)}` | {action.description} |"
        for action in actions().values()
    ]
    return "\n".join(lines)


def with_tables(page: str) -> str:
    """The page with the tables of now."""
    for what, table in (("The settings", settings_table()), ("The keys", keys_table())):
        begins, ends = BEGINS.format(what=what), ENDS.format(what=what.lower())
        before, _begins, rest = page.partition(begins)
        _old, _ends, after = rest.partition(ends)
        page = f"{before}{begins}\n\n{table}\n\n{ends}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
