"""The command line: each family of commands is a module of `commands`."""
