"""A group in sentences, and what a participant gives to it, in the current language."""

from collections.abc import Callable, Iterator, Sequence

from netztui.assessment.assessment import Answer, all_questions
from netztui.group.areas import Spread
from netztui.group.before_after import WEEK, BeforeAfter, MeanChange
from netztui.group.calibration import CalibrationFigures, Retest
from netztui.group.file_format import Contribution
from netztui.group.items import DividedItem, OptionBlock
from netztui.group.networks import NetworkSummary
from netztui.group.privacy import Share
from netztui.group.prompts import GroupPrompt
from netztui.group.report import GroupReport
from netztui.group.summary import GroupSummary, StripBlock, Word
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import calendar_day, number, signed
from netztui.i18n.language import question_language
from netztui.questionnaire.model import Option, Questionnaire, TextItem
from netztui.scoring.change import MINIMUM_DAYS
from netztui.text.labels import localized, pole_labels, row_title, scale_label
from netztui.text.question import answer_text


def report_parts(report: GroupReport) -> Iterator[tuple[str, list[str]]]:
    """What the group is shown: the heading of each part, and its lines, if any."""
    summary, change = report.summary, report.change
    strip = map(strip_sentence, summary.strip)
    yield _("Where everyone stands"), [*position_sentences(summary), *strip]
    yield _("In words"), word_sentences(summary)
    areas = [f"{label}: {text}" for label, text in area_sentences(summary)]
    yield _("Areas, 0 to 100"), [*contrast_sentences(summary), *areas]
    yield _("What divides the group most"), [_distribution(one, summary) for one in summary.items]
    yield (
        _("Networks"),
        [
            f"{network_label(one.option, summary.questionnaire)}: {network_words(one, summary)}"
            for one in summary.networks
        ],
    )
    if change is not None:
        yield _("Before and after"), change_sentences(change)
    yield _("Plans"), list(summary.plans)
    yield _("For discussion"), [prompt_sentence(one, summary) for one in summary.prompts]


def _distribution(divided: DividedItem, summary: GroupSummary) -> str:
    item, questionnaire = divided.item, summary.questionnaire
    counts = [
        f"{options_text(block, item, questionnaire)}: {number(block.people)}"
        for block in divided.options
    ]
    return f"{item_text(item, questionnaire)} – {' · '.join(counts)}"


def people_sentence(summary: GroupSummary) -> str:
    """How many people it is about, and the day of the one in the middle."""
    people = ngettext("{n} person", "{n} people", summary.people)
    if summary.day is None:
        return people
    return _("{people}, around {day}").format(people=people, day=calendar_day(summary.day))


def privacy_note(summary: GroupSummary) -> str:
    """What is left out and joined, so that nobody can be recognized."""
    return _(
        "So that nobody can be recognized, there are no figures about fewer than {minimum} people "
        "and no counts below three: neighbouring values are combined, and the rest is left out. "
        "Figures are rounded."
    ).format(minimum=number(summary.minimum))


def position_sentences(summary: GroupSummary) -> list[str]:
    """The position and the intensity of the group; empty without an axis."""
    if summary.position is None or summary.intensity is None:
        return []
    low, high = pole_labels(summary.questionnaire)
    axis = _("Position, from −100 ({low}) to +100 ({high}): {spread}")
    intensity = _("Intensity, from 0 (neither) to 100 (both): {spread}")
    return [
        axis.format(low=low, high=high, spread=spread_text(summary.position)),
        intensity.format(spread=spread_text(summary.intensity)),
    ]


def strip_sentence(block: StripBlock) -> str:
    """How many people are in a part of the axis."""
    people = ngettext("{n} person", "{n} people", block.people)
    sentence = _("{low} to {high}: {people}")
    return sentence.format(low=signed(block.low), high=signed(block.high), people=people)


def word_title(word: Word, questionnaire: Questionnaire) -> str:
    """The title of a placement."""
    placement, sure = word
    return row_title(questionnaire, placement, sure=sure) or placement


