/** The JSON that the API gives, as docs/http.md describes it. */

export type ActorKind =
  | "state" | "body" | "court" | "organization" | "armed_group" | "actor_group" | "person" | "actor";
export type ThingKind = "statute" | "provision" | "resolution" | "crime" | "draft" | "case" | "matter";
export type NodeKind = ActorKind | ThingKind;

export type ClaimType =
  | "veto" | "vote" | "sponsor" | "support" | "oppose" | "accuse" | "deny" | "find" | "call_for"
  | "refer" | "treaty_status" | "case_filed" | "figure";

export type Status = "actual" | "not_actual";

/** A vote is "yes", "no", "abstain" or a tally; a figure is a number or a word. */
export type Value = string | number | Record<string, number | string | boolean> | null;

export interface Ref {
  id: string;
  label: string;
  kind: string;
}

export interface DocumentRef {
  id: string;
  slug: string;
  title: string | null;
  publisher: Ref | null;
  published: string | null;
  origin: "original" | "digest";
  /** SHA-256 of the publisher's text, of a digest only. */
  digest_of: string | null;
  address: string | null;
  sha256: string;
}

export interface Evidence {
  id: string;
  quote: string;
  /** Offsets count Unicode code points, not the UTF-16 units of a JavaScript string. */
  start: number;
  end: number;
  prefix: string;
  suffix: string;
}

export type Choice = "yes" | "no" | "abstain" | "not_voting";
export type Outcome = "adopted" | "not_adopted";
/** What the record does not count is left out. */
export type Counts = Partial<Record<Choice, number>>;

/** An event of the official record that a claim is about, or may be. */
export interface OnRecord {
  id: string;
  label: string;
  kind: string;
  certain: boolean;
  score: number;
  reason: string;
  /** The key of the voting. */
  voting: string | null;
  says: string;
  veto: boolean;
  symbol: string | null;
  date: string | null;
  outcome: Outcome | null;
  counts: Counts;
}

export interface Claim {
  id: string;
  fact: string;
  type: ClaimType;
  class: string;
  label: string;
  claimant: Ref | null;
  actor: Ref | null;
  speaker: Ref | null;
  target: Ref | null;
  object: string | null;
  about: Ref | null;
  crime: Ref | null;
  statute: string | null;
  invokes: Ref[];
  value: Value;
  date: string | null;
  status: Status;
  modality: string;
  via: string;
  confidence: number;
  extractor: string;
  document: DocumentRef;
  evidence: Evidence;
  contested_by: string[];
  answers: string[];
  record: OnRecord[];
}

export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
  /** What to know about this list, in words. */
  notes?: string[];
}

export interface DocumentItem extends DocumentRef {
  claims: number;
}

export interface DocumentText extends DocumentRef {
  text: string;
  claims: Claim[];
}

export interface RecordSource {
  id: string;
  title: string;
  publisher: string | null;
  address: string | null;
}

export interface VotingItem {
  id: string;
  key: string;
  label: string;
  draft: Ref | null;
  symbol: string | null;
  resolution: Ref | null;
  body: Ref | null;
  date: string | null;
  meeting: string | null;
  agenda: string | null;
  title: string | null;
  procedural: boolean;
  outcome: Outcome | null;
  counts: Counts;
  vetoes: Ref[];
  sponsors_count: number;
  sources: RecordSource[];
}

export interface Vote {
  voter: Ref;
  choice: Choice;
  veto: boolean;
}

export interface Entry {
  source: RecordSource;
  rows: string;
  mended: string[];
}

export interface Conflict {
  property: string | null;
  voter: Ref | null;
  says: string[];
}

/** A claim that is about a voting, or may be. */
export interface Report extends Claim {
  quote: string;
  certain: boolean;
  score: number;
  reason: string;
  about_record: string;
}

export interface Voting extends VotingItem {
  votes: Vote[];
  sponsors: Ref[];
  entries: Entry[];
  conflicts: Conflict[];
  reports: Report[];
}

export interface ActorItem extends Ref {
  count: number;
}

export interface ActorDetail extends Ref {
  names: string[];
  /** IRIs of the same elsewhere (skos:exactMatch). */
  exact_match: string[];
  /** How many claims of each type it makes or is told to have done, and how many are aimed at it. */
  counts: Record<string, number>;
  targeted: Record<string, number>;
}

export interface EdgeQuote {
  quote: string;
  document: string;
  start: number;
  end: number;
}

export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  kind: ClaimType;
  status: Status;
  modality: string;
  value: Value;
  date: string | null;
  label: string;
  claims: string[];
  quotes: EdgeQuote[];
}

export interface Network {
  nodes: Ref[];
  edges: NetworkEdge[];
  truncated: boolean;
  total_edges: number;
}

export interface Question {
  id: string;
  question: string;
  query: string;
}

export interface Health {
  status: string;
  generation: string;
  claims: number;
}
