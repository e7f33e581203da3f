"""Where netztui keeps things on this computer; asking creates nothing.

Two folders, as the operating system means them: one for data (the archive) and one for
configuration (the settings, and questionnaires that the user writes or edits by hand). Two
environment variables name others: NETZTUI_DATA_DIR and NETZTUI_CONFIG_DIR. A leading `~` is the
home folder, a relative path starts at the current folder, and an empty value counts as unset.

platformdirs is imported only when it is asked, because starting up is not worth its time where
the environment names the folders already.
"""

import os
from pathlib import Path

DATA_VARIABLE = "NETZTUI_DATA_DIR"
CONFIG_VARIABLE = "NETZTUI_CONFIG_DIR"


def data_folder() -> Path:
    """The folder of the archive, absolute; NETZTUI_DATA_DIR if that is set."""
    return _named_by(DATA_VARIABLE) or standard_data_folder()


def standard_data_folder() -> Path:
    """The data folder that the operating system means for netztui, whatever the environment says.

    No one but netztui has business there, which can't be said of a folder that a user named.
    """
    from platformdirs import user_data_path

    return user_data_path("netztui", appauthor=False)


def archive_path() -> Path:
    """The file that keeps drafts, answers and results."""
    return data_folder() / "archive.sqlite"


def config_folder() -> Path:
    """The folder of what the user writes, absolute; NETZTUI_CONFIG_DIR if that is set."""
    named = _named_by(CONFIG_VARIABLE)
    if named is not None:
        return named
    from platformdirs import user_config_path

    return user_config_path("netztui", appauthor=False)


def own_questionnaires_folder() -> Path:
    """The folder where users put questionnaires of their own."""
    return config_folder() / "questionnaires"


def settings_path() -> Path:
    """The file of the user's settings."""
    return config_folder() / "settings.toml"


def _named_by(variable: str) -> Path | None:
    value = os.environ.get(variable)
    if not value:
        return None
    # Unlike Path.expanduser, this leaves the name of an unknown user as it is.
    return Path(os.path.expanduser(value)).absolute()  # noqa: PTH111