def word_sentences(summary: GroupSummary) -> list[str]:
    """How many results have each word."""
    sentences = [
        f"{word_title(word, summary.questionnaire)}: {number(count)}"
        for word, count in summary.words.shown.items()
    ]
    words = summary.words
    if words.most is not None:
        title = word_title(words.most, summary.questionnaire)
        return [f"{title}: {_('all or nearly all')}"]
    if words.others:
        sentences.append(_("Other placements: {n}").format(n=number(words.others)))
    return sentences


def spread_text(spread: Spread) -> str:
    """A spread in words: “about 40, the middle half from 30 to 60”."""
    written = number if spread.band is not None else signed
    median = _("about {median}").format(median=written(spread.median))
    if spread.middle is None:
        return median
    low, high = (written(end) for end in spread.middle)
    return _("{median}, the middle half from {low} to {high}").format(
        median=median, low=low, high=high
    )


def area_sentences(summary: GroupSummary) -> list[tuple[str, str]]:
    """The label of each area and its spread: the scales, then their facets."""
    questionnaire = summary.questionnaire
    scales = [
        (scale_label(questionnaire, name), spread_text(one)) for name, one in summary.scales.items()
    ]
    return scales + [
        (localized(questionnaire.facets[name].label, questionnaire), spread_text(one))
        for name, one in summary.facets.items()
        if name not in summary.scales
    ]


def contrast_sentences(summary: GroupSummary) -> list[str]:
    """In which areas the group is most alike, and in which most divided."""
    named = (
        (_("Most alike: {areas}."), summary.alike),
        (_("Most divided: {areas}."), summary.divided),
    )
    facets = summary.questionnaire.facets
    return [
        sentence.format(
            areas=", ".join(localized(facets[name].label, summary.questionnaire) for name in names)
        )
        for sentence, names in named
        if names
    ]


def item_text(item: str, questionnaire: Questionnaire) -> str:
    """The text of an item."""
    return localized(questionnaire.items[item].text, questionnaire)


def options_text(block: OptionBlock, item: str, questionnaire: Questionnaire) -> str:
    """The options of a block, the first and the last of them: “not at all … once”."""
    options = questionnaire.ratings[item][1].options
    first, last = (_label(options, value, questionnaire) for value in (block.first, block.last))
    return first if first == last else f"{first} … {last}"


def network_words(network: NetworkSummary, summary: GroupSummary) -> str:
    """How many people are on a network, how often, and what for."""
    questionnaire, networks = summary.questionnaire, summary.questionnaire.networks
    if networks is None:
        return ""
    language = question_language(questionnaire.languages)
    asked = all_questions(questionnaire)
    words = [_used(network.used, summary.people)]
    for name, value in (
        (networks.effort, network.effort),
        (networks.low, network.low),
        (networks.high, network.high),
    ):
        if name is not None and value is not None:
            question = asked[f"{name}/{network.option}"]
            answer = answer_text(question, Answer(value), language) or ""
            if name == networks.effort:
                words.append(_("about {amount}").format(amount=answer))
            else:
                words.append(f"{localized(question.item.label, questionnaire) or name} {answer}")
    if network.everybody and network.low is not None:
        words.append(_("based on everyone"))
    return " · ".join(words)


def network_label(option: int | str, questionnaire: Questionnaire) -> str:
    """What a network is called."""
    networks = questionnaire.networks
    question = all_questions(questionnaire).get(f"{networks.low if networks else ''}/{option}")
    found = question.option if question is not None else None
    return localized(found.label if found else None, questionnaire)


def _used(used: Share, people: int) -> str:
    if used.count is None:
        return _("used by nearly everybody") if used.most else _("used by hardly anybody")
    return _("used by {n} of {people}").format(n=number(used.count), people=number(people))


