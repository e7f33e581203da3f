"""Copies of the archive, and its examination."""
