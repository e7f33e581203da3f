"""Finished assessments with their results, in order."""
