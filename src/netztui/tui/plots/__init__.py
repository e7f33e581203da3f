"""Plots of several results, drawn with characters."""
