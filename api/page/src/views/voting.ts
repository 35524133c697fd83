/** Show one voting of the record: every vote, sponsors, sources, conflicts, and what documents report of it. */

import { el, fill, label, safeAddress, type Child } from "../dom";
import { address, get } from "../http";
import { copyButton, documentLink, empty, hereWith, loading, saidBy, sentence, toldMark } from "../parts/bits";
import { CHOICE_NAMES, countsShort, countsText, outcomeText, vetoMark, why } from "../parts/record";
import { claimLink, formatRoute, localPart } from "../route";
import type { Choice, Conflict, Entry, Ref, Report, Vote, Voting } from "../types";
import { claimSentence, TYPE_NAMES } from "../words";

/** Build the view of a voting into `root` and return its title. */
export async function showVoting(root: HTMLElement, key: string, signal: AbortSignal): Promise<string> {
  fill(root, loading("the voting"));
  const path = `votings/${encodeURIComponent(key)}`;
  const voting = await get<Voting>(path, {}, signal);
  if (signal.aborted) return voting.label;
  const recorded = el("section", { class: "recorded", "aria-label": "On the record" }, el("h2", {}, "On the record"), votes(voting), sponsors(voting.sponsors), sources(voting.entries), conflicts(voting.conflicts));
  fill(root, el("h1", {}, label(title(voting))), about(voting), actions(voting, path), el("div", { class: "beside" }, recorded, reports(voting)));
  return title(voting);
}

function title(voting: Voting): string {
  return voting.draft?.label ?? voting.label;
}

function about(voting: Voting): HTMLElement {
  const rows: [string, Child][] = [
    ["Outcome", outcomeText(voting.outcome)],
    ["Votes", countsText(voting.counts)],
    ["Resolution", voting.resolution ? label(voting.resolution.label) : null],
    ["Body", voting.body ? actor(voting.body) : null],
    ["Date", voting.date],
    ["Meeting", voting.meeting ? label(voting.meeting) : null],
    ["Agenda", voting.agenda ? label(voting.agenda) : null],
    ["On", voting.title ? label(voting.title) : null],
    ["Kind", voting.procedural ? "procedural: no veto is possible" : null],
  ];
  const facts = rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)));
  return el("div", { class: "about" }, voting.vetoes.length > 0 ? el("p", {}, vetoMark(voting.vetoes)) : null, el("dl", { class: "facts" }, facts));
}

function actions(voting: Voting, path: string): HTMLElement {
  return el(
    "p",
    { class: "actions" },
    copyButton("Copy a link to this voting", () => hereWith(formatRoute("record", voting.key))),
    el("a", { href: address(path, {}) }, "This as JSON"),
    el("a", { href: `id/voting/${encodeURIComponent(voting.key)}?format=ttl`, "aria-label": `Turtle of ${voting.label}` }, "Turtle"),
    el("a", { href: "#/record" }, "The whole record"),
  );
}

function actor(ref: Ref): HTMLElement {
  return el("a", { href: formatRoute("actor", localPart(ref.id)) }, label(ref.label));
}

function votes(voting: Voting): Child {
  if (voting.votes.length === 0) return empty("The record has no votes by name.");
  const choices = (Object.keys(CHOICE_NAMES) as Choice[]).filter((choice) => voting.votes.some((vote) => vote.choice === choice));
  return el("div", { class: "votes" }, choices.map((choice) => group(choice, voting.votes.filter((vote) => vote.choice === choice))));
}

function group(choice: Choice, votes: Vote[]): HTMLElement {
  const id = `votes-${choice}`;
  return el(
    "section",
    { class: `choice choice-${choice}`, "aria-labelledby": id },
    el("h3", { id }, `${CHOICE_NAMES[choice]}: ${votes.length}`),
    el("ul", { class: "names" }, votes.map((vote) => el("li", { class: vote.veto ? "vetoed" : null }, actor(vote.voter), vote.veto ? [" ", el("strong", { class: "veto" }, "veto")] : null))),
  );
}

function sponsors(states: Ref[]): Child {
  if (states.length === 0) return null;
  return [el("h3", {}, states.length === 1 ? "1 sponsor" : `${states.length} sponsors`), el("ul", { class: "names" }, states.map((state) => el("li", {}, actor(state))))];
}

function sources(entries: Entry[]): Child {
  if (entries.length === 0) return null;
  return [el("h3", {}, entries.length === 1 ? "Source" : `${entries.length} sources`), el("ul", { class: "entries" }, entries.map(source))];
}

function source({ source: { title, publisher, address: there }, rows, mended }: Entry): HTMLElement {
  const safe = safeAddress(there);
  const name = label(title);
  return el(
    "li",
    {},
    safe ? el("a", { href: safe, rel: "noopener noreferrer external", target: "_blank" }, name) : name,
    publisher ? [", ", label(publisher)] : null,
    el("br", {}),
    el("span", { class: "muted" }, "Rows: ", label(rows)),
    mended.length > 0 ? el("ul", {}, mended.map((words) => el("li", {}, "Put right on import: ", label(words)))) : null,
  );
}

function conflicts(found: Conflict[]): Child {
  if (found.length === 0) return null;
  const items = found.map(({ property, voter, says }) =>
    el("li", {}, voter ? [label(voter.label, "name"), ": "] : null, property ? [el("strong", {}, property), ": "] : null, says.flatMap((words, index): Child[] => [index > 0 ? "; " : "", label(words)])),
  );
  return [el("h3", {}, "Where sources contradict each other"), el("ul", { class: "conflicts" }, items)];
}

function reports({ reports: found, counts, outcome }: Voting): HTMLElement {
  const came = [countsShort(counts), outcomeText(outcome)].filter((text) => text !== "").join(", ");
  const intro = found.length === 0 ? empty("No document that was read reports this voting.") : null;
  return el("section", { class: "reported", "aria-label": "What documents report of it" }, el("h2", {}, "What documents report of it"), intro, found.map((claim) => report(claim, came)));
}

function report(claim: Report, came: string): HTMLElement {
  return el(
    "article",
    { class: `card type-${claim.type}` },
    el("p", { class: "say" }, sentence(claimSentence(claim))),
    el("p", { class: "marks" }, el("span", { class: "type" }, TYPE_NAMES[claim.type]), toldMark(claim)),
    el("blockquote", {}, el("a", { class: "quote-link", href: claimLink(claim.fact), title: "Open beside the document" }, label(claim.quote))),
    el("p", { class: "source" }, saidBy(claim), " in ", documentLink(claim)),
    el("p", { class: claim.certain ? "match" : "match possible" }, el("strong", {}, claim.certain ? "The record: " : "Possibly the record: "), label(claim.about_record), `, ${came}. `, why(claim)),
  );
}
