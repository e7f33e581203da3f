"""What is wrong where in a TOML file, for any format."""
