"""The folders and files of netztui on this computer; looking them up creates nothing.

There are two folders, by the operating system's conventions: one for data (the archive) and one
for configuration (the settings, and the user's own questionnaires). The environment variables
NETZTUI_DATA_DIR and NETZTUI_CONFIG_DIR set others. A leading `~` is the home folder, a relative
path starts at the current folder, and an empty value counts as unset.
"""

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path

DATA_VARIABLE = "NETZTUI_DATA_DIR"
CONFIG_VARIABLE = "NETZTUI_CONFIG_DIR"


def data_folder() -> Path:
    """The folder of the archive, absolute; NETZTUI_DATA_DIR if that is set."""
    return _named_by(DATA_VARIABLE) or standard_data_folder()


def standard_data_folder() -> Path:
    """The operating system's data folder for netztui, which only netztui uses."""
    return user_data_path("netztui", appauthor=False)


def archive_path() -> Path:
    """The file that keeps drafts, answers and results."""
    return data_folder() / "archive.sqlite"


def room_folder() -> Path:
    """The folder of the room that is open, if one is."""
    return data_folder() / "room"


def config_folder() -> Path:
    """The folder of the user's own files, absolute; NETZTUI_CONFIG_DIR if that is set."""
    return _named_by(CONFIG_VARIABLE) or user_config_path("netztui", appauthor=False)


def own_questionnaires_folder() -> Path:
    """The folder of the user's own questionnaires."""
    return config_folder() / "questionnaires"


def settings_path() -> Path:
    """The file of the user's settings."""
    return config_folder() / "settings.toml"


def documents_folder() -> Path:
    """The folder of the user's own documents, which may not exist yet."""
    return user_documents_path()


def _named_by(variable: str) -> Path | None:
    value = os.environ.get(variable)
    if not value:
        return None
    # Unlike Path.expanduser, this leaves the name of an unknown user as it is.
    return Path(os.path.expanduser(value)).absolute()  # noqa: PTH111
