"""A small complete questionnaire in German and French, of which netztui itself speaks only one."""

from functools import cache

from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read

PAUSES = """\
format = 1
id = "pauses"
version = "1"
languages = ["de", "fr"]
title = { fr = "Vos pauses", de = "Ihre Pausen" }
description = { de = "Allein oder in Gesellschaft?", fr = "Seul ou en compagnie ?" }
notice = { de = "Nur zur Übung.", fr = "Ce n’est qu’un exercice." }

[response_scales.often]
options = [
  { value = 1, label = { de = "nie", fr = "jamais" } },
  { value = 2, label = { de = "manchmal", fr = "parfois" } },
  { value = 3, label = { de = "oft", fr = "souvent" } },
]

[facets.quiet]
label = { de = "Stille", fr = "Calme" }

[facets.talk]
label = { de = "Gespräch", fr = "Conversation" }

[scales.alone]
label = { de = "Allein", fr = "Seul" }
facets = ["quiet"]

[scales.together]
label = { de = "Gemeinsam", fr = "Ensemble" }
facets = ["talk"]

[axis]
low = "alone"
high = "together"

[[sections]]
id = "last-week"
title = { de = "Letzte Woche", fr = "La semaine dernière" }
intro = { de = "Denken Sie an Ihre Pausen.", fr = "Pensez à vos pauses." }
stem = { de = "In meinen Pausen …", fr = "Pendant mes pauses, …" }
response_scale = "often"

  [[sections.items]]
  id = "read"
  facet = "quiet"
  text = { de = "… habe ich gelesen.", fr = "… j’ai lu." }

  [[sections.items]]
  id = "chat"
  facet = "talk"
  text = { de = "… habe ich geplaudert.", fr = "… j’ai bavardé." }
  help = { de = "Auch am Telefon.", fr = "Au téléphone aussi." }

  [[sections.items]]
  id = "walk"
  facet = "quiet"
  text = { de = "… bin ich allein spazieren gegangen.", fr = "… je me suis promené seul." }

  [[sections.items]]
  id = "eat"
  facet = "talk"
  text = { de = "… habe ich mit anderen gegessen.", fr = "… j’ai mangé avec d’autres." }

  [[sections.items]]
  id = "minutes"
  kind = "number"
  maximum = 600
  text = { de = "Wie lange machen Sie Pause?", fr = "Combien de temps dure votre pause ?" }
  unit = { de = "Minuten", fr = "minutes" }

[[placements]]
when = "alone"
title = { de = "Eher allein", fr = "Plutôt seul" }
text = { de = "Sie suchen die Stille.", fr = "Vous cherchez le calme." }

[[placements]]
when = "leaning-alone"
title = { de = "Nicht eher gemeinsam", fr = "Pas plutôt ensemble" }
text = { de = "Stille liegt Ihnen.", fr = "Le calme vous va." }

[[placements]]
when = "together"
title = { de = "Eher gemeinsam", fr = "Plutôt ensemble" }
text = { de = "Sie suchen das Gespräch.", fr = "Vous cherchez la conversation." }

[[placements]]
when = "leaning-together"
title = { de = "Nicht eher allein", fr = "Pas plutôt seul" }
text = { de = "Gesellschaft liegt Ihnen.", fr = "La compagnie vous va." }

[[placements]]
when = "both"
title = { de = "Beides", fr = "Les deux" }
text = { de = "Sie mögen beides.", fr = "Vous aimez les deux." }

[[placements]]
when = "neither"
title = { de = "Keins von beiden", fr = "Ni l’un ni l’autre" }
text = { de = "Sie machen wenig Pause.", fr = "Vous faites peu de pauses." }

[[placements]]
when = "mixed"
title = { de = "Gemischt", fr = "Mélangé" }
text = { de = "Von beidem etwas.", fr = "Un peu des deux." }

[[placements]]
when = "undecided"
title = { de = "Offen", fr = "Indécis" }
text = { de = "Das lässt sich noch nicht sagen.", fr = "On ne peut pas encore le dire." }

[[advice]]
id = "more-talk"
when = { quiet = "high", talk = "low" }
text = { de = "Gehen Sie zu zweit.", fr = "Allez-y à deux." }
question = { de = "Wer ginge mit?", fr = "Qui viendrait avec vous ?" }

[[advice]]
id = "more-quiet"
when = { talk = "high" }
placements = ["together", "leaning-together"]
text = { de = "Gönnen Sie sich Stille.", fr = "Offrez-vous un peu de calme." }
question = { de = "Wo ist es still?", fr = "Où est-ce calme ?" }
"""


@cache
def pauses() -> Questionnaire:
    """The questionnaire that PAUSES describes."""
    return read(PAUSES.encode(), "pauses.toml")
