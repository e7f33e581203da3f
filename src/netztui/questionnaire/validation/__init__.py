"""From a questionnaire file's text to a questionnaire, or to everything that is wrong with it."""
