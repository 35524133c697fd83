"""Find the names of persons in a passage: what the model saw, and what stands after "Mr" or before a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from graph.reading.describing import POSTS
from graph.reading.story import Story
from graph.reading.words import Words, bag

_TITLES = bag(
    "mr mr. mrs mrs. ms ms. dr dr. sir lady lord gen gen. col col. president prime minister foreign "
    "ambassador secretary general chancellor king prince sheikh ayatollah senator sen. rep. spokesman "
    "spokeswoman cmdr cmdr. adm. brig. sgt. prof. rev. maj. maj capt. lt."
)
_HONORIFICS = bag(
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady sheikh ayatollah gen. col. maj. capt. lt. sen. rep. "
    "cmdr cmdr. adm. brig. sgt. prof. fr. rev. h.e. he messrs m. mme"
)
_LONGEST_NAME = 5  # words


def person_spans(doc: Doc, story: Story) -> Iterator[Span]:
    """Yield the persons that the model saw and that are no name of the lexicon."""
    for span in doc.ents:
        if span.label_ == "PERSON" and _plausible(span, story):
            yield _whole(span, story)


def _whole(span: Span, story: Story) -> Span:
    """Return a name with the capitals behind it that the model left out."""
    doc, end = span.doc, span.end
    while (
        end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_ and not story.mention(doc[end])
    ):
        end += 1
    if end - span.start > _LONGEST_NAME:  # a headline in capitals
        end = span.end
    while end - 1 > span.start + 1 and doc[end - 1].lower_ in POSTS:  # "Ana Ruiz Chairman of the League"
        end -= 1
    return doc[span.start : end]


def unseen(doc: Doc, story: Story, seen: list[Span], words: Words) -> Iterator[Span]:
    """Yield the names that the model took for no person: after "Mr", or before ", ambassador of"."""
    taken = {t.i for span in seen for t in span}
    at = 0
    while at < len(doc):
        end = at
        while (
            end < len(doc) and doc[end].pos_ == "PROPN" and end not in taken and not story.mention(doc[end])
        ):
            end += 1
        run = doc[at:end]
        titled = at > 0 and doc[at - 1].lower_ in _HONORIFICS
        if 0 < len(run) <= _LONGEST_NAME and run.text[:1].isupper():
            if run[0].lower_ in _HONORIFICS and len(run) > 1:
                yield doc[at + 1 : end]
            elif titled or (len(run) > 1 and _has_role_after(run, words)):
                yield run
        at = max(end, at + 1)


def _has_role_after(run: Span, words: Words) -> bool:
    doc, at = run.doc, run.end
    if at + 1 >= len(doc) or doc[at].text != "," or run.root.ent_type_ in ("GPE", "LOC", "DATE", "EVENT"):
        return False
    for token in doc[at + 1 : at + 7]:
        if token.lemma_.lower() in words.role and token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ not in ("DET", "ADJ", "PROPN", "NOUN", "PART", "PUNCT") or token.text == ",":
            return False
    return False


def _plausible(span: Span, story: Story) -> bool:
    if not re.match(r"^[^\W\d_]", span.text) or span.text.isupper():
        return False
    taken = [m for t in span if (m := story.mention(t))]
    return not taken


def bare(span: Span) -> str:
    """Return a name without titles and possessive ending."""
    tokens = [t for t in span if t.tag_ != "POS"]
    while tokens and tokens[0].lower_ in _TITLES:
        tokens = tokens[1:]
    if not tokens:
        return span.text
    doc = span.doc
    text = doc[tokens[0].i : tokens[-1].i + 1].text
    return re.sub(r"['’]s$", "", text)
