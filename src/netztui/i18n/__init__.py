"""The interface's languages: sentences, dates and numbers."""
