"""Tables with NumPy: the scores of thousands of respondents at once. Nothing else imports NumPy."""
