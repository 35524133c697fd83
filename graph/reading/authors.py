"""Find whose organ or whose text a noun is: "Assad's jets", "an Amnesty report"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from graph.reading.clauses import conjuncts, subjects
from graph.reading.people import Actor, People
from graph.reading.phrases import MODIFIERS, is_the
from graph.reading.story import Story
from graph.reading.words import bag

Resolve = Callable[[Token], list[Actor]]
_ISSUING = bag(
    "file lodge bring submit institute pass adopt issue release publish approve make send write sign"
)
_SEATED = frozenset({"court", "tribunal", "judge", "prosecutor"})
_SWORN = frozenset({"loyal", "allied", "aligned", "answerable", "backed", "faithful"})
# "The invasion of Chad" is not Chad's, while "the attack of the army" is the army's.
_SUFFERED = bag("invasion occupation siege blockade bombing bombardment shelling annexation encirclement")
_SEATED = frozenset({"prosecutor", "court", "police", "authority", "prosecution"})  # "prosecutors in France"
_TABLING = frozenset({"sponsor", "co", "co-sponsor", "cosponsor", "table", "propose", "back", "support"})
_LOOK_BACK = 40  # sentences


def owner(token: Token, story: Story, people: People, resolve: Resolve) -> Actor | None:
    """Return the state whose organ this is: "Syrian security forces", "Assad's jets"."""
    before = (
        part for c in token.children if c.dep_ in MODIFIERS and c.i < token.i for part in (c, *c.subtree)
    )
    for part in before:
        mention = story.mention(part)
        if mention and mention.is_actor:
            return Actor.named(mention)
        person = people.find(part)
        if person and person.actor:
            return Actor(person.actor.name, person.actor.iri, person.actor.kind, "metonym")
    for child in (c for c in token.children if c.dep_ == "poss"):
        found = resolve(child)
        if found and found[0].iri:
            return found[0]
    sworn = (
        t for c in (token.head, *token.children) if c.lower_ in _SWORN for p in c.children for t in p.children
    )
    for other in sworn:
        found = resolve(other) if other.dep_ == "pobj" else []
        if found:
            return found[0]
    return next((Actor.named(m) for t in _after(token) if (m := story.mention(t)) and m.is_actor), None)


def author(token: Token, story: Story, resolve: Resolve) -> list[Actor]:
    """Return whose text it is, here or where a sentence before says who passed or issued it."""
    found = _author(token, story, resolve)
    if found or not is_the(token):
        return found
    for sentence, _ in zip(story.before(token), range(_LOOK_BACK), strict=False):
        for other in sentence:
            if other.lemma_ == token.lemma_:
                earlier = _author(other, story, resolve)
                if earlier:
                    return [Actor(a.name, a.iri, a.kind, "coreference") for a in earlier]
    return []


def _author(token: Token, story: Story, resolve: Resolve) -> list[Actor]:
    for child in token.children:
        mention = story.mention(child) if child.i < token.i else None
        if mention and mention.is_actor and child.dep_ in MODIFIERS:
            return [Actor.named(mention)]
        if child.dep_ == "poss":
            return resolve(child)
    if token.dep_ == "dobj" and token.head.pos_ == "VERB" and token.head.lemma_ in _ISSUING:
        return [a for s in subjects(token.head) for a in resolve(s)]
    return next(([a for h in conjuncts(t) for a in resolve(h)] for t in _by(token)), [])


def _by(token: Token) -> Iterator[Token]:
    """Yield who stands in "by the ministry", "released by the ministry"."""
    for link in token.children:
        preps = [link] if link.lower_ in ("by", "from", "of") and link.dep_ in ("prep", "agent") else []
        tabled = token.lemma_ == "resolution" and link.lemma_ in _TABLING  # it is theirs who adopt it
        preps += [c for c in link.children if c.dep_ == "agent"] if link.dep_ == "acl" and not tabled else []
        yield from (thing for prep in preps for thing in prep.children if thing.dep_ == "pobj")


def _after(token: Token) -> Iterator[Token]:
    """Yield who stands in "the army of Sudan", "prosecutors in France"."""
    for prep in token.children:
        if prep.lower_ == "of" and token.lemma_.lower() in _SUFFERED:
            continue
        seated = prep.lower_ == "in" and token.lemma_.lower() in _SEATED
        if prep.dep_ == "prep" and (seated or prep.lower_ in ("of", "from")):
            yield from (c for c in prep.children if c.dep_ == "pobj")
