/** Say claims and edges in words; nothing else in the page decides how a claim reads. */

import { plain } from "./dom";
import type { Claim, ClaimType, NetworkEdge, Ref, Status, Value } from "./types";

/** A sentence in pieces: words of ours, and names that stand for something. */
export type Sentence = (string | Ref)[];

export const TYPE_NAMES: Record<ClaimType, string> = {
  veto: "Veto",
  vote: "Vote",
  sponsor: "Sponsorship",
  support: "Support",
  oppose: "Opposition",
  accuse: "Accusation",
  deny: "Denial",
  find: "Finding",
  call_for: "Demand",
  refer: "Referral",
  treaty_status: "Treaty status",
  case_filed: "Case",
  figure: "Figure",
};
export const CLAIM_TYPES = Object.keys(TYPE_NAMES) as ClaimType[];

/** The crimes that claims name, as docs/facts.md lists them. */
export const CRIMES = [
  "war crimes", "crimes against humanity", "genocide", "ethnic cleansing", "aggression", "torture", "enforced disappearance",
  "sexual violence", "chemical weapons use", "attack on civilians", "unlawful killing", "arbitrary detention",
  "starvation / siege", "terrorism", "apartheid", "human rights violations", "other",
];

export const KIND_NAMES: Record<string, string> = {
  state: "State",
  body: "Intergovernmental body",
  court: "Court",
  organization: "Organisation",
  armed_group: "Armed group",
  actor_group: "Group of actors",
  person: "Person",
  actor: "Other actor",
  draft: "Draft resolution",
  resolution: "Resolution",
  statute: "Treaty or charter",
  provision: "Provision",
  crime: "Crime",
  case: "Case",
  matter: "Matter",
};

/** Claims that report an event; the others are statements of whoever makes them. */
const EVENTS: ReadonlySet<ClaimType> = new Set(["veto", "vote", "sponsor", "refer", "treaty_status", "case_filed"]);

/** What a modality means of something that is not told as done. */
const MODALITY_NAMES: Record<string, string> = {
  asserted: "not done",
  hedged: "uncertain",
  threatened: "threatened",
  expected: "expected",
  requested: "asked for",
  hypothetical: "hypothetical",
  negated: "denied",
};

interface Verb {
  /** As the report has it done: "vetoed". */
  done: string;
  /** After "would", "is asked to": "veto". */
  bare: string;
}

const VERBS: Record<ClaimType, Verb> = {
  veto: { done: "vetoed", bare: "veto" },
  vote: { done: "voted on", bare: "vote on" },
  sponsor: { done: "sponsored", bare: "sponsor" },
  support: { done: "supports", bare: "support" },
  oppose: { done: "opposes", bare: "oppose" },
  accuse: { done: "accuses", bare: "accuse" },
  deny: { done: "denies", bare: "deny" },
  find: { done: "finds against", bare: "find against" },
  call_for: { done: "asks", bare: "ask" },
  refer: { done: "referred", bare: "refer" },
  treaty_status: { done: "took a step on", bare: "take a step on" },
  case_filed: { done: "brought a case against", bare: "bring a case against" },
  figure: { done: "reports", bare: "report" },
};

const VALUE_VERBS: Record<string, Verb> = {
  "vote yes": { done: "voted for", bare: "vote for" },
  "vote no": { done: "voted against", bare: "vote against" },
  "vote abstain": { done: "abstained on", bare: "abstain on" },
  "sponsor drafter": { done: "drafted", bare: "draft" },
  "sponsor cosponsor": { done: "co-sponsored", bare: "co-sponsor" },
  "treaty_status party": { done: "is a party to", bare: "be a party to" },
  "treaty_status not_party": { done: "is not a party to", bare: "not be a party to" },
  "treaty_status signed": { done: "signed", bare: "sign" },
  "treaty_status ratified": { done: "ratified", bare: "ratify" },
  "treaty_status withdrew": { done: "withdrew from", bare: "withdraw from" },
  "treaty_status withdrawal_announced": { done: "announced that it withdraws from", bare: "announce that it withdraws from" },
  "treaty_status suspended": { done: "suspended its part in", bare: "suspend its part in" },
};

const NOT_DONE: Record<string, string> = {
  asserted: "would",
  hedged: "may",
  threatened: "threatens to",
  expected: "is expected to",
  requested: "is asked to",
  hypothetical: "would",
  negated: "is said not to",
};

interface Told {
  value: Value;
  status: Status;
  modality: string;
}

/** Return the verb of a claim or an edge with its modality: "vetoed", "threatens to veto". */
export function verb(type: ClaimType, told: Told): string {
  const forms = VALUE_VERBS[`${type} ${String(told.value)}`] ?? VERBS[type];
  if (told.status === "actual") return forms.done;
  return `${NOT_DONE[told.modality] ?? "would"} ${forms.bare}`;
}

/** Return how a claim is told: "reported", "stated", or the word for what is not told as done. */
export function toldAs(told: { type: ClaimType; status: Status; modality: string }): string {
  const word = MODALITY_NAMES[told.modality] ?? told.modality;
  if (told.status === "not_actual") return told.modality === "asserted" ? "not done" : `${word}, not done`;
  const plainly = EVENTS.has(told.type) ? "reported" : "stated";
  return told.modality === "asserted" ? plainly : `${plainly}, ${told.modality === "hedged" ? "with reserve" : word}`;
}

