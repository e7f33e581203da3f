"""What the answers say: pure functions from answers to a result."""
