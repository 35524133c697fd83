/** Frame the views: header, navigation, footer, and the one view that the address asks for. */

import { el, fill, plain } from "./dom";
import { address, get } from "./http";
import { failure } from "./parts/bits";
import { parseRoute, type Route } from "./route";
import type { Health } from "./types";
import { actorView } from "./views/actor";
import { claimView } from "./views/claim";
import { claimsView } from "./views/claims";
import { dataView } from "./views/data";
import { documentView } from "./views/document";
import { documentsView } from "./views/documents";
import { graphView } from "./views/graph";
import { queryView } from "./views/query";
import { questionsView } from "./views/questions";
import { recordView } from "./views/record";

/** Build a view into `root` and return its title; `signal` aborts when the view is left. */
export type View = (root: HTMLElement, route: Route, signal: AbortSignal) => Promise<string>;

const VIEWS = new Map<string, View>([
  ["graph", graphView],
  ["claims", claimsView],
  ["claim", claimView],
  ["documents", documentsView],
  ["document", documentView],
  ["record", recordView],
  ["questions", questionsView],
  ["query", queryView],
  ["actor", actorView],
  ["data", dataView],
]);

const NAVIGATION: [string, string, string[]][] = [
  ["graph", "Graph", ["graph"]],
  ["claims", "Claims", ["claims"]],
  ["documents", "Documents", ["documents", "document", "claim"]],
  ["record", "Record", ["record"]],
  ["questions", "Questions", ["questions"]],
  ["query", "Query", ["query"]],
  ["data", "Data", ["data"]],
];

export function startShell(app: HTMLElement): void {
  const navigation = el("nav", { "aria-label": "Views" });
  const main = el("main", { id: "main", tabindex: -1 });
  fill(app, skipLink(main), header(navigation), main, footer());
  let current = new AbortController();
  const go = (first: boolean): void => {
    current.abort();
    current = new AbortController();
    const route = parseRoute(location.hash);
    fill(navigation, links(route.view));
    void enter(main, route, current.signal, first);
  };
  window.addEventListener("hashchange", () => go(false));
  go(true);
}

async function enter(main: HTMLElement, route: Route, signal: AbortSignal, first: boolean): Promise<void> {
  const root = el("div", { class: `view view-${VIEWS.has(route.view) ? route.view : "none"}` });
  fill(main, root);
  window.scrollTo(0, 0);
  try {
    const view = VIEWS.get(route.view) ?? unknownView;
    const title = await view(root, route, signal);
    if (signal.aborted) return;
    document.title = `${plain(title)} · Ostrakon`;
    if (!first) focusHeading(root, main);
  } catch (error) {
    if (!signal.aborted) fill(root, failure(error, () => void enter(main, route, signal, first)));
  }
}

/** Put the focus where reading begins, unless the view has put it somewhere itself. */
function focusHeading(root: HTMLElement, main: HTMLElement): void {
  if (root.contains(document.activeElement)) return;
  const heading = root.querySelector<HTMLElement>("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const unknownView: View = async (root) => {
  fill(root, el("h1", {}, "There is no such view"), el("p", {}, el("a", { href: "#/graph" }, "Go to the graph")));
  return "Not found";
};

function skipLink(main: HTMLElement): HTMLElement {
  // Not a real address: the part after # belongs to the views.
  return el("button", { class: "skip", type: "button", click: () => main.focus() }, "Skip to the content");
}

function header(navigation: HTMLElement): HTMLElement {
  return el(
    "header",
    { class: "masthead" },
    el("a", { class: "brand", href: "#/graph" }, el("img", { src: "favicon.svg", alt: "", width: 28, height: 28 }), "Ostrakon"),
    el("p", { class: "tagline" }, "Who did what, and who says so"),
    navigation,
  );
}

function links(view: string): HTMLElement[] {
  return NAVIGATION.map(([name, words, views]) =>
    el("a", { href: `#/${name}`, "aria-current": views.includes(view) ? "page" : null }, words),
  );
}

function footer(): HTMLElement {
  const counts = el("span", {});
  void get<Health>("health", {}, new AbortController().signal)
    .then((health) => fill(counts, `${health.claims} claims from documents. `))
    .catch(() => fill(counts, "The server does not answer. "));
  return el(
    "footer",
    {},
    el("p", {}, counts, "A claim is what a document says, not what happened."),
    el("p", {}, "Download: ", downloads()),
  );
}

export const DOWNLOADS: [string, string, string][] = [
  ["ttl", "Turtle", "Everything as one graph"],
  ["trig", "TriG", "Everything, each document in its own graph"],
  ["jsonld", "JSON-LD", "Everything as JSON-LD"],
  ["facts", "JSON Lines", "The claims, one JSON object a line"],
  ["csv", "CSV", "The claims as a table"],
];

function downloads(): (Node | string)[] {
  return DOWNLOADS.flatMap(([format, words], index) => [
    index > 0 ? " · " : "",
    el("a", { href: address("export", { format }), download: true }, words),
  ]);
}
