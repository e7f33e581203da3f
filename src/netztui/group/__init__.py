"""Many people: what can be said of a group without saying it of anybody in it."""
