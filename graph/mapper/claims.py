"""Write one claim: what every claim carries, then what its class adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from graph.gazetteer import fold
from graph.idents import Idents
from graph.mapper.abbreviations import abbreviation
from graph.mapper.drafts import Drafts, is_draft
from graph.mapper.evidence import write_evidence
from graph.mapper.literals import date, english, integer, number, quantity
from graph.mapper.nodes import Nodes
from graph.mapper.sheet import Sheet
from graph.mapper.vocabulary import (
    ACTIONS,
    CHOICES,
    CLASSES,
    EVENT_TYPES,
    MODALITIES,
    ROLES,
    STANCES,
    STATUSES,
    TALLY,
)
from graph.model import Document, Fact
from graph.terms import DCTERMS, OST, RDFS, XSD


class Claims:
    """Write the claims of one document into its sheet."""

    def __init__(
        self, idents: Idents, nodes: Nodes, drafts: Drafts, document: Document, sheet: Sheet
    ) -> None:
        self._idents = idents
        self._nodes = nodes
        self._drafts = drafts
        self._document = document
        self._sheet = sheet
        self._publisher = nodes.publisher(sheet, document.publisher or f"publisher of {document.id}")
        self._speaks_for: Mapping[str, frozenset[NamedNode]] = {}
        self._rest: Mapping[str, Callable[[Fact, NamedNode, NamedNode], None]] = {
            "accuse": self._conduct,
            "find": self._conduct,
            "deny": self._denial,
            "call_for": self._demand,
            "figure": self._figure,
            "support": self._position,
            "oppose": self._position,
            "veto": self._veto,
            "vote": self._vote,
            "sponsor": self._sponsorship,
            "treaty_status": self._treaty,
            "case_filed": self._case,
            "refer": self._referral,
        }

    def write_all(self, facts: Iterable[Fact]) -> None:
        """Write facts in the order of the text, so that its first words for a thing label it."""
        told = sorted(facts, key=lambda f: (f.start, f.end, f.type, f.actor, f.target or "", f.id))
        self._speaks_for = self._affiliations(told)
        for fact in told:
            self.write(fact)

    def _affiliations(self, facts: Iterable[Fact]) -> Mapping[str, frozenset[NamedNode]]:
        """Return whom each speaker of the document speaks for, anywhere in it."""
        found: dict[str, set[NamedNode]] = defaultdict(set)
        for fact in facts:
            if fact.speaker and fact.actor != "narrator" and fold(fact.actor) != fold(fact.speaker):
                actor = self._nodes.minted_actor(fact.document, fact.actor, fact.actor_id)
                found[fold(fact.speaker)].add(actor)
        return {name: frozenset(actors) for name, actors in found.items()}

    def write(self, fact: Fact) -> NamedNode:
        """Write a fact as a claim with its evidence; return the claim."""
        claim = self._idents.claim(fact.id)
        actor = self._actor(fact)
        self._common(fact, claim)
        self._who(fact, claim, actor)
        write_evidence(self._sheet, self._idents, self._document, fact)
        rest = self._rest.get(fact.type)
        if rest is not None:
            rest(fact, claim, actor)
        return claim

    def _actor(self, fact: Fact) -> NamedNode:
        if fact.actor == "narrator":
            return self._publisher
        return self._named(fact, fact.actor, fact.actor_id)

    def _named(self, fact: Fact, name: str, iri: str | None) -> NamedNode:
        node = self._nodes.actor(self._sheet, fact.document, name, iri)
        short = abbreviation(self._document.text, name) if node.value != iri else None
        if short:
            self._nodes.abbreviated(self._sheet, node, name, short)
        return node

    def _words(self, name: str | None, iri: str | None) -> Literal | None:
        """Return the words for an actor where they are not the lexicon's name of it."""
        return Literal(name) if name and name != "narrator" and not self._nodes.is_called(iri, name) else None

    def _common(self, fact: Fact, claim: NamedNode) -> None:
        put = self._sheet.add
        self._sheet.type(claim, CLASSES[fact.type])
        put(claim, DCTERMS.identifier, Literal(fact.id))
        put(claim, RDFS.label, english(_label(fact)))
        put(claim, OST.status, STATUSES[fact.status])
        put(claim, OST.modality, MODALITIES[fact.modality])
        put(claim, OST.confidence, number(fact.confidence))
        put(claim, OST.foundBy, Literal(fact.via))
        put(claim, OST.extractor, Literal(fact.extractor))
        put(claim, OST.date, date(fact.date) if fact.date else None)
        put(claim, OST.objectText, Literal(fact.object) if fact.object else None)
        put(claim, OST.crime, self._crime(fact))
        if fact.statute:
            put(claim, OST.statuteText, Literal(fact.statute))
            put(claim, OST.invokes, *self._nodes.invoked(fact.statute))

    def _who(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        put = self._sheet.add
        told = fact.type in EVENT_TYPES
        put(claim, OST.claimant, self._publisher if told else actor)
        put(claim, OST.actor, actor if told else None)
        put(claim, OST.actorText, self._words(fact.actor, fact.actor_id))
        put(claim, OST.target, self._target(fact))
        put(claim, OST.targetText, self._words(fact.target, fact.target_id))
        if fact.speaker:
            actors = self._speaks_for.get(fold(fact.speaker), frozenset())
            put(claim, OST.speaker, self._nodes.person(self._sheet, fact.document, fact.speaker, actors))
            put(claim, OST.speakerText, Literal(fact.speaker))
        put(claim, OST.statedIn, self._idents.document(self._document.id))
        put(claim, OST.evidence, self._idents.evidence(fact.id))

    def _target(self, fact: Fact) -> NamedNode | None:
        if not fact.target:
            return None
        return self._named(fact, fact.target, fact.target_id)

    def _crime(self, fact: Fact) -> NamedNode | None:
        return self._nodes.crime(fact.crime) if fact.crime else None

    def _conduct(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.conduct, Literal(fact.object) if fact.object else None)

    def _denial(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        matter = self._nodes.matter(self._sheet, fact.object) if fact.object else None
        denied = [node for node in (self._crime(fact), matter) if node is not None]
        self._sheet.add(claim, OST.denies, *(denied or [self._target(fact) or self._unnamed_accusation()]))

    def _unnamed_accusation(self) -> NamedNode:
        return self._nodes.matter(self._sheet, f"accusation in {self._document.id}")

    def _demand(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.addressee, self._target(fact))
        self._sheet.add(claim, OST.demands, Literal(fact.object) if fact.object else None)

    def _figure(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._quantity(fact, claim)
        self._sheet.add(claim, OST.counts, Literal(fact.object) if fact.object else None)

    def _quantity(self, fact: Fact, claim: NamedNode) -> None:
        if isinstance(fact.value, str | int | float):
            self._sheet.add(claim, OST.quantity, quantity(fact.value))

    def _position(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.stance, STANCES[fact.type])
        self._sheet.add(claim, OST.toward, self._toward(fact))

    def _toward(self, fact: Fact) -> NamedNode | None:
        if not fact.object:
            return self._target(fact)
        if is_draft(fact.object):
            return self._nodes.draft(self._sheet, self._drafts.of(fact, self._document))
        return self._nodes.matter(self._sheet, fact.object)

    def _veto(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"veto by {fact.actor}")
        self._quantity(fact, claim)

    def _vote(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"vote by {fact.actor}")
        if isinstance(fact.value, Mapping):
            self._tally(fact.value, claim)
        elif isinstance(fact.value, str) and fact.value in CHOICES:
            self._sheet.add(claim, OST.choice, CHOICES[fact.value])

    def _tally(self, tally: Mapping[str, int | str], claim: NamedNode) -> None:
        if tally.get("yes") == "unanimous":
            self._sheet.add(claim, OST.unanimous, Literal("true", datatype=XSD.boolean))
        for key, term in TALLY.items():
            count = tally.get(key)
            if isinstance(count, int):
                self._sheet.add(claim, term, integer(count))

    def _sponsorship(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"sponsorship by {fact.actor}")
        if isinstance(fact.value, str) and fact.value in ROLES:
            self._sheet.add(claim, OST.role, ROLES[fact.value])

    def _council_event(self, fact: Fact, claim: NamedNode, actor: NamedNode, label: str) -> None:
        draft = self._drafts.of(fact, self._document)
        node = self._nodes.draft(self._sheet, draft)
        event = self._event(fact, claim, actor, label, fact.type, node.value)
        self._sheet.add(claim, OST.draft, node)
        self._sheet.add(event, OST.draft, node)
        self._sheet.add(event, OST.body, NamedNode(draft.body.id) if draft.body else None)

    def _treaty(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        treaty = self._nodes.instrument(self._sheet, fact.statute or fact.object or "treaty")
        label = f"{fact.actor}: {fact.value} – {fact.statute or fact.object}"
        event = self._event(fact, claim, actor, label, fact.type, treaty.value, fact.value)
        self._sheet.add(claim, OST.instrument, treaty)
        self._sheet.add(event, OST.instrument, treaty)
        if isinstance(fact.value, str) and fact.value in ACTIONS:
            self._sheet.add(claim, OST.action, ACTIONS[fact.value])

    def _case(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        label = fact.object or "case"
        case = self._nodes.case(self._sheet, self._document.id, label, fact.target)
        self._event(fact, claim, actor, f"case filed by {fact.actor}: {label}", fact.type, case.value)
        self._sheet.add(claim, OST.case, case)

    def _referral(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        situation = self._target(fact)
        court = self._nodes.court(self._sheet, fact.object) if fact.object else None
        label = f"referral of {fact.target or 'a situation'} by {fact.actor}"
        parts = [node.value if node else None for node in (situation, court)]
        event = self._event(fact, claim, actor, label, fact.type, *parts)
        for node in (claim, event):
            self._sheet.add(node, OST.situation, situation)
            self._sheet.add(node, OST.court, court)

    def _event(self, fact: Fact, claim: NamedNode, actor: NamedNode, label: str, *key: object) -> NamedNode:
        event = self._idents.hashed("event", actor.value, *key)
        self._sheet.describe(event, OST.ReportedEvent, RDFS.label, english(label))
        self._sheet.add(event, OST.actor, actor)
        self._sheet.add(event, OST.date, date(fact.date) if fact.date else None)
        self._sheet.add(claim, OST.reports, event)
        return event


def _label(fact: Fact) -> str:
    about = ": ".join(part for part in (fact.target, fact.object or fact.crime) if part)
    doing = fact.type.replace("_", " ") + ("" if fact.status == "actual" else f" ({fact.modality})")
    return " – ".join(part for part in (fact.actor, doing, about) if part)
