"""Copies of the archive, its state, and what a damaged one still gives."""
