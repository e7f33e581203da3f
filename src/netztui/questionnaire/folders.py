"""Where questionnaire files lie, and which files are some.

Apart from `library`, because whoever only wants names need not wait for the models.
"""

from pathlib import Path

SUFFIX = ".toml"


def shipped_folder() -> Path:
    """The folder of the questionnaires that ship.

    A wheel has them inside the package; a checkout, which an editable install uses too, beside
    `src`.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "questions"
    return inside if inside.is_dir() else package.parents[1] / "questions"


def questionnaire_files(folder: Path) -> list[Path]:
    """The questionnaire files in `folder` by name; none where it is missing. Raises OSError."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [path for path in paths if path.suffix == SUFFIX and not path.name.startswith(".")]
