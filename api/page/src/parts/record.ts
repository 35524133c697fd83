/** Say what the official record has, in words: colour never stands alone. */

import { el, label, plain, type Child } from "../dom";
import { formatRoute } from "../route";
import type { Choice, Claim, Counts, OnRecord, Outcome, Ref } from "../types";

export const CHOICE_NAMES: Record<Choice, string> = {
  no: "Against",
  abstain: "Abstaining",
  not_voting: "Not voting",
  yes: "In favour",
};
const COUNT_NAMES: [Choice, string][] = [["yes", "for"], ["no", "against"], ["abstain", "abstaining"], ["not_voting", "not voting"]];

export function outcomeText(outcome: Outcome | null): string {
  if (outcome === null) return "outcome not recorded";
  return outcome === "adopted" ? "adopted" : "not adopted";
}

/** Return the counts in words; what the record does not count, or nobody chose, is left out. */
export function countsText(counts: Counts): string {
  const told = COUNT_NAMES.filter(([choice]) => counts[choice] !== undefined && (choice !== "not_voting" || counts[choice] !== 0));
  return told.map(([choice, name]) => `${counts[choice]} ${name}`).join(", ");
}

/** Return the counts as the record's readers write them: 13–2–0. */
export function countsShort(counts: Counts): string {
  const { yes, no, abstain } = counts;
  return yes === undefined || no === undefined || abstain === undefined ? "" : `${yes}–${no}–${abstain}`;
}

/** Name who vetoed. */
export function vetoMark(states: Ref[]): HTMLElement {
  const names = states.flatMap((state, index): Child[] => [index === 0 ? "" : index === states.length - 1 ? " and " : ", ", label(state.label)]);
  return el("strong", { class: "veto" }, states.length > 1 ? "vetoes by " : "veto by ", names);
}

/** Say what the record has of a claim: the certain match, or what it may be about. */
export function onRecord(claim: Claim): Child {
  if (claim.record.length === 0) return null;
  const certain = claim.record.filter((one) => one.certain);
  const shown = certain.length > 0 ? certain : claim.record;
  return el("div", { class: "on-record" }, shown.map((one) => matchLine(one)));
}

/** Link to the voting that a claim is about, for a table's cell. */
export function recordMark(claim: Claim): Child {
  const match = claim.record.find((one) => one.certain && one.voting);
  if (!match?.voting) return null;
  return el("a", { class: "recorded-as", href: formatRoute("record", match.voting), title: plain(match.label) }, "on the record");
}

function matchLine(match: OnRecord): HTMLElement {
  const words = match.voting ? el("a", { href: formatRoute("record", match.voting) }, label(match.label)) : label(match.label);
  const rest = [countsShort(match.counts), match.outcome ? outcomeText(match.outcome) : "", match.date ?? ""].filter((text) => text !== "");
  return el(
    "p",
    { class: match.certain ? "match" : "match possible" },
    el("strong", {}, match.certain ? "On the record: " : "Possibly on the record: "),
    words,
    rest.length > 0 ? `, ${rest.join(", ")}` : "",
    ". ",
    why(match),
  );
}

/** Say why a match is held to be one. */
export function why(match: { certain: boolean; score: number; reason: string }): HTMLElement {
  return el("span", { class: "muted" }, `Score ${match.score.toFixed(2)}: `, label(match.reason), ".");
}
