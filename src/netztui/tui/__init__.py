"""How a person meets it: the program on the screen."""
