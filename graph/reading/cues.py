"""Find the word that makes a number one of victims or deeds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.clauses import governor, is_passive
from graph.reading.counts import Count
from graph.reading.harm import COMPLEMENTS, PAST, Harm
from graph.reading.parse import subtree_span
from graph.reading.words import bag

_TRIED = bag("charge accuse convict indict try prosecute suspect sentence vote elect")
_SUBJECTS = bag("nsubj nsubjpass")
_OBJECTS = bag("dobj dative oprd attr")
_STATED = bag("oprd xcomp acomp ccomp advcl prep")
_SUMMING = bag("to at of above over past near around in as")
_ALIKE = bag("NOUN PROPN NUM PRON ADJ DET")
_USING = bag("use employ deploy attack bomb shell strike hit violate target gas drop fire breach")
_EITHER = bag("shoot burn hang evacuate target gun assault traffic")  # "shot at": no object, yet no passive
_HOLDING = bag("hold treat recruit capture take")  # also of mere numbers: "280 continue to be held"
_LOSSES = bag("loss slaughter shooting toll")
_LINKS = 6  # coordinated nouns that are climbed
_AFTER = 12  # tokens in which the word of harm is looked for where the parse shows none
_STOPS = frozenset({";", ".", "–", "—", "!", "?", ":"})


class Cues:
    """Look for the word of harm that a number belongs to."""

    def __init__(self, harm: Harm) -> None:
        self.harm = harm
        self._words = harm.words

    def find(self, count: Count) -> Token | None:
        """Return the word that makes a count a figure, or None."""
        if _is_tried(count.top):
            return None
        return (
            self.governed(count)
            or self._described(count)
            or self._deed(count)
            or self._summed(count)
            or self._ahead(count)
        )

    def governed(self, count: Count) -> Token | None:
        """Return the harm that the verb or noun above tells of those counted."""
        if not self.harm.is_mortal(count.noun):
            return None
        for head in _chain(count.top):
            if head.dep_ in _SUBJECTS:
                found = self._of_subject(head.head, count)
            elif head.dep_ in _OBJECTS or _is_more(head):
                found = self._of_object(head.head, count)
            else:
                found = self._of_noun(head) if head.dep_ == "pobj" else None
            if found:
                return found
        return None

    def _of_subject(self, verb: Token, count: Count) -> Token | None:
        """Return the word that tells harm of a verb's subject."""
        lemma, person = verb.lemma_.lower(), self.harm.is_person(count.noun)
        passive = is_passive(verb)
        if passive and self.harm.harms(verb, weak=person and (count.noun is not None or lemma in _HOLDING)):
            return verb
        if _is_headline_passive(verb) and self.harm.harms(verb):
            return verb
        if lemma in self._words.suffer and verb.pos_ == "VERB" and not passive:
            return verb if person else None
        if lemma not in self._words.bear:
            return None
        children = (c for c in verb.children if c.dep_ in COMPLEMENTS and not _has_subject(c))
        return next((found for c in children if (found := self.harm.complement(c))), None)

    def _of_object(self, verb: Token, count: Count) -> Token | None:
        lemma, harm = verb.lemma_.lower(), self.harm
        if harm.harms(verb, weak=harm.is_person(count.noun)) and not is_passive(verb):
            return verb
        if lemma in self._words.inflict:
            stated = (c for c in verb.children if c.dep_ in _STATED)
            return next((found for c in stated if (found := harm.complement(c))), None)
        if lemma == "be":  # "among the dead were 12 children", "the victims were 12 children"
            beside = [c for c in verb.children if c.dep_ in ("prep", "nsubj", "acomp")]
            named = (harm.complement(c) or (c if harm.is_deed(c) else None) for c in beside)
            return next((found for found in named if found), None)
        return None

    def _of_noun(self, head: Token) -> Token | None:
        """Return the noun of "the deaths of 43 people", "injuries to 5"."""
        prep, noun = head.head, head.head.head
        lemma = noun.lemma_.lower()
        taken = lemma in self._words.lives and governor(noun).lemma_.lower() in self._words.taking
        wrong = taken or self.harm.is_deed(noun) or lemma in _LOSSES
        return noun if wrong and prep.lower_ in ("of", "to", "against") and noun.pos_ == "NOUN" else None

    def _described(self, count: Count) -> Token | None:
        """Return the harm that a phrase names in itself: "70 injured protesters", "40 people killed in"."""
        if not self.harm.is_mortal(count.noun):
            return None
        for head in dict.fromkeys((count.noun or count.top, count.top)):
            for child in head.children:
                found = self._before(child, count) if child.i < head.i else self._behind(child, count)
                if found:
                    return found
        return self._beside(count)

    def _before(self, child: Token, count: Count) -> Token | None:
        if child.dep_ not in ("amod", "compound", "nmod") or child.i < count.number.end:
            return None
        harmed = child.lower_ in self._words.state or (child.tag_ == "VBN" and self.harm.harms(child))
        return child if harmed and count.value != 1 and self.harm.is_person(count.noun) else None

    def _behind(self, child: Token, count: Count) -> Token | None:
        harm = self.harm
        if child.dep_ == "acl" and child.tag_ in PAST and harm.harms(child, weak=harm.is_person(count.noun)):
            return child
        if child.dep_ == "relcl":
            subject = next((c for c in child.children if c.dep_ in _SUBJECTS), None)
            if subject is None or subject.tag_ in ("WP", "WDT") or subject.lower_ == "that":
                return self._of_subject(child, count)
            return child if harm.harms(child) else None  # "the 40 people it killed"
        if child.dep_ == "acl" and child.tag_ == "VBG":
            return self._of_subject(child, count)
        return harm.complement(child) if child.dep_ in ("prep", "amod", "acomp", "advcl") else None

    def _beside(self, count: Count) -> Token | None:
        """Return the noun of "people in need" where the parse hangs it on the verb."""
        doc, at = count.number.doc, count.noun.i if count.noun is not None else len(count.number.doc)
        if at + 2 >= len(doc) or doc[at + 1].pos_ != "ADP" or not self.harm.is_person(count.noun):
            return None
        return self.harm.placed(doc[at + 1], doc[at + 2])

    def _deed(self, count: Count) -> Token | None:
        """Return the noun that is counted in itself: "50 attacks", "five waves of attacks"."""
        noun = count.noun
        if noun is None or count.value == 1:
            return None
        lemma = noun.lemma_.lower()
        if lemma in self._words.deeds or noun.lower_ in self._words.deeds:
            return noun
        if lemma in self._words.lives:
            told = any(c.lower_ in (*self._words.state, "political", "lost") for c in noun.children)
            return noun if told or governor(noun).lemma_.lower() in self._words.taking else None
        if lemma == "time":
            verb = governor(noun)
            wrong = verb.lemma_.lower() in _USING and self.harm.scene.crimes_in(subtree_span(verb))
            return noun if wrong else None
        return self.harm.within(noun) if lemma in self._words.wholes else None

    def _summed(self, count: Count) -> Token | None:
        """Return the noun that a number completes: "the death toll has risen to 43,000"."""
        top = count.top
        if count.noun is not None and not self.harm.is_person(count.noun):
            return None
        if top.dep_ == "pobj":
            if top.head.lower_ not in _SUMMING:
                return None
            top = top.head
        while top.head.pos_ in ("ADJ", "ADV") and top.head != top:  # "as high as 1,000"
            top = top.head
        beside = (c for c in top.head.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c != top)
        return next((c for c in (top.head, *beside) if self._sums(c)), None)

    def _sums(self, noun: Token) -> bool:
        if noun.pos_ not in ("NOUN", "PROPN"):
            return False
        lemma = noun.lemma_.lower()
        of_harm = lemma in self._words.sums and any(self.harm.tells(t) for t in noun.subtree)
        return of_harm or lemma in self._words.tolls

    def _ahead(self, count: Count) -> Token | None:
        """Return the word of harm behind a number that the parse ties to nothing."""
        if not self.harm.is_person(count.noun) or count.value == 1:
            return None
        start = max(count.number.end, count.noun.i + 1 if count.noun else 0)
        for token in count.number.doc[start : min(count.top.sent.end, start + _AFTER)]:
            other = token.dep_ in _SUBJECTS and token.pos_ != "PRON"
            if token.text in _STOPS or token.pos_ == "NUM" or other:
                return None
            state = token.lower_ in self._words.state and token.pos_ == "ADJ"
            passive = is_passive(token) or _is_headline_passive(token)
            if state or (passive and self.harm.harms(token)):
                return token
            lemma = token.lemma_.lower()
            if token.pos_ == "VERB" and lemma not in self._words.bear:
                return token if lemma in self._words.suffer else None
        return None


