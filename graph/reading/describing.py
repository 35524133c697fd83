"""Read what stands beside a person's name and tells whom he speaks for."""

from __future__ import annotations

from spacy.tokens import Span, Token

from graph.reading.mentions import Mention
from graph.reading.story import Story
from graph.reading.words import bag

_REACH = 14  # tokens looked at on either side of a name for a role
_LINKS = frozenset({"of", "for", "at", "from", "with"})
SERVING = frozenset({"representing", "heading", "leading", "chairing", "defending"})
# "Ana Ruiz Director of the League".
POSTS = frozenset({"chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "director"})
LEADING = frozenset({"head", "lead", "chair", "represent", "direct"})
_STATELY = bag(
    "foreign defence defense interior justice ministry minister department army navy government police "
    "parliament house senate congress cabinet state national supreme court federal security council "
    "military force forces affairs finance"
)
_TITLED = bag(
    "deputy vice prime chief president secretary senior general former special attorney interim acting co- co"
)
_BASED = frozenset(
    {"minister", "secretary", "member", "senator", "governor", "mayor", "ministry", "commissioner"}
)


def left(span: Span) -> list[Token]:
    """Return the words before a name that may describe its bearer: "France's foreign minister"."""
    doc, start = span.doc, span.start
    at = start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    first = at
    floor = max(span.sent.start, start - _REACH)
    while at >= floor and (_descriptive(doc[at]) or doc[at].lower_ in _LINKS | {"the"}):
        before = doc[at - 1]
        if doc[at].pos_ == "CCONJ" and before.pos_ == "PROPN" and before.ent_type_ in ("GPE", "PERSON"):
            break  # "Israel and President Trump": another one
        at -= 1
    return list(doc[at + 1 : first + 1])


def _descriptive(token: Token) -> bool:
    return (
        token.pos_ in ("PROPN", "NOUN", "ADJ", "PART", "ADP", "CCONJ", "NUM")
        and (token.pos_ != "ADP" or token.lower_ in _LINKS | {"to", "on"})
        and token.ent_type_ not in ("DATE", "TIME")
    ) or token.text in ("-", "'s", "’s")


def right(span: Span) -> list[Token]:
    """Return the apposition after a name: ", the US ambassador to the UN,"."""
    doc, at = span.doc, span.end
    if at < len(doc) and doc[at].text == ")":
        at += 1
    if at >= len(doc) or doc[at].text not in (",", "(", "–", "—", "-"):
        relative = at < len(doc) and doc[at].pos_ in ("DET", "NOUN") and doc[at].dep_ in ("det", "appos")
        relative = relative or (at < len(doc) and doc[at].lower_ in POSTS)
        if not relative:
            return []
        at -= 1
    if at + 1 < len(doc) and doc[at + 1].lower_ in SERVING:
        return _served(span, at + 2)
    if at + 2 < len(doc) and doc[at + 1].lower_ == "who" and doc[at + 2].lemma_ in LEADING:
        return _served(span, at + 3)
    close = {"(": ")", "–": "–", "—": "—"}.get(doc[at].text, ",")
    found: list[Token] = []
    for token in doc[at + 1 : min(span.sent.end, at + 1 + _REACH)]:
        ends = token.text in (close, ";", ".") or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
        if ends or token.tag_ in ("WDT", "WP", "WP$"):
            break
        found.append(token)
    return found


def _served(span: Span, start: int) -> list[Token]:
    """Return whom somebody serves in "Ana Ruiz, representing the Commission of Jurists,"."""
    doc = span.doc
    rest = doc[start : span.sent.end]
    end = next((t.i for t in rest if t.text in (",", ".", ";") or t.pos_ == "VERB"), span.sent.end)
    return list(doc[start:end])


def direct(span: Span, story: Story) -> list[Token]:
    """Return the organisation in "Ibrahim al-Assil of the Syrian Nonviolence Movement"."""
    doc, at = span.doc, span.end
    if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "from", "at", "with"):
        return []
    at += 1
    while at < len(doc) and doc[at].lower_ in ("the", "a"):
        at += 1
    mention = story.mention(doc[at]) if at < len(doc) else None
    if mention and mention.is_actor and not mention.is_state:
        return list(doc[mention.start : mention.end])
    end = at
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    found = list(doc[at:end])
    return found if found and any(t.ent_type_ in ("ORG", "GPE", "NORP") for t in found) else []


def serves(token: Token) -> bool:
    """Tell whether whoever stands behind this verb is served or led: "representing the", "who heads the"."""
    return token.lower_ in SERVING or (
        token.lemma_ in LEADING and token.i > 0 and token.nbor(-1).lower_ == "who"
    )


def after_to(tokens: list[Token], mention: Mention) -> bool:
    """Tell whether a name is where somebody is sent: "ambassador to Kenya"."""
    doc = tokens[0].doc
    before = doc[max(0, mention.start - 2) : mention.start]
    return any(t.lower_ in ("to", "at") for t in before)


def after_for(tokens: list[Token], mention: Mention) -> bool:
    """Tell whether a name is somebody's task: "envoy for Mali"."""
    doc = tokens[0].doc
    before = doc[max(tokens[0].i, mention.start - 4) : mention.start]
    return any(t.lower_ in ("to", "at", "for", "in", "on") for t in before)


def named_after(tokens: list[Token], roles: list[Token]) -> str | None:
    """Return an organisation that the lexicon lacks: capitals after "of", "at" or "for"."""
    doc = tokens[0].doc
    last = tokens[-1].i
    for token in tokens:
        portfolio = token.lower_ == "for" and any(t.lemma_.lower() in _BASED for t in roles)
        if token.lower_ in _LINKS and token.i > roles[0].i and not portfolio:
            at = token.i + 1
            while at <= last and doc[at].lower_ in ("the", "a"):
                at += 1
            end = at
            while end <= last and (
                doc[end].pos_ == "PROPN" or doc[end].lower_ in ("of", "and", "for", "the", "-")
            ):
                end += 1
            while end > at and doc[end - 1].pos_ != "PROPN":
                end -= 1
            if end > at and doc[at].pos_ == "PROPN" and doc[at].ent_type_ not in ("PERSON", "DATE"):
                return doc[at:end].text
    return _named_before(roles[0])


def _named_before(role: Token) -> str | None:
    """Return an organisation that the lexicon lacks in "Relief International spokesman"."""
    doc, at = role.doc, role.i
    while at > role.sent.start and doc[at - 1].pos_ == "PROPN" and doc[at - 1].ent_type_ == "ORG":
        at -= 1
    end = next((t.i for t in doc[at : role.i] if t.lower_ in _TITLED or t.text in ("-", "’s")), role.i)
    run = doc[at:end]
    own = len(run) > 0 and not any(t.lower_ in _STATELY for t in run)
    return run.text if own and not run.text.islower() else None
