/** Show the network of actors and drafts: as a picture, in words beside it, and as a table below. */

import { el, fill, label, type Child } from "../dom";
import { toldApart } from "../graph/apart";
import { Canvas, type Chosen } from "../graph/canvas";
import { filterHash, filterOf, narrowed, presetOf, PRESETS, type Filter, type Preset } from "../graph/filter";
import { legend } from "../graph/legend";
import { Panel } from "../graph/panel";
import { get, getAll } from "../http";
import { copyButton, empty, failure, hereWith, loading, toldMark } from "../parts/bits";
import { sortableTable, type Column } from "../parts/table";
import { remember } from "../route";
import type { View } from "../shell";
import type { DocumentItem, Network, NetworkEdge, Ref } from "../types";
import { edgeNumbers, verb } from "../words";

const EDGES_AT_MOST = 400;

export const graphView: View = async (root, route, signal) => {
  const view = new GraphView(root, filterOf(route), signal);
  await view.start({ edge: route.params.get("edge") ?? undefined });
  return presetOf(view.filter)?.title ?? "Graph";
};

/** Say whether the panel stands below the graph. */
const narrow = (): boolean => matchMedia("(max-width: 60rem)").matches;

class GraphView {
  private readonly heading = el("h1", {});
  private readonly presets = el("div", { class: "presets", role: "group", "aria-label": "What to show" });
  private readonly notices = el("div", { class: "notices" });
  private readonly stage = el("div", { class: "canvas", role: "img", "aria-label": "Graph" });
  private readonly key = el("details", { class: "key-box", open: !narrow() }, el("summary", {}, "Legend and filters"));
  private readonly below = el("div", {});
  private readonly panel: Panel;
  private canvas!: Canvas;
  private all: Network = { nodes: [], edges: [], truncated: false, total_edges: 0 };
  private shown = this.all;
  private documents: DocumentItem[] = [];
  private chosen: Chosen = {};
  /** What `all` was asked for; another document, node or (where it is cut) kind asks anew. */
  private asked = "";

  constructor(
    private readonly root: HTMLElement,
    readonly filter: Filter,
    private readonly signal: AbortSignal,
  ) {
    this.panel = new Panel((chosen) => this.choose(chosen, true), (edge) => filterHash(this.filter, edge), signal);
  }

  async start(chosen: Chosen): Promise<void> {
    fill(
      this.root,
      this.heading,
      el("p", { class: "lead" }, "Every link is what a document reports. Choose one to read the words it rests on."),
      this.presets,
      this.notices,
      el("div", { class: "graph-grid" }, el("div", { class: "stage" }, this.tools(), this.stage), this.panel.node),
      this.key,
      el("details", { class: "as-table", open: !narrow() }, el("summary", {}, "The same as a table"), this.below),
    );
    this.canvas = new Canvas(this.stage, (tapped) => this.choose(tapped, false), this.signal);
    this.documents = await getAll<DocumentItem>("documents", this.signal);
    await this.refresh();
    if (chosen.edge) this.choose(chosen, false);
  }

  /** Ask for what is not at hand, then show the part that the filter lets through. */
  private async refresh(): Promise<void> {
    fill(this.notices, loading("the graph"));
    try {
      await this.fetch();
    } catch (error) {
      if (!this.signal.aborted) fill(this.notices, failure(error, () => void this.refresh()));
      return;
    }
    if (this.signal.aborted) return;
    this.shown = narrowed(this.all, this.filter);
    this.chosen = {};
    this.canvas.draw(this.shown);
    this.panel.set(this.shown);
    this.panel.draw({});
    this.drawWords();
  }

  private async fetch(): Promise<void> {
    const { document, node } = this.filter;
    const whole = JSON.stringify([document, node]);
    const narrow = JSON.stringify([document, node, [...this.filter.kinds].sort(), this.filter.status]);
    if (this.asked === whole || this.asked === narrow) return;
    const first = toldApart(await this.network({}));
    if (!first.truncated) {
      this.all = first;
      this.asked = whole;
      return;
    }
    // Too much to hold at once: let the server choose, so that what is cut is only what was asked for.
    this.all = toldApart(await this.network({ kinds: [...this.filter.kinds].join(","), status: this.filter.status }));
    this.asked = narrow;
  }

  private network(params: Record<string, string>): Promise<Network> {
    const { document, node } = this.filter;
    if (node) return get<Network>("network/neighbours", { ...params, node, depth: 1, document, limit: EDGES_AT_MOST }, this.signal);
    return get<Network>("network", { ...params, document, limit: EDGES_AT_MOST }, this.signal);
  }

  private drawWords(): void {
    fill(this.heading, this.title());
    fill(this.presets, PRESETS.map((preset) => this.presetButton(preset)));
    fill(this.notices, this.noticeLines());
    const open = legend(this.filter, this.all, this.shown, this.documents, () => void this.filtered());
    fill(this.key, el("summary", {}, "Legend and filters"), open);
    fill(this.below, this.table());
  }

