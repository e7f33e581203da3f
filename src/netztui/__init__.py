"""netztui: a self-assessment in the terminal for freelance translators and interpreters."""

__version__ = "0.1.0"
