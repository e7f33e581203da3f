"""Questionnaires as tables, so that they can be written and translated in a spreadsheet."""
