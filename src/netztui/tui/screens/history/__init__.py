"""The history: its screen, with its plots, its preview, and its sentences."""
