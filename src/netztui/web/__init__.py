"""Pages for a browser: a result, a comparison, a blank questionnaire."""