/** Return a tally or a number as words, or nothing where the verb says it already. */
export function valueText(value: Value): string {
  if (value === null || value === "") return "";
  if (typeof value !== "object") return String(value);
  if (value["unanimous"] === true || value["yes"] === "unanimous") return "unanimously";
  const names: [string, string][] = [["yes", "for"], ["no", "against"], ["abstain", "abstaining"], ["abstained", "abstaining"]];
  return names.filter(([key]) => key in value).map(([key, name]) => `${String(value[key])} ${name}`).join(", ");
}

/** Return who is reported to have done it: the actor of an event, else the claimant. */
export const doer = (claim: Claim): Ref | null => claim.actor ?? claim.claimant;

/** Say a claim as one sentence: "France accuses Syria of chemical weapons use". */
export function claimSentence(claim: Claim): Sentence {
  const words = claim.type === "find" && !claim.target ? "finds:" : verb(claim.type, claim);
  return [doer(claim) ?? "Somebody not named", ` ${words} `, ...SENTENCE_ENDS[claim.type](claim)];
}

type Ending = (claim: Claim) => Sentence;

const onAbout: Ending = (claim) => [claim.about ?? plainOr(claim.object, "something not named"), ...tally(claim)];

const SENTENCE_ENDS: Record<ClaimType, Ending> = {
  veto: onAbout,
  vote: onAbout,
  sponsor: onAbout,
  support: onAbout,
  oppose: onAbout,
  accuse: (claim) => [claim.target ?? "someone not named", ...wrongOf(claim), ...under(claim)],
  deny: (claim) => [...denied(claim), ...(claim.target ? [", answering ", claim.target] : [])],
  find: (claim) => (claim.target ? [claim.target, ": ", claim.crime ?? plainOr(claim.object, "a wrong")] : [claim.crime ?? plainOr(claim.object, "a wrong")]),
  call_for: (claim) => [claim.target ?? "(nobody named)", `: ${plainOr(claim.object, "to act")}`],
  refer: (claim) => [claim.target ?? "a situation", ...(claim.about ? [" to ", claim.about] : wrongObject(claim, " to "))],
  treaty_status: (claim) => [claim.about ?? plainOr(claim.statute, "a treaty")],
  case_filed: (claim) => [claim.target ?? "(nobody named)", ...(claim.about ? [": ", claim.about] : []), ...under(claim)],
  figure: (claim) => [counted(claim), ...(claim.target ? [" (", claim.target, ")"] : [])],
};

function plainOr(text: string | null, otherwise: string): string {
  return text ? plain(text) : otherwise;
}

function tally(claim: Claim): Sentence {
  if (claim.type === "vote" && typeof claim.value === "object") {
    const words = valueText(claim.value);
    return words ? [` (${words})`] : [];
  }
  return claim.type === "veto" && claim.value !== null ? [` (${valueText(claim.value)} times)`] : [];
}

function wrongOf(claim: Claim): Sentence {
  if (claim.crime && claim.crime.label !== "other") return [" of ", claim.crime];
  return claim.object ? [`: ${plain(claim.object)}`] : [" of another wrong"];
}

function wrongObject(claim: Claim, before: string): Sentence {
  return claim.object ? [before + plain(claim.object)] : [];
}

function under(claim: Claim): Sentence {
  if (claim.statute) return [` (under ${plain(claim.statute)})`];
  return claim.invokes[0] ? [" (under ", claim.invokes[0], ")"] : [];
}

/** Name the crime that is denied, and the words for it where they say more. */
function denied(claim: Claim): Sentence {
  const words = claim.object ? plain(claim.object) : "";
  if (!claim.crime || claim.crime.label === "other") return [words || (claim.about ?? "what is said")];
  return words && words.toLowerCase() !== claim.crime.label ? [claim.crime, ` (“${words}”)`] : [claim.crime];
}

/** Say a number and what it counts, once where the words for it begin with it. */
function counted(claim: Claim): string {
  const number = valueText(claim.value);
  const words = plainOr(claim.object, "");
  return words.startsWith(number) ? words : `${number} ${words}`;
}

/** Say an edge as one sentence; its claims say more. */
export function edgeSentence(edge: NetworkEdge, source: Ref, target: Ref): Sentence {
  const words = edge.kind === "deny" && target.kind !== "crime" && target.kind !== "matter" ? "answers with a denial" : verb(edge.kind, edge);
  return [source, ` ${words} `, target, edgeNumbers(edge)];
}

/** Return the tally of a vote or the number of vetoes that an edge carries: " (13 for, 2 against)". */
export function edgeNumbers(edge: NetworkEdge): string {
  const text = valueText(edge.value);
  if (text === "") return "";
  if (edge.kind === "veto") return ` (${text} times)`;
  return typeof edge.value === "object" ? ` (${text})` : "";
}

/** Return a sentence as text without marks, for a label that a screen reader speaks. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === "string" ? piece : plain(piece.label))).join("");
}
