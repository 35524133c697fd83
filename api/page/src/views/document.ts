/** Show a document's text with its claims in the margin, and one claim's quote highlighted. */

import { el, fill, label, safeAddress, strangeText, type Child } from "../dom";
import { get } from "../http";
import { contestedMarks, copyButton, documentName, empty, hereWith, loading, saidBy, sentence, toldMark } from "../parts/bits";
import { onRecord } from "../parts/record";
import { segments, slice } from "../parts/spans";
import { claimLink, formatRoute, remember } from "../route";
import type { View } from "../shell";
import type { Claim, DocumentText } from "../types";
import { claimSentence, sentenceText, TYPE_NAMES } from "../words";

export const documentView: View = async (root, route, signal) => {
  const document = await showDocument(root, route.id ?? "", route.params.get("claim"), signal);
  return document.title ?? document.slug;
};

/** Build the view of a document into `root`, with the claim `fact` open where it is given. */
export async function showDocument(
  root: HTMLElement,
  slug: string,
  fact: string | null,
  signal: AbortSignal,
): Promise<DocumentText> {
  fill(root, loading("the document"));
  const document = await get<DocumentText>(`documents/${encodeURIComponent(slug)}`, {}, signal);
  if (signal.aborted) return document;
  const claims = [...document.claims].sort((a, b) => a.evidence.start - b.evidence.start || a.fact.localeCompare(b.fact));
  const chosen = el("section", { class: "chosen", "aria-label": "The chosen claim" });
  const text = el("div", { class: "text", lang: "en", dir: "auto", tabindex: 0, role: "region", "aria-label": "Text of the document" });
  const margin = el("ol", { class: "margin" });
  const reading = new Reading(document, claims, text, chosen, margin);
  fill(
    root,
    el("h1", {}, documentName(document)),
    aboutDocument(document),
    el("div", { class: "pages" }, chosen, text, el("aside", { "aria-label": "Claims in this document" }, marginHead(claims), margin)),
  );
  reading.draw();
  const first = claims.find((claim) => claim.fact === fact);
  if (first) reading.choose(first, false);
  else fill(chosen, fact ? empty("This document does not carry the claim asked for.") : hint(claims));
  return document;
}

function marginHead(claims: Claim[]): HTMLElement {
  return el("h2", {}, claims.length === 1 ? "1 claim" : `${claims.length} claims`);
}

function hint(claims: Claim[]): Child {
  if (claims.length === 0) return empty("Nothing in this document was read as a claim.");
  return el("p", { class: "note" }, "Choose a claim to see the words it rests on.");
}

function aboutDocument(document: DocumentText): HTMLElement {
  const address = safeAddress(document.address);
  const publisher = (): HTMLElement => label(document.publisher?.label ?? "an unknown publisher", "name");
  return el(
    "div",
    { class: "about" },
    el("p", {}, publisher(), document.published ? `, ${document.published}` : "", address ? [" · ", outside(address)] : null),
    document.origin === "digest" ? digestNote(publisher()) : null,
    el(
      "details",
      { class: "hash" },
      el("summary", {}, "Fingerprints of the text"),
      el("p", {}, "SHA-256 of this text: ", el("code", {}, document.sha256)),
      document.digest_of ? el("p", {}, "SHA-256 of the publisher's text: ", el("code", {}, document.digest_of)) : null,
    ),
  );
}

function outside(address: string): HTMLElement {
  return el("a", { href: address, rel: "noopener noreferrer external", target: "_blank" }, "the publisher's page");
}

/** Say plainly that the words shown are not the publisher's. */
function digestNote(publisher: HTMLElement): HTMLElement {
  return el(
    "p",
    { class: "digest" },
    el("strong", {}, "A digest. "),
    "This is our own retelling of a text by ",
    publisher,
    ", not that text. Quotes and offsets below refer to the digest.",
  );
}

/** Hold one document's text and margin together, and move the highlight between its claims. */
class Reading {
  private readonly marks = new Map<string, HTMLElement[]>();
  private readonly buttons = new Map<string, HTMLElement>();

  constructor(
    private readonly document: DocumentText,
    private readonly claims: Claim[],
    private readonly text: HTMLElement,
    private readonly chosen: HTMLElement,
    private readonly margin: HTMLElement,
  ) {}

