"""What can be asked: questionnaires as models, and how their files are read."""
