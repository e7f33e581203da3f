"""Whether a condition of a questionnaire is true of some answers."""

import math
from collections.abc import Callable
from typing import TypeAlias

from netztui.questionnaire.basics import Condition

Value: TypeAlias = int | str | tuple[str, ...]
"""A rating's or number's int, a choice's or text's str, the choices' tuple (maybe empty)."""


def is_met(condition: Condition | None, value_of: Callable[[str], Value | None]) -> bool:
    """Whether the condition is true; None always is.

    `value_of` returns the answer to an item, None if it has none or is hidden.
    """
    if condition is None:
        return True
    if condition.all is not None:
        return all(is_met(part, value_of) for part in condition.all)
    if condition.any is not None:
        return any(is_met(part, value_of) for part in condition.any)
    if condition.not_ is not None:
        return not is_met(condition.not_, value_of)
    value = value_of(str(condition.item))
    number = value if isinstance(value, int) else math.nan
    chosen = value if isinstance(value, tuple) else ()
    return (
        # Choosing none of the options counts as unanswered, as skipping does.
        condition.answered in {None, value not in {None, ()}}
        and condition.is_ in {None, value}
        and (condition.at_least is None or number >= condition.at_least)
        and (condition.at_most is None or number <= condition.at_most)
        and (condition.includes is None or condition.includes in chosen)
    )


def of_option(
    value_of: Callable[[str], Value | None], option: int | str
) -> Callable[[str], Value | None]:
    """As `value_of`, but for items that are asked for each option, the answer about `option`."""

    def value_of_option(item: str) -> Value | None:
        own = value_of(f"{item}/{option}")
        return value_of(item) if own is None else own

    return value_of_option
