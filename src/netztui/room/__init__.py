"""A room: a workshop's participants, their answers, and what the group sees; knows no network."""