def prompt_sentence(prompt: GroupPrompt, summary: GroupSummary) -> str:
    """The discussion question."""
    questionnaire = summary.questionnaire
    if prompt.kind == "file":
        return localized(prompt.text, questionnaire)
    counts = [number(count) for count in prompt.counts]
    if prompt.kind == "network":
        low, high = pole_labels(questionnaire)
        return _(
            "{network}: {a} of you lean towards “{low}” there, {b} towards “{high}”. What do you "
            "do differently?"
        ).format(
            network=network_label(prompt.subject, questionnaire),
            a=counts[0],
            b=counts[1],
            low=low,
            high=high,
        )
    sentence = {
        "divided": _(
            "“{item}”: some of you hardly ever do this, others often. What makes the difference?"
        ),
        "rare": _("“{item}”: {n} of {people} rarely or never do this. What keeps you from it?"),
        "rarity": _("“{item}”: {n} of {people} often do this. How did it start?"),
    }[prompt.kind]
    item = item_text(str(prompt.subject), questionnaire)
    n = counts[0] if counts else ""
    return sentence.format(item=item, n=n, people=number(summary.people))


def change_sentences(change: BeforeAfter) -> list[str]:
    """What changed in those who took part twice, and how many moved."""
    means = [change_text(name, one) for _id, name, one in mean_changes(change)]
    return [*pair_sentences(change), *means, *moved_sentences(change)]


def pair_sentences(change: BeforeAfter) -> list[str]:
    """How many took part twice, and what time is between the two."""
    pairs = ngettext(
        "{n} person took part both times.", "{n} people took part both times.", change.pairs
    )
    sentences = [pairs]
    if change.weeks is not None:
        weeks = ngettext("about {n} week", "about {n} weeks", change.weeks)
        between = _("Between the two: {weeks}.")
        sentences.append(between.format(weeks=weeks))
        if change.weeks * WEEK < MINIMUM_DAYS:
            sentences.append(_("The two periods overlap, so changes look smaller than they are."))
    return sentences


def mean_changes(change: BeforeAfter) -> Iterator[tuple[str, str, MeanChange]]:
    """What has a mean before and after: the id of its scale, or none; its name; the means."""
    if change.position is not None:
        yield "", _("Position"), change.position
    if change.intensity is not None:
        yield "", _("Intensity"), change.intensity
    for name, one in change.scales.items():
        yield name, scale_label(change.questionnaire, name), one


def change_text(name: str, change: MeanChange) -> str:
    """What changed on average, with its interval."""
    sentence = _(
        "{name}: on average from {before} to {after}, that is {change} (95% interval {low} to "
        "{high})."
    )
    return sentence.format(
        name=name,
        before=figure_text(change.before),
        after=figure_text(change.after),
        change=figure_text(change.change, signed),
        low=figure_text(change.low95, signed),
        high=figure_text(change.high95, signed),
    )


def moved_sentences(change: BeforeAfter) -> list[str]:
    """How many moved by more than the noise in their own answers, and which way."""
    low, high = pole_labels(change.questionnaire)
    wording = {
        "low": _("Moved towards “{pole}” by more than the variation in their own answers: {n}."),
        "within": _("No change beyond the variation in their own answers: {n}."),
        "high": _("Moved towards “{pole}” by more than the variation in their own answers: {n}."),
    }
    poles = {"low": low, "within": "", "high": high}
    moved = change.moved
    if moved.most is not None:
        all_of_them = _("all or nearly all")
        return [wording[moved.most].format(pole=poles[moved.most], n=all_of_them)]
    sentences = [
        wording[direction].format(pole=poles[direction], n=number(count))
        for direction, count in moved.shown.items()
    ]
    if sentences and moved.others:
        sentences.append(_("All others: {n}.").format(n=number(moved.others)))
    return sentences


