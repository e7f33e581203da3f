"""Respondents: people who answered elsewhere, a row for each in a table, scored all at once."""
