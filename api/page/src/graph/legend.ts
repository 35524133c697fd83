/** Explain shapes and lines, and filter by them. */

import { el, plain, svg, type Child } from "../dom";
import type { ClaimType, DocumentItem, Network } from "../types";
import { KIND_NAMES, TYPE_NAMES } from "../words";
import { EDGE_KINDS, type Filter } from "./filter";
import { edgeColourName, NODE_KINDS } from "./look";

/** Return the legend of what is shown; `changed` is called after the filter has been set anew. */
export function legend(filter: Filter, all: Network, shown: Network, documents: DocumentItem[], changed: () => void): HTMLElement {
  return el(
    "form",
    { class: "legend", "aria-label": "Legend and filters", submit: (event: Event) => event.preventDefault() },
    kindBoxes(filter, all, changed),
    statusChoices(filter, changed),
    documentChoice(filter, documents, changed),
    nodeKey(shown),
  );
}

function kindBoxes(filter: Filter, all: Network, changed: () => void): HTMLElement {
  const toggle = (kind: ClaimType) => (event: Event) => {
    if ((event.target as HTMLInputElement).checked) filter.kinds.add(kind);
    else filter.kinds.delete(kind);
    changed();
  };
  const box = (kind: ClaimType): HTMLElement => {
    const count = all.edges.filter((edge) => edge.kind === kind).length;
    const input = el("input", { type: "checkbox", name: kind, checked: filter.kinds.has(kind), change: toggle(kind) });
    return el("label", { class: count === 0 ? "none" : "" }, input, lineSample(edgeColourName(kind, null), false), TYPE_NAMES[kind], el("span", { class: "muted" }, ` ${count}`));
  };
  return el("fieldset", {}, el("legend", {}, "Links"), EDGE_KINDS.map(box), voteKey(filter));
}

function voteKey(filter: Filter): Child {
  if (!filter.kinds.has("vote")) return null;
  const choices: [string, string][] = [["yes", "vote for"], ["no", "vote against"], ["abstain", "abstention"]];
  return choices.map(([value, words]) => el("span", { class: "key sub" }, lineSample(`vote-${value}`, false), words));
}

function statusChoices(filter: Filter, changed: () => void): HTMLElement {
  const choices: [Filter["status"], string, Child][] = [
    ["", "all", null],
    ["actual", "reported or stated", lineSample("ink", false)],
    ["not_actual", "not done: threatened, expected, asked for, hypothetical, denied", lineSample("ink", true)],
  ];
  const choose = (status: Filter["status"]) => () => {
    filter.status = status;
    changed();
  };
  const item = ([status, words, sample]: (typeof choices)[number]): HTMLElement =>
    el("label", {}, el("input", { type: "radio", name: "status", value: status, checked: filter.status === status, change: choose(status) }), sample, words);
  return el("fieldset", {}, el("legend", {}, "As told"), choices.map(item));
}

function documentChoice(filter: Filter, documents: DocumentItem[], changed: () => void): HTMLElement {
  const change = (event: Event): void => {
    filter.document = (event.target as HTMLSelectElement).value;
    changed();
  };
  const options = documents.map((item) => el("option", { value: item.slug, selected: item.slug === filter.document }, plain(item.title ?? item.slug)));
  return el(
    "fieldset",
    {},
    el("legend", {}, "Document"),
    el("select", { name: "document", "aria-label": "Document", change }, el("option", { value: "" }, "all"), options),
  );
}

function nodeKey(shown: Network): HTMLElement {
  const kinds = NODE_KINDS.filter((kind) => shown.nodes.some((node) => node.kind === kind));
  return el("div", { class: "nodes", role: "group", "aria-label": "Shapes" }, kinds.map((kind) => el("span", { class: "key" }, nodeSample(kind), KIND_NAMES[kind] ?? kind)));
}

function lineSample(colour: string, dashed: boolean): SVGElement {
  const line = svg("line", { x1: 1, y1: 6, x2: 27, y2: 6, class: `stroke-${colour}${dashed ? " dashed" : ""}` });
  return svg("svg", { class: "sample", viewBox: "0 0 28 12", width: 28, height: 12, "aria-hidden": "true" }, line);
}

const OUTLINES: Record<string, string> = {
  body: "6,1 14,1 19,6 19,14 14,19 6,19 1,14 1,6",
  court: "10,1 19,8 16,19 4,19 1,8",
  organization: "5,2 15,2 19,10 15,18 5,18 1,10",
  armed_group: "10,1 19,10 10,19 1,10",
  actor_group: "1,1 10,7 19,1 10,19",
  person: "10,1 19,19 1,19",
  case: "1,3 14,3 19,10 14,17 1,17",
  matter: "4,3 16,3 19,6 19,14 16,17 4,17 1,14 1,6",
};

function nodeSample(kind: string): SVGElement {
  const name = `fill-${kind.replace("_", "-")}`;
  const points = OUTLINES[kind];
  const shape = points
    ? svg("polygon", { points, class: name })
    : kind === "state" || kind === "actor"
      ? svg("circle", { cx: 10, cy: 10, r: 9, class: name })
      : svg("rect", { x: 1, y: 4, width: 18, height: 12, rx: kind === "statute" || kind === "provision" || kind === "crime" ? 6 : 2, class: name });
  return svg("svg", { class: "sample", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, shape);
}
