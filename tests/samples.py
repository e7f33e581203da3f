"""Questionnaires for the tests: a small complete one, and one with every kind of item.

Two hunter facets and two gatherer facets of four items, one of them reversed and one declared
opposite pair in each; a screener that can end it, a grid for each network, and a plan.
"""

from functools import cache

from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read

SMALL = """\
#:schema ./questionnaire.schema.json
format = 1
id = "small"
version = "1.0.0"
languages = ["de", "en"]
title = { de = "Jäger oder Sammler, kurz", en = "Hunter or gatherer, short" }
description = { de = "Ein kurzer Fragebogen.", en = "A short questionnaire." }

[response_scales.frequency]
options = [
  { value = 1, label = { de = "nie", en = "never" } },
  { value = 2, label = { de = "selten", en = "rarely" } },
  { value = 3, label = { de = "gelegentlich", en = "occasionally" } },
  { value = 4, label = { de = "oft", en = "often" } },
  { value = 5, label = { de = "immer", en = "always" } },
]

[facets.contacts]
label = { de = "Zielwahl", en = "Purposeful contacts" }

[facets.expertise]
label = { de = "Können zeigen", en = "Showing expertise" }

[facets.source]
label = { de = "Quelle", en = "The net as a source" }

[facets.diversity]
label = { de = "Vielfalt", en = "Diversity" }

[scales.hunter]
label = { de = "Jäger", en = "Hunter" }
facets = ["contacts", "expertise"]

[scales.gatherer]
label = { de = "Sammler", en = "Gatherer" }
facets = ["source", "diversity"]

[axis]
low = "gatherer"
high = "hunter"

[[sections]]
id = "networks"
title = { de = "Ihre Netzwerke", en = "Your networks" }

  [[sections.items]]
  id = "networks-used"
  kind = "choices"
  text = { de = "Welche Netzwerke haben Sie in den letzten 4 Wochen genutzt?", en = "Which networks have you used in the last 4 weeks?" }
  options = [
    { value = "xing", label = { de = "XING", en = "XING" } },
    { value = "linkedin", label = { de = "LinkedIn", en = "LinkedIn" } },
    { value = "mastodon", label = { de = "Mastodon", en = "Mastodon" } },
  ]
  ends_if_empty = { de = "Dann gibt es nichts einzuschätzen.", en = "Then there is nothing to assess." }

[[sections]]
id = "last-four-weeks"
title = { de = "Die letzten vier Wochen", en = "The last four weeks" }
stem = { de = "Wenn ich in den letzten 4 Wochen in meinen Netzwerken war, …", en = "When I was on my networks in the last 4 weeks, …" }
response_scale = "frequency"

  [[sections.items]]
  id = "searched-for-clients"
  facet = "contacts"
  text = { de = "… habe ich gezielt Menschen gesucht, die meine Leistung brauchen könnten.", en = "… I looked specifically for people who might need my services." }

  [[sections.items]]
  id = "looked-for-answers"
  facet = "source"
  text = { de = "… habe ich dort nach einer Antwort auf eine Frage gesucht.", en = "… I looked there for an answer to a question." }

  [[sections.items]]
  id = "answered-questions"
  facet = "expertise"
  text = { de = "… habe ich eine Fachfrage aus meinem Gebiet beantwortet.", en = "… I answered a question from my field." }

  [[sections.items]]
  id = "read-other-fields"
  facet = "diversity"
  text = { de = "… habe ich Beiträge von außerhalb meines Fachgebiets gelesen.", en = "… I read posts from outside my field." }

  [[sections.items]]
  id = "considered-the-field"
  facet = "contacts"
  text = { de = "… habe ich vor einer Kontaktanfrage auf das Fachgebiet geachtet.", en = "… I considered the person's field before sending a contact request." }

  [[sections.items]]
  id = "followed-news"
  facet = "source"
  text = { de = "… habe ich dort Neues aus der Branche erfahren.", en = "… I learned news of the trade there." }

  [[sections.items]]
  id = "explained-work"
  facet = "expertise"
  text = { de = "… habe ich etwas aus meiner Arbeit verständlich erklärt.", en = "… I explained something from my work in plain words." }

  [[sections.items]]
  id = "read-other-views"
  facet = "diversity"
  text = { de = "… habe ich eine fremde Sichtweise kennengelernt.", en = "… I came across an unfamiliar point of view." }

  [[sections.items]]
  id = "left-contacts-to-chance"
  facet = "contacts"
  reverse = true
  opposite = "searched-for-clients"
  text = { de = "… habe ich neue Kontakte dem Zufall überlassen.", en = "… I left new contacts to chance." }

  [[sections.items]]
  id = "left-empty-handed"
  facet = "source"
  reverse = true
  opposite = "looked-for-answers"
  text = { de = "… bin ich ohne neue Information wieder gegangen.", en = "… I left without any new information." }

  [[sections.items]]
  id = "kept-knowledge-back"
  facet = "expertise"
  reverse = true
  opposite = "answered-questions"
  text = { de = "… habe ich mein Fachwissen für mich behalten.", en = "… I kept my knowledge to myself." }

  [[sections.items]]
  id = "stuck-to-topics"
  facet = "diversity"
  reverse = true
  opposite = "read-other-fields"
  text = { de = "… bin ich bei den immer gleichen Themen geblieben.", en = "… I stuck to the same few topics." }

  [[sections.items]]
  id = "chose-contacts-by-plan"
  facet = "contacts"
  text = { de = "… habe ich Kontakte nach einem Plan ausgewählt.", en = "… I chose contacts by a plan." }

  [[sections.items]]
  id = "found-a-resource"
  facet = "source"
  text = { de = "… habe ich ein hilfreiches Nachschlagewerk entdeckt.", en = "… I discovered a helpful reference work." }

  [[sections.items]]
  id = "shared-an-example"
  facet = "expertise"
  text = { de = "… habe ich ein Beispiel aus meiner Praxis gezeigt.", en = "… I showed an example from my practice." }

  [[sections.items]]
  id = "met-other-professions"
  facet = "diversity"
  text = { de = "… habe ich mit Menschen aus anderen Berufen geschrieben.", en = "… I exchanged messages with people from other professions." }

[[sections]]
id = "each-network"
title = { de = "Jedes Netzwerk für sich", en = "Each network by itself" }
for_each = "networks-used"
show_if = { item = "networks-used", answered = true }
response_scale = "frequency"

  [[sections.items]]
  id = "days-used"
  kind = "number"
  minimum = 0
  maximum = 28
  text = { de = "An wie vielen Tagen haben Sie {option} genutzt?", en = "On how many days did you use {option}?" }
  unit = { de = "Tage", en = "days" }

  [[sections.items]]
  id = "got-information"
  text = { de = "Auf {option} habe ich nützliche Informationen gefunden.", en = "On {option} I found useful information." }

  [[sections.items]]
  id = "offered-services"
  text = { de = "Auf {option} habe ich meine Leistungen angeboten.", en = "On {option} I offered my services." }

[[sections]]
id = "plan"
title = { de = "Ihr Vorhaben", en = "Your plan" }

  [[sections.items]]
  id = "next-step"
  kind = "text"
  recall = true
  text = { de = "Was möchten Sie bis zum nächsten Mal ausprobieren?", en = "What do you want to try until next time?" }
  help = { de = "Eine Zeile genügt.", en = "One line is enough." }

[networks]
low = "got-information"
high = "offered-services"
effort = "days-used"
title = { de = "Jedes Netzwerk", en = "Each network" }
explained = { de = "Angebote minus Informationen.", en = "Services offered minus information found." }

  [[networks.advice]]
  when = { all = [{ item = "days-used", at_least = 20 }, { item = "got-information", at_most = 2 }, { item = "offered-services", at_most = 2 }] }
  question = { de = "Was hält Sie auf {option}?", en = "What keeps you on {option}?" }

[[placements]]
when = "hunter"
title = { de = "Eher Jäger", en = "Rather a hunter" }
sure = { de = "Deutlich Jäger", en = "Clearly a hunter" }
text = { de = "Sie jagen mehr, als Sie sammeln.", en = "You hunt more than you gather." }
little = { de = "Beides kommt bei Ihnen selten vor.", en = "Both are rare with you." }

[[placements]]
when = "leaning-hunter"
title = { de = "Ausgeglichen oder Jäger", en = "Level, or a hunter" }
text = { de = "Überwiegendes Sammeln ist ausgeschlossen.", en = "More gathering than hunting is ruled out." }
little = { de = "Beides kommt bei Ihnen selten vor.", en = "Both are rare with you." }

[[placements]]
when = "gatherer"
title = { de = "Eher Sammler", en = "Rather a gatherer" }
sure = { de = "Deutlich Sammler", en = "Clearly a gatherer" }
text = { de = "Sie sammeln mehr, als Sie jagen.", en = "You gather more than you hunt." }
little = { de = "Beides kommt bei Ihnen selten vor.", en = "Both are rare with you." }

[[placements]]
when = "leaning-gatherer"
title = { de = "Ausgeglichen oder Sammler", en = "Level, or a gatherer" }
text = { de = "Überwiegendes Jagen ist ausgeschlossen.", en = "More hunting than gathering is ruled out." }

[[placements]]
when = "both"
title = { de = "Beides", en = "Both" }
text = { de = "Sie jagen und sammeln viel.", en = "You hunt and gather a lot." }

[[placements]]
when = "neither"
title = { de = "Wenig von beidem", en = "Little of either" }
text = { de = "Sie jagen und sammeln wenig.", en = "You hunt and gather little." }

[[placements]]
when = "mixed"
title = { de = "Gemischt", en = "Mixed" }
text = { de = "Sie jagen und sammeln etwa gleich viel.", en = "You hunt and gather about equally." }

[[placements]]
when = "undecided"
title = { de = "Offen", en = "Open" }
text = { de = "Ihre Antworten lassen noch keine Einordnung zu.", en = "Your answers do not yet allow a placement." }

[[advice]]
id = "show-expertise"
when = { contacts = "high", expertise = "low" }
text = { de = "Beantworten Sie Fachfragen.", en = "Answer questions from your field." }
question = { de = "Wo könnten Sie Ihr Können zeigen?", en = "Where could you show your expertise?" }

[[advice]]
id = "separate-times"
when = { hunter = "high", gatherer = "high" }
text = { de = "Trennen Sie die Zeiten für beides.", en = "Keep separate times for each." }
question = { de = "Wann jagen Sie, wann sammeln Sie?", en = "When do you hunt, when do you gather?" }
"""
"""The file's text; `SMALL.replace(…)` makes the variants that a test needs."""

