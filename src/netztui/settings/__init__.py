"""The user's settings: reading and writing them."""
