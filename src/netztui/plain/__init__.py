"""netztui line by line: for screen readers, braille lines, small terminals, logs and pipes."""