_PLAN = SMALL[SMALL.index('[[sections]]\nid = "plan"') : SMALL.index("[networks]")]

PLANNED = SMALL.replace(
    _PLAN, _PLAN.replace("[[sections]]", "[[sections]]\nafter_result = true")
).replace(
    '[[sections]]\nid = "last-four-weeks"',
    """\
  [[sections.items]]
  id = "wanted"
  kind = "choice"
  recall = true
  text = { de = "Was wollten Sie dort vor allem?", en = "What did you mainly want there?" }
  options = [
    { value = "work", label = { de = "Aufträge", en = "work" } },
    { value = "information", label = { de = "Informationen", en = "information" } },
  ]

  [[sections.items]]
  id = "how-it-went"
  kind = "choice"
  recall = true
  follows = "next-step"
  text = { de = "Sie hatten vor: „{earlier}“. Wie ging es?", en = "You had planned: “{earlier}”. How did it go?" }
  options = [
    { value = "done", label = { de = "getan", en = "done" } },
    { value = "partly", label = { de = "teilweise getan", en = "partly done" } },
    { value = "not", label = { de = "nicht getan", en = "not done" } },
  ]

[[sections]]
id = "last-four-weeks\"""",
)
"""SMALL with an intention, the plan after the result, and a question about the plan of last time."""


