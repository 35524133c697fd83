"""Tell whose text a document is where it speaks for itself: a press release, a government's statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from graph.gazetteer import Entry, Gazetteer
from graph.reading.clauses import subjects
from graph.reading.mentions import Mention, Mentions
from graph.reading.people import Actor, People
from graph.reading.quotes import Quotation
from graph.reading.story import Story
from graph.reading.words import Words, bag

_HEADED = re.compile(
    r"\b(?:statement|remarks|letter|address|speech|declaration|submission|communiqu[eé]|intervention)s?\s+"
    r"(?:delivered\s+|made\s+|issued\s+|released\s+)?(?:of|by|from)\b",
    re.I,
)
_ISSUED = re.compile(
    r"^\((?P<who>[A-Z][\w .&’'-]{3,60}?)\s*[—–-]\s*"
    r"(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\)"
)
_SHEET = re.compile(r"^(?:fact sheet|readout|background press call|media release|press statement)\b", re.I)
_FOLLOWING = re.compile(
    r"\b(?:following|below|here|this)\s+(?:is|are|was)\s+(?:the\s+)?(?:full\s+|complete\s+|unofficial\s+)?"
    r"(?:text|statement|letter|speech|transcript|remarks|address)\b"
    r"|\b(?:following|below|here)\s+is\s+(?P<whose>(?:[A-Z][\w.-]+\s+){0,5}[A-Z][\w.-]+)['’]s?\s+(?:\w+\s+)?"
    r"(?:text|statement|letter|speech|remarks|address)\b"
    r"|\b(?:full|complete) (?:text|statement|transcript)\b[^.]{0,60}(?::|\bfollows\b|\bbelow\b)",
    re.I,
)
_TOP = 4  # passages in which a heading is looked for
_CLOSING = 8  # passages in which a letter may be signed
_GREETING = re.compile(
    r"(?:yours|sincerely|respectfully|with (?:best|kind|warm)|kind regards|best regards|in solidarity"
    r"|signed\b)",
    re.I,
)
_NEAR_START = 20  # characters
_ORGANISED = bag(
    "association center centre committee network council watch international foundation institute society "
    "alliance coalition federation union campaign initiative commission forum movement congress league "
    "bar church churches rights lawyers physicians doctors jurists borders observatory trust fund project "
    "group organization organisation"
)
_TOPIC = frozenset({"on", "regarding", "about", "concerning", "at", "following", "after", "to", ":"})
_OPENING = 6  # passages in which a text is announced as somebody's
_STANCES = bag(
    "believe welcome call urge support reiterate remain stand wish thank join hope continue condemn "
    "reject affirm reaffirm recognize recognise note appreciate congratulate align associate regret "
    "deplore commend oppose share"
)
_FIRST = frozenset({"we", "our", "i", "my", "us"})
_SPEAKING = ("state", "organization", "body", "armed_group", "former_state")
Resolve = Callable[[Token], list[Actor]]
_NEAR = 60  # characters between "statement by" and the name
_OWN_VOICE = 2  # times "we" or "our" is said outside quotations
_NAMED = 2  # times a text that says "we" must name its author


def is_outlet(name: str, words: Words) -> bool:
    """Tell whether a publisher is a newspaper, agency or broadcaster."""
    parts = set(name.lower().replace("-", " ").split())
    return bool(parts & set(words.outlets))


def issues(actor: Actor, words: Words) -> bool:
    """Tell whether an actor is of the kind that publishes statements of its own."""
    parts = set(actor.name.lower().replace("-", " ").split())
    organised = actor.kind == "organization" or (actor.kind == "actor" and bool(parts & _ORGANISED))
    return organised and not is_outlet(actor.name, words)


def publisher(story: Story, words: Words, gazetteer: Gazetteer) -> Actor | None:
    """Return the publisher where it speaks for itself: anybody but a news outlet."""
    name = story.document.publisher
    if not name or is_outlet(name, words):
        return None
    entries = [
        e for e in gazetteer.find(name) if e.kind not in ("statute", "provision", "resolution", "crime")
    ]
    if not entries:
        shorter = name.removesuffix(" press office").strip()
        entries = list(gazetteer.find(shorter))
    return Actor.of(entries[0], "focus") if entries else Actor(name, kind="organization", via="focus")


def headed(story: Story, words: Words, people: People) -> Actor | None:
    """Return whose statement the first lines say this is: "Statement by …", "Open letter from …"."""
    for parsed, names in zip(story.passages[:_TOP], story.names[:_TOP], strict=True):
        issued = _ISSUED.match(parsed.doc.text.strip())
        if issued:
            return _by_name(issued["who"], names, words)
        match = _HEADED.search(parsed.doc.text) or _SHEET.search(parsed.doc.text)
        if match is None or not (parsed.passage.heading or match.start() <= _NEAR_START):
            continue
        close = [t for t in parsed.doc if 0 <= t.idx - match.end() <= _NEAR]
        if close and close[0].text == ":":  # "Fact Sheet: President Lee …"
            close = close[1:]
        for token in takewhile(lambda t: t.lower_ not in _TOPIC, close):
            mention, person = names.at(token), people.find(token)
            if mention and mention.is_actor and not is_outlet(mention.entry.name, words):
                return Actor.of(mention.entry, "focus")
            if person and person.actor:
                return Actor(person.actor.name, person.actor.iri, person.actor.kind, "focus", person.name)
        head = list(takewhile(lambda t: t.lower_ not in _TOPIC, close))
        state = _only_state(story) if any(t.lower_ in words.state_role for t in head) else None
        if state is not None:  # "Statement by the Vice President"
            return Actor.of(state, "focus")
    return None


def _only_state(story: Story) -> Entry | None:
    """Return the state of a text that names no other: whom it accuses may be the one it names most."""
    states = [e for e in story.counts() if e.kind == "state"]
    return states[0] if len(states) == 1 else None


def _by_name(name: str, names: Mentions, words: Words) -> Actor | None:
    """Return the issuer that a line such as "(Rights Defenders – 25 July 2019)" names."""
    listed = next((m for m in names.all if m.is_actor and m.entry.kind != "state"), None)
    found = Actor.of(listed.entry, "focus") if listed else Actor(name.strip(), kind="actor", via="focus")
    return found if not is_outlet(found.name, words) and issues(found, words) else None


def signed(story: Story, people: People) -> Actor | None:
    """Return who signed a letter: the name after "Yours sincerely"."""
    last = story.passages[-_CLOSING:]
    for place, parsed in enumerate(last):
        if not _GREETING.match(parsed.doc.text.strip()):
            continue
        for after in (parsed, *last[place + 1 : place + 4]):
            for token in after.doc:
                person, mention = people.find(token), story.mention(token)
                if person is not None:
                    actor = person.actor or Actor(person.name, kind="person")
                    return Actor(
                        actor.name, actor.iri, actor.kind, "focus", person.name if person.actor else None
                    )
                if mention is not None and mention.is_actor and not mention.is_state:
                    return Actor.of(mention.entry, "focus")
    return None


def printed(story: Story, words: Words, resolve: Resolve) -> Actor | None:
    """Return whose words follow "the following is the text of the letter"."""
    for place, parsed in enumerate(story.passages[:_OPENING]):
        found = _FOLLOWING.search(parsed.doc.text)
        if found is None:
            continue
        owner = _owner(parsed.doc, found, resolve) if found["whose"] else None
        if owner is not None:
            return owner
        named = [m for m in story.names[place].all if m.is_actor and parsed.doc[m.start].idx >= found.end()]
        before = (
            {t.lower_ for t in parsed.doc[max(0, named[0].start - 2) : named[0].start]} if named else set()
        )
        beside = bool(named) and parsed.doc[named[0].start].idx - found.end() <= len(" of the ")
        if before & {"by", "from"} or (beside and "of" in before):
            return Actor.of(named[0].entry, "focus")
        return _opener(story, words, resolve)
    return None


def _owner(doc: Doc, found: re.Match[str], resolve: Resolve) -> Actor | None:
    """Return whose statement follows in "The following is Senator Ana Ruiz's statement"."""
    last = next((t for t in reversed(doc) if t.idx + len(t) == found.end("whose")), None)
    actors = resolve(last) if last is not None else []
    return replace(actors[0], via="focus") if actors else None


def _opener(story: Story, words: Words, resolve: Resolve) -> Actor | None:
    """Return the subject of the first sentence of the text."""
    first = next((p for p in story.passages if not p.passage.heading), None)
    sentence = next(first.doc.sents, None) if first else None
    actors = [a for t in subjects(sentence.root) for a in resolve(t)] if sentence is not None else []
    fit = [a for a in actors if a.kind != "narrator" and not is_outlet(a.name, words)]
    return replace(fit[0], via="focus") if fit else None


def own(story: Story, words: Words, quotes: list[list[Quotation]]) -> Actor | None:
    """Return whom a text that says "we" speaks for: who acts or owns in sentences with "we" and "our"."""
    near: Counter[Entry] = Counter()
    for place, parsed in enumerate(story.passages):
        for sentence in parsed.doc.sents:
            for mention in story.mentions(sentence):
                near[mention.entry] += sentence.root.lemma_ in _STANCES and _acts(sentence, mention)
                near[mention.entry] += _NAMED * _is_us(parsed.doc, mention)
            first = any(
                t.lower_ in _FIRST and not any(q.covers(t.i) for q in quotes[place]) for t in sentence
            )
            for mention in story.mentions(sentence) if first else ():
                near[mention.entry] += _acts(sentence, mention) and mention.is_actor
    fit = {e: n for e, n in near.items() if n and e.kind in _SPEAKING and not is_outlet(e.name, words)}
    best = min(fit, key=lambda e: (-fit[e], -story.counts()[e], e.id), default=None)
    if best is not None and (fit[best] >= _NAMED or len(fit) == 1):
        return Actor.of(best, "focus")
    counts = story.counts()
    named = [e for e in counts if e.kind == "organization" and not is_outlet(e.name, words)]
    best = min(named, key=lambda e: (-counts[e], e.id), default=None)
    return Actor.of(best, "focus") if best and counts[best] >= _NAMED else _unlisted(story, words)


def _unlisted(story: Story, words: Words) -> Actor | None:
    """Return the organisation that the lexicon lacks and the text names as subject more than once."""
    names: Counter[str] = Counter()
    for parsed in story.passages:
        for entity in parsed.doc.ents:
            subject = (
                entity.label_ == "ORG" and entity.root.dep_ == "nsubj" and not story.mention(entity.root)
            )
            names[re.sub(r"^[Tt]he ", "", entity.text)] += subject
    fit = {n: c for n, c in names.items() if c >= _NAMED and issues(Actor(n, kind="actor"), words)}
    best = min(fit, key=lambda n: (-fit[n], n), default=None)
    return Actor(best, kind="actor", via="focus") if best else None


def _is_us(doc: Doc, mention: Mention) -> bool:
    """Tell whether a text says who "we" are: "As Ghana, we believe", "we Ghanaians"."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    after = [t.lower_ for t in doc[mention.end : mention.end + 2]]
    return (before == "as" and "we" in after) or (before == "we" and mention.form == "demonym")


def _acts(sentence: Span, mention: Mention) -> bool:
    """Tell whether a name is the main subject, or what "we" own: "we reiterate Fiji's commitment"."""
    root = sentence.doc[mention.start : mention.end].root
    if mention.form == "demonym":
        return False
    if root.dep_ == "poss":
        return any(t.lower_ in ("we", "i") for t in subjects(sentence.root))
    return root.dep_ == "nsubj" and root.head == sentence.root


def speaks_for_itself(story: Story, quotes: list[list[Quotation]]) -> bool:
    """Tell whether a text says "we" outside quotations: a statement or a letter, not a report."""
    said = [
        t
        for parsed, inside in zip(story.passages, quotes, strict=True)
        for t in parsed.doc
        if t.lower_ in ("we", "our") and not any(q.covers(t.i) for q in inside)
    ]
    return len(said) >= _OWN_VOICE
