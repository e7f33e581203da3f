"""Each rule of the format: a breach is reported once, at its place, in plain words."""

import re
from dataclasses import dataclass

import pytest
from samples import PLANNED, SMALL

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.questionnaire.validation.reader import read


@dataclass(frozen=True)
class Slip:
    """One mistake in an otherwise valid file, and the diagnostic that is expected."""

    name: str
    old: str
    new: str
    at: str
    """The text above the caret, or its beginning."""
    says: str
    hint: str = ""
    line: str | None = None
    """Part of the line, if `at` alone is ambiguous."""


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        read(text.encode(), "small.toml")
    return caught.value.diagnostics


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


ADVICE = 'when = { contacts = "high", expertise = "low" }'
GRID = 'show_if = { item = "networks-used", answered = true }'
LANGUAGES = str(["de", "en", *(f"a{letter}" for letter in "abcdefghijklmnopqrs")])
NEVER = '{ value = 1, label = { de = "nie", en = "never" } }'
NUMBER = 'id = "days-used"\n'
PLAN = 'id = "next-step"\n'
RARELY = "value = 2"
SCREENER = '[[sections.items]]\n  id = "networks-used"'
XING_AND_MORE = SMALL[SMALL.index('{ value = "linkedin"') : SMALL.index("  ]\n  ends_if_empty")]
XING = 'value = "xing"'