  private title(): Child {
    const centre = this.centre();
    if (centre) return ["Around ", label(centre.label)];
    return presetOf(this.filter)?.title ?? "What the documents report";
  }

  private centre(): Ref | undefined {
    const { node } = this.filter;
    return node ? this.all.nodes.find((candidate) => candidate.id === node || candidate.id.endsWith(`/id/${node}`)) : undefined;
  }

  private noticeLines(): Child[] {
    const { nodes, edges } = this.shown;
    const cut = `Only ${this.all.edges.length} of ${this.all.total_edges} links are shown. Filter by document, kind or status to see the others.`;
    return [
      this.filter.node ? el("p", { class: "note" }, el("a", { href: "#/graph" }, "Back to the whole graph")) : null,
      this.all.truncated ? el("p", { class: "note cut", role: "status" }, cut) : null,
      edges.length === 0 ? empty("No link fits these filters.") : el("p", { class: "count", role: "status" }, `${nodes.length} actors and things, ${edges.length} links`),
    ];
  }

  private presetButton(preset: Preset): HTMLElement {
    const pressed = presetOf(this.filter) === preset;
    const click = (): void => {
      this.filter.kinds = new Set(preset.kinds);
      void this.filtered();
    };
    return el("button", { type: "button", "aria-pressed": String(pressed), "data-preset": preset.name, click }, preset.name);
  }

  /** Refresh after a change of filter, and leave the focus on what changed it. */
  private async filtered(): Promise<void> {
    const held = document.activeElement;
    const name = held?.getAttribute("name");
    const find = name
      ? `.legend [name="${name}"]${held instanceof HTMLInputElement && held.type === "radio" ? `[value="${held.value}"]` : ""}`
      : `[data-preset="${held?.getAttribute("data-preset") ?? ""}"]`;
    remember(filterHash(this.filter));
    await this.refresh();
    this.root.querySelector<HTMLElement>(find)?.focus({ preventScroll: true });
  }

  private choose(chosen: Chosen, byList: boolean): void {
    const before = this.chosen.edge;
    this.chosen = chosen;
    this.canvas.mark(chosen);
    this.panel.draw(chosen);
    remember(filterHash(this.filter, chosen.edge));
    if (byList) this.moveFocus(chosen, before);
    else if (narrow() && (chosen.edge ?? chosen.node)) this.panel.node.scrollIntoView({ block: "nearest" });
  }

  /** Keep the keyboard where the reader is: on what has just opened, or on what was open before. */
  private moveFocus(chosen: Chosen, before: string | undefined): void {
    const buttons = this.panel.node.querySelectorAll<HTMLElement>("button");
    const edges = this.panel.node.querySelectorAll<HTMLElement>(".edges button");
    const at = this.panel.order().indexOf(before ?? "");
    if (chosen.edge === undefined && at >= 0) edges[at]?.focus();
    else buttons[0]?.focus({ preventScroll: true });
  }

  private tools(): HTMLElement {
    const button = (words: string, name: string, click: () => void): HTMLElement => el("button", { type: "button", "aria-label": name, title: name, click }, words);
    return el(
      "div",
      { class: "tools" },
      button("+", "Zoom in", () => this.canvas.zoomBy(1.3)),
      button("−", "Zoom out", () => this.canvas.zoomBy(1 / 1.3)),
      button("⤢", "Show all", () => this.canvas.fit()),
      copyButton("Copy link", () => hereWith(filterHash(this.filter, this.chosen.edge))),
    );
  }

  private table(): Child {
    if (this.shown.edges.length === 0) return empty("Nothing to list.");
    const names = new Map(this.shown.nodes.map((node) => [node.id, node]));
    return sortableTable("Links of the graph, one a row", this.columns(names), this.shown.edges, null, () => undefined);
  }

  private columns(names: Map<string, Ref>): Column<NetworkEdge>[] {
    const name = (id: string): string => names.get(id)?.label ?? id;
    const open = (edge: NetworkEdge): Child => {
      const click = (): void => {
        this.choose({ edge: edge.id }, true);
        this.panel.node.scrollIntoView({ block: "nearest" });
      };
      return el("button", { type: "button", class: "linkish", click }, edge.claims.length === 1 ? "1 sentence" : `${edge.claims.length} sentences`);
    };
    return [
      { name: "Who", show: (edge) => label(name(edge.source), "name"), key: (edge) => name(edge.source) },
      { name: "Did what", show: (edge) => el("span", { class: `did type-${edge.kind}` }, verb(edge.kind, edge)), key: (edge) => edge.kind + verb(edge.kind, edge) },
      { name: "To or on what", show: (edge) => [label(name(edge.target), "name"), edgeNumbers(edge)], key: (edge) => name(edge.target) },
      { name: "When", show: (edge) => edge.date ?? "", key: (edge) => edge.date ?? "" },
      { name: "As told", show: (edge) => toldMark({ ...edge, type: edge.kind }), key: (edge) => edge.status + edge.modality },
      { name: "Read", show: open },
    ];
  }
}
