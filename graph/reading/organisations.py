"""Tell an organisation that only has a people or a country in its name from an organ of that state."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.reading.mentions import Mention
from graph.reading.words import bag

_LINKS = frozenset({"of", "for", "and", "the", "against", "on", "in", "&"})
_INDEPENDENT = bag(
    "association network observatory federation league watch society foundation jurists defenders lawyers "
    "doctors physicians journalists syndicate institute campaign initiative forum alliance movement party "
    "club lab monitor coalition trust charity church bishops rights world"
)
_OFFICIAL = bag(
    "ministry minister government army forces force police court embassy mission delegation department"
)


def independent(doc: Doc, mention: Mention) -> str | None:
    """Return "Chadian Commission of Jurists" where a state's name only begins the name of somebody else."""
    if not mention.is_state:
        return None
    end = mention.end
    while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].lower_ in _LINKS):
        end += 1
    while end > mention.end and doc[end - 1].lower_ in _LINKS:
        end -= 1
    words = {t.lower_ for t in doc[mention.end : end]}
    return doc[mention.start : end].text if words & _INDEPENDENT and not words & _OFFICIAL else None
