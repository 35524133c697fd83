/** Say where the data can be had without this page. */

import { el, fill } from "../dom";
import { address, get } from "../http";
import { show } from "../parts/bits";
import { DOWNLOADS, type View } from "../shell";
import type { Health } from "../types";

export const dataView: View = async (root, _route, signal) => {
  const state = el("div", {});
  fill(
    root,
    el("h1", {}, "Data"),
    el("h2", {}, "Download"),
    el("ul", {}, DOWNLOADS.map(([format, name, words]) => download(format, name, words))),
    el("h2", {}, "Ask"),
    el("ul", {}, endpoint("sparql", "SPARQL 1.1 endpoint"), linked("docs", "the API, with a form for every route"), linked("claims", "claims as JSON"), linked("votings", "votings of the record as JSON")),
    el("h2", {}, "What is served"),
    state,
  );
  await show(state, "the state of the server", signal, async () => {
    const health = await get<Health>("health", {}, signal);
    return [el("p", {}, `${health.claims} claims, generation `, el("code", {}, health.generation), ".")];
  });
  return "Data";
};

function download(format: string, name: string, words: string): HTMLElement {
  return el("li", {}, el("a", { href: address("export", { format }), download: true }, name), ` – ${words}`);
}

function endpoint(path: string, words: string): HTMLElement {
  return el("li", {}, `${words}: `, el("code", {}, address(path, {})), ", or the ", el("a", { href: "#/query" }, "query box"));
}

function linked(path: string, words: string): HTMLElement {
  return el("li", {}, el("a", { href: address(path, {}) }, words));
}
