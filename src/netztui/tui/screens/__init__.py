"""The screens, each with its own styles."""
