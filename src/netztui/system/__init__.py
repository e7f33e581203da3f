"""The operating system: folders, files, the terminal, signals, the clock."""
