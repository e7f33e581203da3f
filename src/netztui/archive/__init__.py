"""Where answers are kept: one SQLite file on this computer."""
