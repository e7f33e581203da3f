"""One person answering: which questions are visible, and what was said so far."""