def calibration_sentences(figures: CalibrationFigures, questionnaire: Questionnaire) -> list[str]:
    """The reliability of the scales and the position."""
    sentences = []
    if figures.small:
        sentences.append(
            _("Fewer than 30 people answered everything; that is too few for a calibration.")
        )
    for name, scale in figures.scales.items():
        alpha = _with_interval(scale.alpha, scale.alpha95)
        omega = coefficient_text(scale.omega)
        text = _("{scale}, {items} items: α {alpha}, ω {omega}.")
        label = scale_label(questionnaire, name)
        sentences.append(text.format(scale=label, items=scale.items, alpha=alpha, omega=omega))
    if figures.deviation is not None and figures.deviation95 is not None:
        low, high = (figure_text(end) for end in figures.deviation95)
        text = _("Standard deviation of the positions: {sd} (95% interval {low} to {high}).")
        sentences.append(text.format(sd=figure_text(figures.deviation), low=low, high=high))
    retest = figures.retest
    if retest is None:
        sentences.append(_("A test–retest reliability needs five people on two occasions."))
        return sentences
    text = _("Test–retest reliability of the position, {n} people: {r}.")
    r = _with_interval(retest.reliability, retest.reliability95)
    return [*sentences, text.format(n=number(retest.pairs), r=r)]


def calibration_line(retest: Retest | None) -> str:
    """The line for the questionnaire's file; empty without a reliability between 0 and 1."""
    if retest is None or not 0 < retest.reliability < 1 or not retest.deviation:
        return ""
    source = _("Authors, year, where to find it")
    return (
        f"calibration = {{ sd = {retest.deviation}, reliability = {retest.reliability}, "
        f'n = {retest.pairs}, source = "{source}" }}'
    )


def item_figures(figures: CalibrationFigures, questionnaire: Questionnaire) -> Iterator[str]:
    """The mean, standard deviation and item–rest correlation of each item, with its id."""
    for name, item in figures.items.items():
        label = f"{item_text(name, questionnaire)} ({name})"
        text = _("{item}: mean {mean}, SD {sd}, item–rest r {r}")
        mean, sd, rest = (
            figure_text(item.mean),
            figure_text(item.deviation),
            coefficient_text(item.rest),
        )
        yield text.format(item=label, mean=mean, sd=sd, r=rest)


def contribution_lines(given: Contribution) -> Iterator[str]:
    """Everything that is written for a group, and what is not."""
    questionnaire = given.questionnaire
    language, asked = question_language(questionnaire.languages), all_questions(questionnaire)
    title = localized(questionnaire.title, questionnaire)
    yield _("The file for the group will contain:")
    yield _("Questionnaire: {title}, version {version}").format(
        title=title, version=questionnaire.version
    )
    yield _("Code: {code}").format(code=given.code)
    yield _("Day: {day}").format(day=calendar_day(given.day))
    for key, value in given.answers.items():
        question = asked[key]
        yield f"{question.text(language)} – {answer_text(question, Answer(value), language)}"
    yield _(
        "It contains no times, no notes, no id and no other result. Anyone who has the file can "
        "read your answers; the group sees only figures about many people."
    )
    if any(isinstance(asked[key].item, TextItem) for key in given.answers):
        yield _("The group also sees your plan, without your code.")


def _label(options: Sequence[Option], value: int, questionnaire: Questionnaire) -> str:
    label = next((option.label for option in options if option.value == value), None)
    return localized(label, questionnaire)


def figure_text(value: float, written: Callable[[float, int], str] = number) -> str:
    """A figure that was rounded to a step, with as many decimals as that has."""
    return written(value, next((places for places in range(3) if round(value, places) == value), 3))


def coefficient_text(value: float | None) -> str:
    """A correlation or the like; a dash if it can't be computed."""
    return "–" if value is None else number(value, 2)


def _with_interval(value: float | None, ends: tuple[float, float] | None) -> str:
    if value is None or ends is None:
        return "–"
    text = _("{value} (95% interval {low} to {high})")
    low, high = (number(end, 2) for end in ends)
    return text.format(value=number(value, 2), low=low, high=high)