SLIPS = [
    # The file as a whole.
    Slip("format 2", "format = 1", "format = 2", "2", "this netztui reads format 1", "format = 1"),
    Slip("format true", "format = 1", "format = true", "true", "this netztui reads format 1", "format = 1"),
    Slip("format a word", "format = 1", 'format = "1"', '"1"', "this netztui reads format 1", "format = 1"),
    Slip("no format", "format = 1\n", "", "#", "“format” is missing"),
    Slip("id with capitals", 'id = "small"', 'id = "Größe 1"', '"Größe 1"', "is not a valid id", "“groesse-1”"),
    Slip("no version", 'version = "1.0.0"\n', "", "#", "“version” is missing"),
    Slip("blank version", '"1.0.0"', '"  "', '"  "', "“version” is empty"),
    Slip("version is a number", '"1.0.0"', "1.0", "1.0", "must be in quotation marks"),
    Slip("control in version", '"1.0.0"', '"1\\u0007"', '"1\\u0007"', "U+0007"),
    Slip("version with a line break", '"1.0.0"', '"1\\n0"', '"1\\n0"', "U+000A"),
    Slip("axis as a list", "[axis]", "[[axis]]", "axis", "“axis” must be a table", "Write [axis], in single brackets"),
    Slip("facet as a list", "[facets.source]", "[[facets.source]]", "source", "“source” must be a table", "Write [facets.source], in"),
    # Languages and texts.
    Slip("language twice", '["de", "en"]', '["de", "en", "de"]', '"de"', "given twice"),
    Slip("language nobody speaks", '["de", "en"]', '["de", "en", "fr"]', '"fr"', "No text has"),
    Slip("language not declared anywhere", '["de", "en"]', '["de"]', "en", "“en” is not among", "Add it to “languages”"),
    Slip("language code", '["de", "en"]', '["de", "en", "E N"]', '"E N"', "not a language code", "pt-BR"),
    Slip("languages empty", '["de", "en"]', "[]", "[]", "“languages” is empty"),
    Slip("too many languages", '["de", "en"]', LANGUAGES, "[", "more than 20 entries"),
    Slip("wording missing", ', en = "Your plan"', "", "title", "language “en” is missing", line="Vorhaben"),
    Slip("wording misnamed", 'en = "Your plan"', 'eng = "Your plan"', "eng", "“eng” is not among", "“en”"),
    Slip("wording too many", 'en = "Your plan"', 'en = "Your plan", fr = "x"', "fr", "“fr” is not among", "Add it"),
    Slip("wording no code", 'en = "Your plan"', 'en = "Your plan", E = "x"', "E", "not a language code"),
    Slip("wording blank", '"Your plan"', '" \\n "', '" \\n "', "“en” is empty"),
    Slip("wording empty", '"Your plan"', '""', '""', "“en” is empty"),
    Slip("wording a number", '"Your plan"', "5", "5", "quotation marks"),
    Slip("wording too long", '"Your plan"', f'"{"x" * 2001}"', '"xxx', "has 2001 characters; the maximum is 2000"),
    Slip("bare string", 'unit = { de = "Tage", en = "days" }', 'unit = "days"', '"days"', "wording in each language", 'unit = { de = "…"'),
    Slip("escape", '"Your plan"', '"\\u001b[31m"', '"\\u001b', "U+001B"),
    Slip("override", '"Your plan"', '"\u202eplan"', '"\u202eplan"', "U+202E RIGHT-TO-LEFT OVERRIDE"),
    Slip("tab", '"Your plan"', '"Your\tplan"', '"Your\tplan"', "U+0009"),
    Slip("option outside a grid", "One line is enough.", "{option}?", '"{option}?"', "{option} has no meaning here", "with for_each"),
    Slip("option in a title", '"Each network by itself"', '"{option}"', '"{option}"', "{option} has no meaning here", "with for_each"),
    # Keys.
    Slip("earlier of nothing", "One line is enough.", "{earlier}?", '"{earlier}?"', "{earlier} has no meaning here", "follows = …"),
    Slip("option misspelt", "On {option} I found", "On {optionen} I found", '"On {optionen}', "{optionen} has no meaning here", "“{option}”"),
    Slip("braces in a text", '"Your plan"', '"Your {plan}"', '"Your {plan}"', "{plan} has no meaning here", "Remove the braces"),
    Slip("braces in a grid", "On {option} I found", "On {x} I found", '"On {x}', "{x} has no meaning here", "Possible here: {option}."),
    Slip("unknown key on top", "[axis]", "[axes]", "axes", "Unknown key “axes”", "“axis”"),
    Slip("unknown key of an item", "recall = true", "recal = true", "recal", "Unknown key “recal”", "“recall”"),
    Slip("unknown key of an option", XING, 'value = "xing", vlaue = 1', "vlaue", "Unknown key", "“value”"),
    Slip("unknown key named like a mark", "recall = true", 'recall = true\n"[key]" = 1', '"[key]"', "Unknown key “[key]”"),
    Slip("unknown key of a facet", 'label = { de = "Quelle"', 'lable = 1\nlabel = { de = "Quelle"', "lable", "Unknown key", "“label”"),
    Slip("unknown key of a scale", 'facets = ["source", "diversity"]', 'facets = ["source", "diversity"]\nmean = 1', "mean", "Unknown key", "label, facets"),
    Slip("unknown key of a condition", GRID, 'show_if = { item = "networks-used", anwsered = true, answered = true }', "anwsered", "Unknown key", "“answered”"),
    Slip("key of another kind", "recall = true", "recall = true\nminimum = 3", "minimum", "not belong to an item of the kind text", "number"),
    Slip("options without a kind", '  kind = "choices"\n', "", "sections.items", "not belong to an item of the kind rating", 'kind = "choices"'),
    Slip("unknown kind", 'kind = "number"', 'kind = "numbr"', '"numbr"', "“kind” cannot be “numbr”", "“number”"),
    Slip("kind no string", 'kind = "number"', "kind = 3", "3", "“kind” cannot be “3”", "rating"),
    Slip("unknown order", 'response_scale = "frequency"\n\n  [[sections.items]]\n  id = "searched', 'order = "random"\nresponse_scale = "frequency"\n\n  [[sections.items]]\n  id = "searched', '"random"', "“order” cannot be", "written, shuffled"),
    Slip("no title", 'title = { de = "Ihr Vorhaben", en = "Your plan" }\n', "", "sections", "“title” is missing", 'title = { de = "…"', line="[[sections]]"),
    Slip("single brackets", '[[advice]]\nid = "show', '[advice]\nid = "show', "[", "“advice” is a list", "with [[advice]]."),
    Slip("single brackets later", '[[placements]]\nwhen = "both"', '[placements]\nwhen = "both"', "[", "“placements” is a list", "with [[placements]]."),
    Slip("single brackets inside", '[[sections.items]]\n  id = "looked', '[sections.items]\n  id = "looked', "[", "“sections.items” is a list", "with [[sections.items]]."),
    Slip("table twice", "[axis]", "[axis]\n[axis]", "[", "occurs twice"),
    Slip("umlaut in a table's name", "[facets.contacts]", "[facets.größe]", "ö", "The name “größe” has a character", "“groesse”"),
    Slip("bare word for true", "recall = true", "recall = ja", "j", "“ja” is not a value.", "Write true, or"),
    Slip("key misspelt that must be there", 'when = "both"', 'wehn = "both"', "wehn", "Unknown key “wehn”", "“when”"),
    # Ids.
    Slip("section twice", 'id = "plan"', 'id = "networks"', '"networks"', "“networks” is given twice"),
    Slip("item twice", PLAN, 'id = "days-used"\n', '"days-used"', "“days-used” is given twice"),
    Slip("item with a space", PLAN, 'id = "next step"\n', '"next step"', "is not a valid id", "“next-step”"),
    Slip("item id with a line break", PLAN, 'id = "plan\\n"\n', '"plan\\n"', "is not a valid id", "“plan”"),
    Slip("item id too long", PLAN, f'id = "{"a" * 65}"\n', '"aaa', "65 characters; the maximum is 64"),
    # Facets.
    Slip("no such facet", 'facet = "source"', 'facet = "sourc"', '"sourc"', "Unknown facet “sourc”", "“source”"),
    Slip("facet without items", "[facets.source]", '[facets.idle]\nlabel = { de = "x", en = "x" }\n[scales.idle]\nlabel = { de = "x", en = "x" }\nfacets = ["idle"]\n[facets.source]', "facets.idle", "No item has the facet"),
    Slip("facet without scale", 'facets = ["source", "diversity"]', 'facets = ["source"]', "facets.diversity", "No scale has the facet"),
    Slip("reversed without facet", 'id = "got-information"\n', 'id = "got-information"\nreverse = true\n', "reverse", "Only an item with a facet"),
    Slip("facet in a grid", 'id = "got-information"\n', 'id = "got-information"\nfacet = "source"\n', "facet", "asked once for each option", line='"source"'),
    Slip("facet of a scale", '["source", "diversity"]', '["source", "diversity", "diversty"]', '"diversty"', "Unknown facet “diversty”", "“diversity”"),
    Slip("facet of a scale, its only mention", '["source", "diversity"]', '["source", "diversty"]', '"diversty"', "Unknown facet “diversty”", "“diversity”"),
    Slip("facet twice in a scale", '["source", "diversity"]', '["source", "diversity", "source"]', '"source"', "given twice"),
    Slip("facet at both ends", '["source", "diversity"]', '["source", "diversity", "expertise"]', '"expertise"', "both ends"),
    # Response scales and options.
    Slip("no such response scale", 'response_scale = "frequency"', 'response_scale = "frequenzy"', '"frequenzy"', "Unknown response scale “frequenzy”", "“frequency”"),
    Slip("rating without", 'id = "days-used"', 'id = "x"\ntext = { de = "x", en = "x" }\n[[sections]]\nid = "y"\ntitle = { de = "x", en = "x" }\n[[sections.items]]\nid = "z"\ntext = { de = "x", en = "x" }\n[[sections]]\nid="w"\ntitle = { de = "x", en = "x" }\nfor_each = "networks-used"\nresponse_scale = "frequency"\n[[sections.items]]\nid = "days-used"', "sections", "has no response scale", "frequency"),
    Slip("unused response scale", "[facets.contacts]", "[response_scales.idle]\noptions = [" + NEVER + ", " + NEVER.replace("1", "2") + "]\n[facets.contacts]", "response_scales.idle", "No rating uses"),
    Slip("value not rising", RARELY, "value = 1", "1", "1 is not greater than 1", line="selten"),
    Slip("value falling", RARELY, "value = 0", "0", "0 is not greater than 1", "rising order"),
    Slip("value a word", RARELY, 'value = "b"', '"b"', "must be whole numbers here", "without quotation marks"),
    Slip("value true", RARELY, "value = true", "true", "whole number or a word"),
    Slip("value a fraction", RARELY, "value = 1.5", "1.5", "whole number or a word"),
    Slip("value a date", RARELY, "value = 2024-01-01", "2024", "whole number or a word"),
    Slip("value too large", "value = 5", "value = 5000000000", "5000000000", "at most 1000000000"),
    Slip("value too small", "value = 1,", "value = -5000000000,", "-5000000000", "at least -1000000000"),
    Slip("one option", XING_AND_MORE, "", "[", "at least 2 entries"),
    Slip("option a string", '{ value = 2, label = { de = "selten", en = "rarely" } }', '"rarely"', '"rarely"', "must be a table", "{ value = …, label"),
    Slip("options a string", SCREENER, f'[[sections.items]]\n  id = "more"\n  kind = "choice"\n  text = {{ de = "x", en = "x" }}\n  options = "a, b"\n\n  {SCREENER}', '"a, b"', "must be a list"),
    Slip("choices by number", XING, "value = 1", "1", "must be words here", "quotation marks"),
    Slip("choices alike", XING, 'value = "mastodon"', '"mastodon"', "“mastodon” is given twice"),
    Slip("choices blank", XING, 'value = " "', '" "', "“value” is empty"),
    Slip("choices too long", XING, f'value = "{"x" * 65}"', '"xxx', "65 characters; the maximum is 64"),
    Slip("choices unprintable", XING, 'value = "x\\u0000"', '"x\\u0000"', "U+0000 "[:-1]),
    Slip("choice of both types", SCREENER, f'[[sections.items]]\n  id = "more"\n  kind = "choice"\n  text = {{ de = "x", en = "x" }}\n  options = [{NEVER}, {{ value = "x", label = {{ de = "x", en = "x" }} }}]\n\n  {SCREENER}', '"x"', "must be whole numbers here"),
    # Opposites.
    Slip("no such opposite", 'opposite = "looked-for-answers"', 'opposite = "looked-for-anwsers"', '"looked', "Unknown item", "“looked-for-answers”"),
    Slip("opposite of another facet", 'opposite = "looked-for-answers"', 'opposite = "answered-questions"', '"answered', "not a rating of the same facet"),
    Slip("opposite keyed alike", 'reverse = true\n  opposite = "looked-for-answers"', 'opposite = "looked-for-answers"', '"looked', "not a rating of the same facet that is keyed the other way"),
    Slip("opposite of itself", 'opposite = "looked-for-answers"', 'opposite = "left-empty-handed"', '"left', "not a rating of the same facet that is keyed the other way"),
    Slip("reversed by a word", 'reverse = true\n  opposite = "looked-for-answers"', 'reverse = "ja"\n  opposite = "looked-for-answers"', '"ja"', "true or false"),
    # Sections for each option.
    Slip("for each of nothing", 'for_each = "networks-used"', 'for_each = "networks-use"', '"networks-use"', "No item of the kind choices", "“networks-used”"),
    Slip("for each rating", 'for_each = "networks-used"', 'for_each = "followed-news"', '"followed-news"', "No item of the kind choices is called “followed-news”"),
    Slip("for each later", '[[sections]]\nid = "networks"\n', '[[sections]]\nid = "early"\ntitle = { de = "x", en = "x" }\nfor_each = "networks-used"\n[[sections.items]]\nid = "word"\nkind = "text"\ntext = { de = "x", en = "x" }\n[[sections]]\nid = "networks"\n', '"networks-used"', "not asked before"),
    # Conditions.
    Slip("condition on nothing", 'item = "networks-used"', 'item = "network-used"', '"network-used"', "Unknown item", "“networks-used”"),
    Slip("condition on itself", PLAN, PLAN + 'show_if = { item = "next-step", answered = true }\n', '"next-step"', "not asked before this", "Refer to an earlier item"),
    Slip("condition on a later item", SCREENER, f'{SCREENER}\n  show_if = {{ item = "followed-news", is = 3 }}', '"followed-news"', "not asked before", "Refer to an earlier item"),
    Slip("section on its own item", 'id = "plan"\n', 'id = "plan"\nshow_if = { item = "next-step", answered = true }\n', '"next-step"', "not asked before"),
    Slip("condition on a grid", PLAN, PLAN + 'show_if = { item = "days-used", at_least = 3 }\n', '"days-used"', "no single answer"),
    Slip("condition without a test", GRID, 'show_if = { item = "networks-used" }', "{ item", "no test", "includes"),
    Slip("condition without anything", GRID, "show_if = {}", "{}", "either an item with tests"),
    Slip("condition with two forms", GRID, 'show_if = { item = "networks-used", answered = true, not = { item = "networks-used", answered = true } }', "{ item", "either an item with tests", "all = […]"),
    Slip("test without an item", GRID, 'show_if = { answered = true, all = [{ item = "networks-used", answered = true }] }', "{ answered", "either an item with tests"),
    Slip("includes of a rating", PLAN, PLAN + 'show_if = { item = "followed-news", includes = "xing" }\n', "includes", "cannot test an item of the kind rating", "at_least"),
    Slip("is of choices", GRID, 'show_if = { item = "networks-used", is = "xing" }', "is", "cannot test", "includes"),
    Slip("at_least of choices", GRID, 'show_if = { any = [{ item = "networks-used", at_least = 2 }] }', "at_least", "cannot test"),
    Slip("is of a text", 'id = "plan"', 'id = "a"\ntitle = { de = "x", en = "x" }\n[[sections.items]]\nid = "b"\nkind = "text"\ntext = { de = "x", en = "x" }\n[[sections]]\nshow_if = { item = "b", is = "x" }\nid = "plan"', "is", "cannot test"),
    Slip("no such choice", GRID, 'show_if = { not = { item = "networks-used", includes = "xyng" } }', '"xyng"', "“xyng” is not an answer to", "“xing”"),
    Slip("no such answer", PLAN, PLAN + 'show_if = { item = "followed-news", is = 6 }\n', "6", "“6” is not an answer", "1, 2, 3, 4, 5"),
    Slip("answer as a word", PLAN, PLAN + 'show_if = { item = "followed-news", is = "3" }\n', '"3"', "“3” is not an answer"),
    Slip("no such number", 'id = "got-information"\n', 'id = "got-information"\nshow_if = { item = "days-used", is = 29 }\n', "29", "“29” is not an answer to “days-used”", "from 0 to 28"),
    Slip("number as a word", 'id = "got-information"\n', 'id = "got-information"\nshow_if = { item = "days-used", is = "2" }\n', '"2"', "“2” is not an answer", "whole number"),
    Slip("test true", PLAN, PLAN + 'show_if = { item = "followed-news", is = true }\n', "true", "whole number or a word"),
    Slip("test infinite", PLAN, PLAN + 'show_if = { item = "followed-news", at_least = inf }\n', "inf", "must be a number"),
    Slip("nothing to join", GRID, "show_if = { all = [] }", "[]", "“all” is empty"),
    Slip("condition a string", GRID, 'show_if = "networks-used"', '"networks-used"', "must be a table", "{ item"),
    # Axis and networks.
    Slip("axis to nothing", 'high = "hunter"', 'high = "huntr"', '"huntr"', "Unknown scale “huntr”", "“hunter”"),
    Slip("decided too soon", 'high = "hunter"', 'high = "hunter"\ndecided_at = 0.4', "0.4", "at least 0.5"),
    Slip("decided never", 'high = "hunter"', 'high = "hunter"\ndecided_at = 1', "1", "below 1"),
    Slip("not a number", 'high = "hunter"', 'high = "hunter"\nbalanced_within = nan', "nan", "must be a number"),
    Slip("nothing balanced", 'high = "hunter"', 'high = "hunter"\nbalanced_within = 0', "0", "above 0."),
    Slip("spread too large", 'high = "hunter"', 'high = "hunter"\ncalibration = { sd = 201, reliability = 0.8, n = 20, source = "x" }', "201", "at most 200."),
    Slip("calibration without source", 'high = "hunter"', 'high = "hunter"\ncalibration = { sd = 20, reliability = 0.8, n = 20 }', "calibration", "“source” is missing"),
    Slip("calibration misspelt", 'high = "hunter"', 'high = "hunter"\ncalibration = { sd = 20, reliabilty = 1, reliability = 0.8, n = 20, source = "x" }', "reliabilty", "Unknown key", "“reliability”"),
    Slip("network of nothing", 'low = "got-information"', 'low = "got-informations"', '"got-informations"', "No rating", "“got-information”"),
    Slip("network of no grid", 'low = "got-information"', 'low = "followed-news"', '"followed-news"', "in a section with for_each"),
    Slip("network of a number", 'low = "got-information"', 'low = "days-used"', '"days-used"', "in a section with for_each"),
    Slip("network both alike", 'low = "got-information"', 'low = "offered-services"', '"offered-services"', "not two ratings of the same section", line="high"),
    Slip("networks untitled", 'title = { de = "Jedes Netzwerk", en = "Each network" }\n', "", "networks", "“title” is missing", '{ de = "…", en = "…" }'),
    Slip("networks unexplained", "explained =", "explaind =", "explaind", "Unknown key", "“explained”"),
    Slip("effort of nothing", 'effort = "days-used"', 'effort = "days"', '"days"', "No number in the section of the two ratings is called “days”", "“days-used”"),
    Slip("effort of a rating", 'effort = "days-used"', 'effort = "got-information"', '"got-information"', "No number in the section of the two ratings is called “got-information”"),
    Slip("network question missing", '  question = { de = "Was hält', '  qestion = { de = "Was hält', "qestion", "Unknown key “qestion”", "“question”"),
    Slip("network question with a topic", "[[networks.advice]]\n", '[[networks.advice]]\ntopic = "x"\n', "topic", "Unknown key “topic”", "Possible here: when, question."),
    Slip("network condition misspelt", '{ item = "days-used", at_least = 20 }', '{ item = "days-used", at_last = 20 }', "at_last", "Unknown key “at_last”", "“at_least”"),
    Slip("network condition on nothing", '{ item = "days-used", at_least = 20 }', '{ item = "day-used", at_least = 20 }', '"day-used"', "Unknown item “day-used”", "“days-used”"),
    Slip("network advice one", "[[networks.advice]]", "[networks.advice]", "networks.advice", "“advice” must be a list", "[[networks.advice]]"),
    # After the result, and from one time to the next.
    Slip("after the result too soon", 'id = "last-four-weeks"', 'id = "early"\nafter_result = true\ntitle = { de = "x", en = "x" }\n[[sections.items]]\nid = "word"\nkind = "text"\ntext = { de = "x", en = "x" }\n[[sections]]\nid = "last-four-weeks"', "true", "A section after it is asked before the result", "to the end", line="after_result"),
    Slip("rating after the result", 'en = "Your plan" }\n', 'en = "Your plan" }\nafter_result = true\nresponse_scale = "frequency"\n[[sections.items]]\nid = "word"\ntext = { de = "x", en = "x" }\n', "sections", "rating cannot be asked after"),
    Slip("grid after the result", 'id = "plan"\n', 'id = "plan"\nafter_result = true\nfor_each = "networks-used"\n', "for_each", "cannot be asked for each option"),
    Slip("follows nothing", PLAN, PLAN + 'follows = "next-stap"\n', '"next-stap"', "Unknown item “next-stap”", "“next-step”"),
    Slip("follows itself", PLAN, PLAN + 'follows = "next-step"\n', '"next-step"', "cannot follow itself"),
    Slip("follows a rating", PLAN, PLAN + 'follows = "followed-news"\n', '"followed-news"', "not of the kind text, choice or number"),
    Slip("follows choices", PLAN, PLAN + 'follows = "networks-used"\n', '"networks-used"', "not of the kind text, choice or number"),
    Slip("follows a grid", PLAN, PLAN + 'follows = "days-used"\n', '"days-used"', "no single answer"),
    # Numbers and texts.
    Slip("number upside down", "minimum = 0", "minimum = 29", "28", "29, is above the largest, 28"),
    Slip("number a fraction", "minimum = 0", "minimum = 0.5", "0.5", "whole number"),
    Slip("recall a word", "recall = true", 'recall = "yes"', '"yes"', "true or false"),
    # Placements and advice.
    Slip("placement twice", 'when = "both"', 'when = "both"\ntitle = { de = "x", en = "x" }\ntext = { de = "x", en = "x" }\n[[placements]]\nwhen = "both"', '"both"', "already"),
    Slip("placement unknown", 'when = "neither"', 'when = "neithr"', '"neithr"', "No result is called “neithr”", "“neither”"),
    Slip("advice on nothing", ADVICE, 'when = { contact = "high", expertise = "low" }', "contact", "Unknown facet or scale “contact”", "“contacts”"),
    Slip("prompt on nothing", ADVICE, 'when = { contacts = "high" }\nquestion = { de = "…?", en = "…?" }\n[[prompts]]\ntext = { de = "…", en = "…" }\nwhen = { contact = "divided" }\n[[advice]]\nid = "more"\nwhen = { expertise = "low" }', "contact", "Unknown facet or scale “contact”", "“contacts”"),
    Slip("advice on no band", ADVICE, 'when = { contacts = "hgh", expertise = "low" }', '"hgh"', "cannot be “hgh”", "“high”"),
    Slip("advice on no condition", ADVICE, "", "advice", "no condition", "when, placements, answers"),
    Slip("advice without id", 'id = "show-expertise"\n', "", "advice", "“id” is missing"),
    Slip("advice twice", 'id = "separate-times"', 'id = "show-expertise"', '"show-expertise"', "given twice", line="id"),
    Slip("advice for no result", ADVICE, 'placements = ["hunter", "leaning-huntr"]', '"leaning-huntr"', "No result is called “leaning-huntr”", "“leaning-hunter”"),
    Slip("advice for no results", ADVICE, "placements = []", "[]", "“placements” is empty"),
    Slip("advice on a grid", ADVICE, 'answers = { item = "days-used", at_least = 3 }', '"days-used"', "no single answer"),
    Slip("advice on no answer", ADVICE, 'answers = { item = "networks-used", includes = "xyng" }', '"xyng"', "“xyng” is not an answer to", "“xing”"),
    Slip("advice misspelt", ADVICE, 'answers = { itm = "next-step", answered = true }', "itm", "Unknown key “itm”", "“item”"),
    Slip("sure of no end", 'when = "both"', 'when = "both"\nsure = { de = "x", en = "x" }', "sure", "never shown with the result “both”", "two ends of the axis"),
    Slip("sure of leaning", 'when = "leaning-hunter"', 'when = "leaning-hunter"\nsure = { de = "x", en = "x" }', "sure", "never shown"),
    Slip("little of neither", 'when = "neither"', 'when = "neither"\nlittle = { de = "x", en = "x" }', "little", "never shown with the result “neither”"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name.replace(" ", "-"))
def test_one_slip_is_one_diagnostic_at_its_place(slip: Slip) -> None:
    text = changed(slip.old, slip.new)
    diagnostics = diagnostics_of(text)
    said = [
        f"{diagnostic.line}: {diagnostic.message} {diagnostic.hint}" for diagnostic in diagnostics
    ]
    assert len(diagnostics) == 1, said
    diagnostic = diagnostics[0]
    assert slip.says in str(diagnostic.message), said
    assert slip.hint in str(diagnostic.hint or ""), said
    assert diagnostic.excerpt == text.split("\n")[diagnostic.line - 1]
    meant = diagnostic.excerpt[diagnostic.column - 1 : diagnostic.column - 1 + diagnostic.width]
    assert meant.startswith(slip.at), (meant, diagnostic.excerpt)
    assert (slip.line or slip.at) in diagnostic.excerpt
    assert diagnostic.severity == "error"
    assert "nput should" not in str(diagnostic.message)
    assert not re.search(r"[{}]\w+[{}]", str(diagnostic.message).replace(slip.says.split()[0], ""))


BROKEN_RULES = (
    SMALL.replace(RARELY, "value = 1")
    .replace('facet = "source"', 'facet = "sorce"', 1)
    .replace(GRID, 'show_if = { item = "networks-used", is = "xing" }')
    .replace('high = "offered-services"', 'high = "offers"')
    .replace('when = "mixed"', 'when = "mixt"')
)


def test_every_broken_rule_is_reported_in_file_order() -> None:
    diagnostics = diagnostics_of(BROKEN_RULES)
    assert [diagnostic.line for diagnostic in diagnostics] == sorted(
        diagnostic.line for diagnostic in diagnostics
    )
    assert [str(diagnostic.message) for diagnostic in diagnostics] == [
        "1 is not greater than 1.",
        "Unknown facet “sorce”.",
        "“is” cannot test an item of the kind choices.",
        "No rating in a section with for_each is called “offers”.",
        "No result is called “mixt”.",
    ]


def test_every_structural_error_is_reported_before_the_rules_are_checked() -> None:
    text = (
        BROKEN_RULES.replace('version = "1.0.0"', "version = 1")
        .replace('title = { de = "Ihr Vorhaben", en = "Your plan" }\n', "")
        .replace("minimum = 0", "minimun = 0")
    )
    assert said_of(text) == [
        "The value of “version” must be in quotation marks.",
        "Unknown key “minimun”.",
        "“title” is missing.",
    ]


def said_of(text: str) -> list[str]:
    return [str(diagnostic.message) for diagnostic in diagnostics_of(text)]


def test_ratings_without_a_response_scale_are_one_diagnostic_of_their_section() -> None:
    said = said_of(
        changed(
            'en = "When I was on my networks in the last 4 weeks, …" }\nresponse_scale = "frequency"',
            'en = "…" }',
        )
    )
    assert said == ["A rating of this section has no response scale."]


def test_an_axis_has_two_different_ends() -> None:
    assert said_of(changed('high = "hunter"', 'high = "gatherer"')) == [
        "Both ends of the axis are the scale “gatherer”."
    ]


def test_the_ends_of_the_axis_cannot_have_the_names_of_other_results() -> None:
    for name in ("both", "neither", "mixed", "undecided", "balanced", "leaning-to"):
        text = changed('high = "hunter"', f'high = "{name}"').replace(
            "[scales.hunter]", f"[scales.{name}]"
        )
        assert f"A scale at an end of the axis cannot have the id “{name}”." in said_of(text)


@pytest.mark.parametrize(
    "when", ["hunter", "leaning-gatherer", "both", "neither", "mixed", "undecided"]
)
def test_every_result_has_a_placement(when: str) -> None:
    start = SMALL.index(f'[[placements]]\nwhen = "{when}"')
    end = SMALL.index("\n[[", start)
    diagnostics = diagnostics_of(SMALL[:start] + SMALL[end:])
    assert [str(diagnostic.message) for diagnostic in diagnostics] == [
        f"No placement text for: {when}."
    ]
    assert diagnostics[0].excerpt == "[axis]"


def test_placements_need_an_axis() -> None:
    text = changed('[axis]\nlow = "gatherer"\nhigh = "hunter"\n', "")
    assert said_of(text) == ["Placements need an axis."]
    texts = text[text.index("[[placements]]") : text.index("[[advice]]")]
    assert said_of(
        text.replace(texts, "").replace("when = { hunter", 'placements = ["both"]\nwhen = { hunter')
    ) == ["Placements need an axis."]


def test_something_is_asked_before_the_result() -> None:
    text = """
format = 1
id = "x"
version = "1"
languages = ["en"]
title = { en = "x" }
[[sections]]
id = "s"
after_result = true
title = { en = "x" }
[[sections.items]]
id = "word"
kind = "text"
text = { en = "x" }
"""
    assert said_of(text) == ["Every section comes after the result, so there is none."]


def test_the_second_edition_of_the_sample_is_valid() -> None:
    """An item asks about the plan of last time; networks and advice have conditions."""
    text = PLANNED.replace(
        "when = { hunter",
        'topic = "time"\nplacements = ["both", "leaning-hunter"]\n'
        'answers = { any = [{ item = "wanted", is = "work" }, { item = "next-step", answered = true }] }\n'
        "when = { hunter",
    )
    assert read(text.encode(), "x").followed == {"next-step"}
    literally = text.replace("Which networks have", "Which {earlier} networks have")
    assert said_of(literally) == ["{earlier} has no meaning here and would be shown literally."]


def test_a_hundred_options_are_the_most() -> None:
    option = '{{ value = "n{0}", label = {{ de = "n{0}", en = "n{0}" }} }},\n'
    more = "".join(map(option.format, range(97)))
    text = changed('{ value = "xing"', f'{more}{{ value = "xing"')
    assert read(text.encode(), "x").id == "small"
    assert said_of(
        text.replace('{ value = "xing"', option.format("more") + '{ value = "xing"')
    ) == ["There are 101 options; the maximum is 100."]


def test_the_two_ratings_of_the_networks_are_in_one_section() -> None:
    item = SMALL[
        SMALL.index('  [[sections.items]]\n  id = "offered-services"') : SMALL.index(
            '[[sections]]\nid = "plan"'
        )
    ]
    text = SMALL.replace(
        item,
        '[[sections]]\nid = "again"\nfor_each = "networks-used"\nresponse_scale = "frequency"\n'
        f'title = {{ de = "x", en = "x" }}\n{item}',
    )
    assert said_of(text) == [
        "“offered-services” and “got-information” are not two ratings of the same section."
    ]


def test_in_a_shuffled_section_no_condition_refers_to_another_item_of_it() -> None:
    text = changed("stem =", 'order = "shuffled"\nstem =').replace(
        'facet = "expertise"\n',
        'facet = "expertise"\n  show_if = { item = "searched-for-clients", answered = true }\n',
        1,
    )
    assert said_of(text) == ["“searched-for-clients” is not asked before this."]


def test_inside_a_grid_a_condition_may_refer_to_an_earlier_item_of_the_grid() -> None:
    text = changed(
        'id = "got-information"\n',
        'id = "got-information"\n  show_if = { any = [{ item = "days-used", at_least = 1, at_most = 28 }, '
        '{ not = { item = "networks-used", includes = "xing" } }, { item = "followed-news", is = 3 }] }\n',
    )
    assert read(text.encode(), "x").items["got-information"].show_if is not None


def test_a_section_cannot_be_repeated_for_an_item_that_is_itself_repeated() -> None:
    text = changed(
        'id = "got-information"\n',
        'id = "uses"\n  kind = "choices"\n  text = { de = "x", en = "x" }\n'
        '  options = [{ value = "a", label = { de = "a", en = "a" } }, { value = "b", label = { de = "b", en = "b" } }]\n'
        '[[sections.items]]\nid = "got-information"\n',
    ).replace('[[sections]]\nid = "plan"', '[[sections]]\nfor_each = "uses"\nid = "plan"')
    assert said_of(text) == ["“uses” is asked once for each option, so it has no single answer."]


def test_facets_without_any_scales_are_one_diagnostic() -> None:
    cut = SMALL[SMALL.index("[scales.hunter]") : SMALL.index("[[sections]]")]
    rest = SMALL.replace(cut, "")
    rest = rest[: rest.index("[[placements]]")]
    assert said_of(rest) == ["There are facets, but no scale is made of them."]


def test_items_without_any_facets_declared_are_one_diagnostic() -> None:
    cut = SMALL[SMALL.index("[facets.contacts]") : SMALL.index("[[sections]]")]
    rest = SMALL.replace(cut, "")
    rest = rest[: rest.index("[[placements]]")]
    assert said_of(rest) == ["Unknown facet “contacts”."]


def test_five_hundred_items_are_the_most() -> None:
    item = '[[sections.items]]\nid = "more-{}"\nkind = "text"\ntext = {{ de = "x", en = "x" }}\n'
    more = "".join(map(item.format, range(500 - 21)))
    text = changed("[networks]\n", f"{more}[networks]\n")
    assert len(read(text.encode(), "x").items) == 500
    assert said_of(text.replace("[networks]\n", f"{item.format('last')}[networks]\n")) == [
        "There are 501 items; the maximum is 500."
    ]


def test_markup_in_a_text_is_plain_text() -> None:
    wording = "[bold]$x @click('a') `x` \U0001f469\u200d\U0001f4bb Straße\\n\\n日本"
    text = changed("One line is enough.", wording)
    help_text = read(text.encode(), "x").items["next-step"].help
    assert help_text is not None
    assert help_text.in_language("en") == wording.replace("\\n", "\n")
