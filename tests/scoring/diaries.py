"""Three people whom the questionnaire must place right, from their diaries of 28 days.

Each diary names every act of the long form by its item id, with a count: on how many of the 28 days
it happened, or how many times. `answer` turns a count into the value of the option that it means
literally.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Unit: TypeAlias = Literal["days", "times"]
Count: TypeAlias = tuple[Unit, int]
Diary: TypeAlias = Mapping[str, Count]

DAYS: Final = 28
"""How many days a diary covers."""

LOWEST: Final[Mapping[Unit, tuple[int, ...]]] = {
    "days": (0, 1, 4, 10, 20),  # on no day, on 1 to 3, 4 to 9, 10 to 19, 20 or more days
    "times": (0, 1, 2, 4, 8),  # not at all, once, 2 to 3, 4 to 7 times, 8 times or more
}
"""The smallest count that each option stands for, from the option with value 1 on."""

EVERYDAY: Final = (
    "read-to-keep-up",
    "looked-for-possible-clients",
    "viewed-unknown-profiles",
    "answered-specialist-question",
    "read-outside-field",
    "spoke-up-publicly",
    "saved-for-later",
    "mentioned-services",
    "searched-information",
    "commented-in-target-industries",
    "followed-profiles",
    "helped-with-tip",
    "compared-different-views",
    "kept-set-times",
    "made-note",
    "looked-for-advertised-jobs",
)
"""The acts that are counted in days, in the order of the file."""

OCCASIONAL: Final = (
    "asked-for-advice",
    "messaged-target-industry",
    "accepted-contact-requests",
    "explained-my-work",
    "read-up-on-topic",
    "published-a-planned-post",
    "went-back-to-saved",
    "offered-in-message",
    "searched-older-discussions",
    "went-through-contacts",
    "looked-into-new-group",
    "shared-with-comment",
    "tried-new-source",
    "prepared-posts-ahead",
    "used-in-job",
    "applied-for-job",
)
"""The acts that are counted in times, in the order of the file."""


def answer(count: Count) -> int:
    """The value (1 to 5) of the option that the count means by the wording of its scale.

    Raises ValueError for a negative count and for more days than the diary has.
    """
    unit, number = count
    if number < 0 or (unit == "days" and number > DAYS):
        raise ValueError(f"{number} {unit} in {DAYS} days")
    return sum(number >= lowest for lowest in LOWEST[unit])


def answers(diary: Diary) -> dict[str, int]:
    """The answers to all acts that the diary means, by item id."""
    return {item: answer(count) for item, count in diary.items()}


def _diary(*, rest_days: int = 0, rest_times: int = 0, **counts: int) -> Diary:
    """A diary of all acts; `counts` by item id with _ for -, everything else as `rest_…` says."""
    known = {item.replace("-", "_") for item in (*EVERYDAY, *OCCASIONAL)}
    if unknown := counts.keys() - known:
        raise ValueError(f"no such acts: {', '.join(sorted(unknown))}")
    days: dict[str, Count] = {
        item: ("days", counts.get(item.replace("-", "_"), rest_days)) for item in EVERYDAY
    }
    times: dict[str, Count] = {
        item: ("times", counts.get(item.replace("-", "_"), rest_times)) for item in OCCASIONAL
    }
    return {**days, **times}


MODEL_HUNTER: Final = _diary(
    # targeted contacts
    looked_for_possible_clients=12,
    commented_in_target_industries=8,
    messaged_target_industry=8,
    went_through_contacts=3,
    # showing expertise
    answered_specialist_question=12,
    helped_with_tip=6,
    explained_my_work=4,
    shared_with_comment=4,
    # presence with a plan
    spoke_up_publicly=14,
    kept_set_times=8,
    published_a_planned_post=8,
    prepared_posts_ahead=4,
    # offering services
    mentioned_services=8,
    looked_for_advertised_jobs=10,
    offered_in_message=4,
    applied_for_job=2,
    # gathering
    read_to_keep_up=20,
    searched_information=6,
    viewed_unknown_profiles=12,
    # the rest once, or on 1 to 3 days
    rest_days=2,
    rest_times=1,
)
"""Clearly more hunting than gathering."""

MODEL_GATHERER: Final = _diary(
    # networks as a source
    read_to_keep_up=26,
    searched_information=15,
    asked_for_advice=5,
    searched_older_discussions=6,
    # many contacts
    viewed_unknown_profiles=18,
    followed_profiles=8,
    accepted_contact_requests=6,
    looked_into_new_group=3,
    # variety
    read_outside_field=14,
    compared_different_views=8,
    read_up_on_topic=4,
    tried_new_source=4,
    # keeping what was found
    saved_for_later=14,
    made_note=8,
    went_back_to_saved=6,
    used_in_job=4,
    # hunting: no searching for clients, no offers
    spoke_up_publicly=2,
    answered_specialist_question=1,
)
"""Clearly more gathering than hunting."""

ONLOOKER: Final = _diary(read_to_keep_up=22)
"""Little of either; never a hunter."""

DIARIES: Final[Mapping[str, Diary]] = {
    "model hunter": MODEL_HUNTER,
    "model gatherer": MODEL_GATHERER,
    "onlooker": ONLOOKER,
}
"""All three, by name."""
