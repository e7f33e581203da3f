"""The room's server and its pages; with the extra `room`. Only here is a network used."""
