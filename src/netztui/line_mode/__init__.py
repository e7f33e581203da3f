"""netztui line by line: for screen readers, braille displays, small terminals, logs and pipes."""
