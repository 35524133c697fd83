/** Say beside the graph what it shows: everything as a list, or the claims behind what is chosen. */

import { el, fill, label, type Child } from "../dom";
import { get } from "../http";
import { claimCard, copyButton, empty, hereWith, sentence, show, toldMark } from "../parts/bits";
import { formatRoute, lastPart, localPart } from "../route";
import type { Claim, Network, NetworkEdge, Ref } from "../types";
import { edgeSentence, KIND_NAMES, TYPE_NAMES } from "../words";
import type { Chosen } from "./canvas";
import { EDGE_KINDS } from "./filter";
import { BOXED } from "./look";

const CLAIMS_AT_ONCE = 12;

export class Panel {
  readonly node = el("aside", { class: "panel", "aria-label": "What the graph says", tabindex: -1 });
  private loading = new AbortController();
  private names = new Map<string, Ref>();
  private network: Network = { nodes: [], edges: [], truncated: false, total_edges: 0 };

  constructor(
    private readonly choose: (chosen: Chosen) => void,
    private readonly link: (edge: string) => string,
    private readonly left: AbortSignal,
  ) {}

  set(network: Network): void {
    this.network = network;
    this.names = new Map(network.nodes.map((node) => [node.id, node]));
  }

  draw(chosen: Chosen): void {
    this.loading.abort();
    this.loading = new AbortController();
    const node = chosen.node === undefined ? undefined : this.names.get(chosen.node);
    const edge = this.network.edges.find((candidate) => candidate.id === chosen.edge);
    if (node) this.drawNode(node);
    else if (edge) void this.drawEdge(edge);
    else this.drawAll();
    this.node.scrollTop = 0;
  }

  /** Return the identifiers of the edges in the order in which they are listed. */
  order(): string[] {
    return this.network.edges.map((edge) => edge.id);
  }

  private drawAll(): void {
    const groups = EDGE_KINDS.map((kind) => this.group(TYPE_NAMES[kind], this.network.edges.filter((edge) => edge.kind === kind)));
    fill(this.node, el("h2", {}, "In words"), this.network.edges.length === 0 ? empty("Nothing to list.") : groups);
  }

  private drawNode(node: Ref): void {
    const edges = this.network.edges;
    const local = localPart(node.id);
    fill(
      this.node,
      this.back(),
      el("h2", {}, label(node.label)),
      el("p", { class: "muted" }, KIND_NAMES[node.kind] ?? node.kind),
      el(
        "p",
        { class: "actions" },
        el("a", { href: formatRoute("graph", null, { node: local }) }, "Only this and its neighbours"),
        BOXED.has(node.kind) ? null : el("a", { href: formatRoute("actor", local) }, "Names and all claims"),
      ),
      this.group("From here", edges.filter((edge) => edge.source === node.id)),
      this.group("To here", edges.filter((edge) => edge.target === node.id && edge.source !== node.id)),
    );
  }

  private async drawEdge(edge: NetworkEdge): Promise<void> {
    const claims = el("div", { class: "cards" });
    const words = this.words(edge);
    fill(
      this.node,
      this.back(),
      el("h2", { class: `say type-${edge.kind}` }, words),
      el("p", { class: "marks" }, el("span", { class: "type" }, TYPE_NAMES[edge.kind]), toldMark({ ...edge, type: edge.kind }), edge.date),
      el("p", { class: "actions" }, copyButton("Copy a link", () => hereWith(this.link(edge.id)))),
      claims,
    );
    const signal = AbortSignal.any([this.left, this.loading.signal]);
    await show(claims, "the sentences", signal, () => this.cards(edge, signal));
  }

  private async cards(edge: NetworkEdge, signal: AbortSignal): Promise<Child[]> {
    const some = edge.claims.slice(0, CLAIMS_AT_ONCE);
    const claims = await Promise.all(some.map((id) => get<Claim>(`claims/${encodeURIComponent(lastPart(id))}`, {}, signal)));
    const left = edge.claims.length - some.length;
    const rest = formatRoute("claims", null, { type: edge.kind, actor: localPart(edge.source) });
    return [claims.map(claimCard), left > 0 ? el("p", { class: "note" }, `${left} more claims say this: `, el("a", { href: rest }, "all in the table")) : null];
  }

  private group(title: string, edges: NetworkEdge[]): Child {
    if (edges.length === 0) return null;
    return [el("h3", {}, title), el("ul", { class: "edges" }, edges.map((edge) => el("li", {}, this.button(edge))))];
  }

  private button(edge: NetworkEdge): HTMLElement {
    const count = edge.claims.length === 1 ? "1 claim" : `${edge.claims.length} claims`;
    return el(
      "button",
      { type: "button", class: `entry type-${edge.kind} ${edge.status}`, click: () => this.choose({ edge: edge.id }) },
      el("span", { class: "say" }, this.words(edge)),
      el("span", { class: "marks" }, toldMark({ ...edge, type: edge.kind }), el("span", { class: "muted" }, count)),
    );
  }

  private words(edge: NetworkEdge): Child {
    const [source, target] = [this.names.get(edge.source), this.names.get(edge.target)];
    return source && target ? sentence(edgeSentence(edge, source, target)) : label(edge.label);
  }

  private back(): HTMLElement {
    return el("p", {}, el("button", { type: "button", class: "back", click: () => this.choose({}) }, "← All in words"));
  }
}
