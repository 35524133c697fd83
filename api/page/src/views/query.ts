/** Offer a box for a SPARQL query. */

import { el, fill } from "../dom";
import { get } from "../http";
import { copyButton, hereWith } from "../parts/bits";
import { runQuery } from "../parts/results";
import { formatRoute, remember, type Route } from "../route";
import type { View } from "../shell";
import type { Question } from "../types";

const FIRST = `PREFIX ost: <https://w3id.org/ostrakon#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>

SELECT ?claim ?label ?quote WHERE {
  ?claim a ost:VetoReport ;
    rdfs:label ?label ;
    ost:evidence/oa:hasSelector/oa:exact ?quote .
}
ORDER BY ?claim
LIMIT 50
`;

export const queryView: View = async (root, route, signal) => {
  const box = el("textarea", { id: "sparql", rows: 14, spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
  const result = el("section", { "aria-label": "Result" });
  box.value = await startText(route, signal);
  const link = (): string => formatRoute("query", null, { query: box.value });
  let running = new AbortController();
  const run = (): void => {
    running.abort();
    running = new AbortController();
    remember(link());
    void runQuery(result, box.value, AbortSignal.any([signal, running.signal]));
  };
  fill(root, el("h1", {}, "Query"), form(box, run, link), result);
  if (route.params.get("query")) run();
  return "Query";
};

function form(box: HTMLTextAreaElement, run: () => void, link: () => string): HTMLElement {
  const submit = (event: Event): void => {
    event.preventDefault();
    run();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  });
  return el(
    "form",
    { class: "query", submit },
    el("label", { for: "sparql" }, "SPARQL (Ctrl+Enter runs it). The default graph is the union of all graphs."),
    box,
    el("p", { class: "actions" }, el("button", { type: "submit", class: "primary" }, "Run"), copyButton("Copy a link to this query", () => hereWith(link()))),
  );
}

async function startText(route: Route, signal: AbortSignal): Promise<string> {
  const given = route.params.get("query");
  if (given) return given;
  const question = route.params.get("question");
  if (!question) return FIRST;
  const { items } = await get<{ items: Question[] }>("questions", {}, signal);
  return items.find((item) => item.id === question)?.query ?? FIRST;
}
