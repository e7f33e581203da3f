"""Pure functions from answers to a result."""
