"""The answers to a questionnaire, and the session that collects them."""