@cache
def small() -> Questionnaire:
    """The questionnaire that SMALL describes."""
    return read(SMALL.encode(), "small.toml")


KINDS = """\
format = 1
id = "kinds"
version = "1"
languages = ["en"]
title = { en = "Every kind" }

[response_scales.three]
options = [
  { value = 1, label = { en = "no" } },
  { value = 2, label = { en = "partly" } },
  { value = 3, label = { en = "yes" } },
]

[facets.calm]
label = { en = "Calm" }

[facets.haste]
label = { en = "Haste" }

[scales.calm]
label = { en = "Calm" }
facets = ["calm"]

[scales.haste]
label = { en = "Haste" }
facets = ["haste"]

[[sections]]
id = "start"
title = { en = "Start" }

  [[sections.items]]
  id = "tools"
  kind = "choices"
  text = { en = "Which tools?" }
  options = [
    { value = "lexicon", label = { en = "Lexicon" } },
    { value = "memory", label = { en = "Memory" } },
    { value = "engine", label = { en = "Engine" } },
  ]
  ends_if_empty = { en = "Then that is all." }

  [[sections.items]]
  id = "company"
  kind = "choice"
  text = { en = "With whom?" }
  options = [{ value = 10, label = { en = "alone" } }, { value = 20, label = { en = "in a team" } }]

  [[sections.items]]
  id = "people"
  kind = "number"
  minimum = -2
  maximum = 40
  unit = { en = "people" }
  text = { en = "How many?" }
  show_if = { item = "company", is = 20 }

  [[sections.items]]
  id = "remark"
  kind = "text"
  max_length = 8
  recall = true
  text = { en = "A remark?" }
  show_if = { all = [{ item = "tools", includes = "engine" }, { not = { item = "people", at_least = 10 } }] }

[[sections]]
id = "shuffled"
title = { en = "In any order" }
stem = { en = "At work …" }
order = "shuffled"
response_scale = "three"

  [[sections.items]]
  id = "slow"
  facet = "calm"
  text = { en = "… I go slowly." }

  [[sections.items]]
  id = "pause"
  facet = "calm"
  text = { en = "… I pause." }

  [[sections.items]]
  id = "race"
  facet = "calm"
  reverse = true
  opposite = "slow"
  text = { en = "… I race." }

  [[sections.items]]
  id = "talk"
  facet = "calm"
  text = { en = "… I talk calmly." }
  show_if = { item = "company", is = 20 }

[[sections]]
id = "each-tool"
title = { en = "Tool by tool" }
for_each = "tools"
response_scale = "three"

  [[sections.items]]
  id = "days"
  kind = "number"
  maximum = 28
  text = { en = "{option}: on how many days?" }

  [[sections.items]]
  id = "useful"
  text = { en = "{option}: useful?" }
  show_if = { item = "days", at_least = 1 }

[[sections]]
id = "haste"
title = { en = "Haste" }
response_scale = "three"
show_if = { any = [{ item = "slow", at_most = 2 }, { item = "remark", answered = true }] }

  [[sections.items]]
  id = "hurried"
  facet = "haste"
  text = { en = "I hurried." }

  [[sections.items]]
  id = "waited"
  facet = "haste"
  reverse = true
  text = { en = "I waited." }
"""