  draw(): void {
    const spans = this.claims.map((claim) => ({ key: claim.fact, start: claim.evidence.start, end: claim.evidence.end }));
    fill(this.text, segments(this.document.text, spans).map((segment) => this.piece(segment.text, segment.keys)));
    fill(this.margin, this.claims.map((claim) => this.entry(claim)));
  }

  private piece(text: string, keys: string[]): Child {
    if (keys.length === 0) return strangeText(text);
    const mark = el("mark", { class: "span", click: () => this.chooseAmong(keys) }, strangeText(text));
    for (const key of keys) this.marks.set(key, [...(this.marks.get(key) ?? []), mark]);
    return mark;
  }

  /** Choose the shortest quote at a place; a second click there chooses the next. */
  private chooseAmong(keys: string[]): void {
    const at = keys.findIndex((key) => this.buttons.get(key)?.getAttribute("aria-current") === "true");
    const next = this.claims.find((claim) => claim.fact === keys[(at + 1) % keys.length]);
    if (next) this.choose(next, true);
  }

  private entry(claim: Claim): HTMLElement {
    const button = el(
      "button",
      { type: "button", class: `entry type-${claim.type}`, click: () => this.choose(claim, true) },
      el("span", { class: "say" }, sentence(claimSentence(claim))),
      el("span", { class: "marks" }, el("span", { class: "type" }, TYPE_NAMES[claim.type]), toldMark(claim)),
    );
    this.buttons.set(claim.fact, button);
    return el("li", {}, button);
  }

  /** Highlight a claim's quote, describe it above the text, and keep it in the address. */
  choose(claim: Claim, byUser: boolean): void {
    for (const [fact, button] of this.buttons) button.setAttribute("aria-current", String(fact === claim.fact));
    for (const mark of this.text.querySelectorAll("mark.active")) mark.classList.remove("active");
    const { quote, start, end } = claim.evidence;
    const verbatim = slice(this.document.text, start, end) === quote;
    const marks = verbatim ? (this.marks.get(claim.fact) ?? []) : [];
    for (const mark of marks) mark.classList.add("active");
    fill(this.chosen, describe(claim, verbatim));
    if (byUser) {
      remember(formatRoute("document", this.document.slug, { claim: claim.fact }));
      // Where the window is narrow, what is chosen opens above the text: bring both into sight.
      this.chosen.scrollIntoView({ block: "nearest" });
    }
    scrollInside(this.text, marks[0]);
    scrollInside(this.margin, this.buttons.get(claim.fact));
  }
}

function describe(claim: Claim, verbatim: boolean): Child[] {
  return [
    el("p", { class: "say", role: "status" }, sentence(claimSentence(claim))),
    el("p", { class: "marks" }, el("span", { class: "type" }, TYPE_NAMES[claim.type]), toldMark(claim), contestedMarks(claim)),
    el("blockquote", { class: "quote" }, label(claim.evidence.quote)),
    onRecord(claim),
    verbatim ? null : el("p", { class: "note failure", role: "alert" }, "This quote does not stand at its place in the text."),
    details(claim),
    el(
      "p",
      { class: "actions" },
      copyButton("Copy a link to this claim", () => hereWith(claimLink(claim.fact))),
      el("a", { href: `id/claim/${encodeURIComponent(claim.fact)}?format=ttl`, "aria-label": `Turtle of: ${sentenceText(claimSentence(claim))}` }, "Turtle"),
    ),
  ];
}

const FOUND_BY: Record<string, string> = {
  name: "named in the sentence",
  metonym: "through a word that stands for the actor",
  coreference: "through a word that points back",
  focus: "from what the text is about at that point",
  narrator: "the publisher's own voice",
};

function details(claim: Claim): HTMLElement {
  const rows: [string, Child][] = [
    ["Said by", saidBy(claim).slice(1)],
    ["When", claim.date],
    ["Under", claim.statute ? label(claim.statute) : null],
    ["Actor found", FOUND_BY[claim.via] ?? claim.via],
    ["Confidence", claim.confidence.toFixed(2)],
    ["Offsets", `${claim.evidence.start}–${claim.evidence.end}`],
    ["Read by", claim.extractor],
  ];
  return el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** Bring a node into sight by scrolling its own box where that scrolls, else the page. */
function scrollInside(box: HTMLElement, node: HTMLElement | undefined): void {
  if (!node) return;
  if (box.scrollHeight <= box.clientHeight + 1) return;
  const offset = node.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += offset - box.clientHeight / 3;
}
