/** Small pieces that several views share. */

import { el, fill, label, type Child } from "../dom";
import { Problem } from "../http";
import { claimLink, formatRoute, localPart } from "../route";
import type { Claim, ClaimType, Ref, Status } from "../types";
import { claimSentence, toldAs, TYPE_NAMES, type Sentence } from "../words";

export function loading(what: string): HTMLElement {
  return el("p", { class: "note loading", role: "status" }, `Loading ${what} …`);
}

export function empty(...words: Child[]): HTMLElement {
  return el("p", { class: "note empty", role: "status" }, ...words);
}

/** Show what went wrong, in the server's own words where it has some. */
export function failure(error: unknown, retry?: () => void): HTMLElement {
  const problem = error instanceof Problem ? error : new Problem("The page failed", String(error), 0);
  return el(
    "div",
    { class: "note failure", role: "alert" },
    el("strong", {}, problem.title),
    problem.detail ? el("p", {}, label(problem.detail)) : null,
    retry ? el("button", { type: "button", click: retry }, "Try again") : null,
  );
}

/** Replace a node's children by what a promise gives; show loading before and a failure after. */
export async function show(node: Element, what: string, signal: AbortSignal, make: () => Promise<Child[]>): Promise<void> {
  fill(node, loading(what));
  try {
    const children = await make();
    if (!signal.aborted) fill(node, children);
  } catch (error) {
    if (signal.aborted) return;
    fill(node, failure(error, () => void show(node, what, signal, make)));
  }
}

/** Return a sentence with its names set off from its words. */
export function sentence(pieces: Sentence): Child[] {
  return pieces.map((piece) => (typeof piece === "string" ? piece : label(piece.label, "name")));
}

export function toldMark(told: { type: ClaimType; status: Status; modality: string }): HTMLElement {
  return el("span", { class: `told ${told.status}` }, toldAs(told));
}

/** Return a link to all claims that an actor makes, or that its acts are told in. */
export function actorLink(ref: Ref | null): Child {
  if (!ref) return el("span", { class: "muted" }, "not named");
  return el("a", { href: formatRoute("claims", null, { actor: localPart(ref.id) }) }, label(ref.label));
}

/** Say that a claim is disputed, with a link to what disputes it. */
export function contestedMarks(claim: Claim): Child[] {
  const denials = claim.contested_by.map((id, index) =>
    el("a", { class: "contested", href: claimLink(id) }, `contested: see the denial${claim.contested_by.length > 1 ? ` ${index + 1}` : ""}`),
  );
  const answers = claim.answers.map((id) => el("a", { class: "answers", href: claimLink(id) }, "answers this accusation"));
  return [...denials, ...answers];
}

/** Show a claim: the sentence, how it is told, by whom, and the words that carry it. */
export function claimCard(claim: Claim): HTMLElement {
  return el(
    "article",
    { class: `card type-${claim.type}` },
    el("p", { class: "say" }, sentence(claimSentence(claim))),
    el("p", { class: "marks" }, el("span", { class: "type" }, TYPE_NAMES[claim.type]), toldMark(claim), contestedMarks(claim)),
    el("blockquote", {}, label(claim.evidence.quote)),
    el("p", { class: "source" }, saidBy(claim), " in ", documentLink(claim)),
    el("p", {}, el("a", { class: "open", href: claimLink(claim.fact) }, "Open in the document")),
  );
}

export function saidBy(claim: Claim): Child[] {
  const through = claim.speaker ? [" through ", label(claim.speaker.label)] : [];
  return ["said by ", claim.claimant ? label(claim.claimant.label, "name") : "nobody named", through];
}

export function documentLink(claim: Claim): HTMLElement {
  const { slug } = claim.document;
  return el("a", { href: formatRoute("document", slug, { claim: claim.fact }) }, documentName(claim.document));
}

export function documentName(document: { title: string | null; slug: string; publisher: Ref | null }): Node {
  return label(document.title ?? (document.publisher ? `${document.publisher.label}: ${document.slug}` : document.slug));
}

/** Copy an address; where the browser does not allow it, show it to be copied by hand. */
export function copyButton(words: string, makeAddress: () => string): HTMLElement {
  const said = el("span", { class: "said", role: "status" });
  const copy = async (): Promise<void> => {
    const address = makeAddress();
    try {
      await navigator.clipboard.writeText(address);
      fill(said, "Copied");
    } catch {
      const field = el("input", { readonly: true, value: address, "aria-label": "Link to copy" });
      fill(said, field);
      field.select();
    }
  };
  return el("span", { class: "copy" }, el("button", { type: "button", click: () => void copy() }, words), said);
}

export function hereWith(hash: string): string {
  return location.href.split("#")[0] + hash;
}
