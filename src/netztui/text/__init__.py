"""Sentences about questions and results, for every face."""