def _is_tried(top: Token) -> bool:
    """Tell whether those counted are tried, no victims, or are what somebody is charged with."""
    head = top
    while head.dep_ in ("conj", "appos") and head.head != head:
        head = head.head
    charged = head.dep_ == "pobj" and head.head.lower_ == "with"
    own = head.dep_ in (*_SUBJECTS, *_OBJECTS) or charged
    return own and governor(head).lemma_.lower() in _TRIED


def _is_headline_passive(verb: Token) -> bool:
    """Tell whether a past form stands for a passive: "20 killed in raid"."""
    objects = any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
    own = objects or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return not own and (verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lemma_ not in _EITHER))


def _is_more(head: Token) -> bool:
    """Tell whether a number stands for people in "wounded 40 more"."""
    behind = (c.lower_ for c in head.children if c.i > head.i)
    return head.lower_ in ("more", "others") or "more" in behind


def _has_subject(clause: Token) -> bool:
    """Tell whether a clause tells of somebody else: "three witnesses said 20 people were killed"."""
    return any(c.dep_ in _SUBJECTS for c in clause.children)


def _chain(top: Token) -> Iterator[Token]:
    """Yield a noun and those that it is coordinated with."""
    for _ in range(_LINKS):
        yield top
        if top.dep_ not in ("conj", "appos") or top.head.pos_ not in _ALIKE:
            return
        top = top.head
