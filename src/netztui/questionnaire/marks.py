"""What has a meaning of its own in the texts and placements of a questionnaire."""

OPTION_MARK = "{option}"
"""In a `for_each` section, the label of the current option."""
EARLIER_MARK = "{earlier}"
"""In an item that follows another, the answer from last time."""
LEANING = "leaning-"
"""In a placement, precedes the scale id of the pole that is not ruled out."""
