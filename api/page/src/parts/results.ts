/** Run a query and show its result: a table, yes or no, or a graph as text. */

import { el, label, safeAddress, type Child } from "../dom";
import { askSparql } from "../http";
import { claimLink, formatRoute, lastPart, localPart } from "../route";
import { empty, show } from "./bits";

interface Term {
  type: "uri" | "literal" | "bnode" | "typed-literal";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

interface SparqlJson {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term | undefined>[] };
}

const ACTORS = /^(state|body|court|org|group|actor|person)\//;
const ROWS_AT_ONCE = 200;

/** Run a query and show what comes back in `node`. */
export async function runQuery(node: HTMLElement, query: string, signal: AbortSignal): Promise<void> {
  await show(node, "the answer", signal, async () => {
    const { type, text } = await askSparql(query, signal);
    if (!type.includes("sparql-results+json")) return [el("pre", { class: "result-text", tabindex: 0 }, label(text))];
    return answer(JSON.parse(text) as SparqlJson);
  });
}

function answer(result: SparqlJson): Child[] {
  if (result.boolean !== undefined) return [el("p", { class: "note", role: "status" }, result.boolean ? "Yes." : "No.")];
  const names = result.head.vars ?? [];
  const rows = result.results?.bindings ?? [];
  if (rows.length === 0) return [empty("The query has no rows.")];
  const body = el("tbody", {}, rows.slice(0, ROWS_AT_ONCE).map((row) => tableRow(names, row)));
  const cut = rows.length > ROWS_AT_ONCE ? moreRows(names, rows, body) : null;
  return [
    el("p", { class: "count", role: "status" }, rows.length === 1 ? "1 row" : `${rows.length} rows`),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Result" },
      el("table", { class: "results" }, el("thead", {}, el("tr", {}, names.map((name) => el("th", { scope: "col" }, name)))), body),
    ),
    cut,
  ];
}

function moreRows(names: string[], rows: Record<string, Term | undefined>[], body: HTMLElement): HTMLElement {
  const show = (): void => {
    body.append(...rows.slice(ROWS_AT_ONCE).map((row) => tableRow(names, row)));
    button.remove();
  };
  const button = el("button", { type: "button", click: show }, `Show the other ${rows.length - ROWS_AT_ONCE} rows`);
  return button;
}

function tableRow(names: string[], row: Record<string, Term | undefined>): HTMLElement {
  return el("tr", {}, names.map((name) => el("td", {}, cell(row[name]))));
}

function cell(term: Term | undefined): Child {
  if (!term) return "";
  if (term.type !== "uri") return label(term.value);
  const local = localPart(term.value);
  if (local === term.value) return outsideTerm(term.value);
  const text = label(shortened(local));
  if (local.startsWith("claim/")) return el("a", { href: claimLink(term.value), title: "Open the claim" }, text);
  if (local.startsWith("document/")) return el("a", { href: formatRoute("document", lastPart(term.value)) }, text);
  return el("a", { href: ACTORS.test(local) ? formatRoute("actor", local) : `id/${local.split("/").map(encodeURIComponent).join("/")}` }, text);
}

/** Cut a long hash: it tells a reader nothing, and the link goes where it should. */
function shortened(local: string): string {
  return local.replace(/([0-9a-f]{8})[0-9a-f]{8,}/, "$1…");
}

const SHORT: [string, string][] = [
  ["https://w3id.org/ostrakon#", "ost:"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs:"],
  ["http://www.w3.org/2004/02/skos/core#", "skos:"],
  ["http://purl.org/dc/terms/", "dcterms:"],
  ["http://www.w3.org/ns/prov#", "prov:"],
  ["http://www.w3.org/ns/oa#", "oa:"],
];

function outsideTerm(iri: string): Child {
  const known = SHORT.find(([base]) => iri.startsWith(base));
  if (known) return el("span", { title: iri }, known[1] + iri.slice(known[0].length));
  const address = safeAddress(iri);
  return address ? el("a", { href: address, rel: "noopener noreferrer external" }, label(iri)) : label(iri);
}
