/** Draw a network with cytoscape; the same network is drawn in the same place every time. */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { plain } from "../dom";
import type { Network, NetworkEdge, Ref } from "../types";
import { edgeSentence, sentenceText, verb } from "../words";
import { columns, type Place } from "./columns";
import { BOXED, EDGE_ARROWS, edgeColour, graphStyle } from "./look";
import { spread } from "./spread";

cytoscape.use(fcose);

export interface Chosen {
  node?: string;
  edge?: string;
}

const LONGEST_LABEL = 90;

export class Canvas {
  private readonly cy: cytoscape.Core;

  constructor(
    private readonly box: HTMLElement,
    choose: (chosen: Chosen) => void,
    signal: AbortSignal,
  ) {
    keepStyleOut();
    this.cy = cytoscape({ container: box, style: graphStyle(), minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false });
    this.cy.on("tap", "node", (event) => choose({ node: event.target.id() }));
    this.cy.on("tap", "edge", (event) => choose({ edge: event.target.id() }));
    this.cy.on("tap", (event) => event.target === this.cy && choose({}));
    this.cy.on("mouseover", "node, edge", () => box.classList.add("over"));
    this.cy.on("mouseout", "node, edge", () => box.classList.remove("over"));
    this.followScheme(signal);
    // The wheel scrolls the page; with Ctrl, and by pinching, it zooms.
    box.parentElement?.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true, passive: true });
    const watch = new ResizeObserver(() => this.cy.resize());
    watch.observe(box);
    signal.addEventListener("abort", () => {
      watch.disconnect();
      this.cy.destroy();
    });
  }

  draw(network: Network): void {
    this.cy.elements().remove();
    this.cy.add(elements(network));
    this.box.setAttribute("aria-label", summary(network));
    if (network.nodes.length > 0) this.arrange();
  }

  /** Show what is chosen and step the rest back. */
  mark(chosen: Chosen): void {
    this.cy.elements().removeClass("faded chosen");
    const id = chosen.node ?? chosen.edge;
    const element: cytoscape.CollectionReturnValue = this.cy.getElementById(id ?? "");
    if (element.empty()) return;
    const near = chosen.node === undefined ? element.union(element.connectedNodes()) : element.closedNeighborhood();
    this.cy.elements().not(near).addClass("faded");
    element.addClass("chosen");
  }

  zoomBy(factor: number): void {
    const middle = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: middle });
  }

  fit(): void {
    this.cy.fit(undefined, 30);
  }

  /** Lay out from fixed starting places and without chance, so that a link shows what its sender saw. */
  private arrange(): void {
    const form = this.cy.width() / Math.max(this.cy.height(), 1);
    const rows = this.cy.nodes().map((node) => ({ id: node.id(), boxed: Boolean(node.data("boxed")), h: size(node).h }));
    const links = this.cy.edges().map((edge) => ({ source: edge.source().id(), target: edge.target().id() }));
    const places = columns(rows, links, form);
    if (places) this.cy.nodes().forEach((node) => void node.position(places.get(node.id()) ?? { x: 0, y: 0 }));
    else this.layOut(form);
    this.fit();
  }

  private layOut(form: number): void {
    const options = {
      name: "fcose",
      randomize: false,
      animate: false,
      quality: "proof",
      nodeDimensionsIncludeLabels: true,
      idealEdgeLength: 110,
      nodeRepulsion: 9000,
      nodeSeparation: 90,
      packComponents: false,
      padding: 30,
    };
    this.cy.layout(options as cytoscape.LayoutOptions).run();
    this.loosen(form);
  }

  /** Stretch the picture to the form of its box, and part what overlaps. */
  private loosen(form: number): void {
    const nodes = this.cy.nodes().toArray();
    const places = spread(nodes.map((node) => ({ ...node.position(), ...size(node) })), form);
    this.cy.batch(() => nodes.forEach((node, index) => void node.position(places[index] ?? { x: 0, y: 0 })));
  }

  private followScheme(signal: AbortSignal): void {
    const restyle = (): void => {
      this.cy.style(graphStyle());
      this.cy.edges().forEach((edge) => void edge.data("colour", edgeColour(edge.data("kind"), edge.data("value"))));
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle, { signal });
  }
}

/** Return the width and height of a node with its label. */
function size(node: cytoscape.NodeSingular): { w: number; h: number } {
  const { w, h } = node.layoutDimensions({ nodeDimensionsIncludeLabels: true });
  return { w, h };
}

/** Cytoscape writes a style element unless one of this id exists; the content security policy forbids it. */
function keepStyleOut(): void {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const mark = document.createElement("meta");
  mark.id = id;
  document.head.append(mark);
}

function elements(network: Network): cytoscape.ElementDefinition[] {
  const nodes = [...network.nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = startingPlaces(nodes);
  const names = new Map(nodes.map((node) => [node.id, node]));
  const edges = [...network.edges].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...nodes.map((node) => nodeElement(node, places)), ...edges.flatMap((edge) => edgeElement(edge, names))];
}

/** Put drafts and other things on an inner ring and actors on an outer one, in the order of their identifiers. */
function startingPlaces(nodes: Ref[]): Map<string, Place> {
  const rings = [nodes.filter((node) => BOXED.has(node.kind)), nodes.filter((node) => !BOXED.has(node.kind))];
  return new Map(rings.flatMap((ring, index) => ring.map((node, at): [string, Place] => [node.id, onRing(at, ring.length, 180 + index * 260)])));
}

function onRing(at: number, count: number, radius: number): Place {
  const angle = (2 * Math.PI * at) / count;
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
}

function nodeElement(node: Ref, places: Map<string, Place>): cytoscape.ElementDefinition {
  const name = shortened(plain(node.label));
  const boxed = BOXED.has(node.kind);
  const lines = Math.ceil(name.length / 20);
  return {
    group: "nodes",
    data: { id: node.id, label: name, kind: node.kind, boxed, height: 20 + lines * 17 },
    position: { ...(places.get(node.id) ?? { x: 0, y: 0 }) },
  };
}

function shortened(text: string): string {
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : text;
}

function edgeElement(edge: NetworkEdge, names: Map<string, Ref>): cytoscape.ElementDefinition[] {
  const [source, target] = [names.get(edge.source), names.get(edge.target)];
  if (!source || !target) return [];
  return [
    {
      group: "edges",
      data: {
        id: edge.id,
        source: edge.source,
        target: edge.target,
        kind: edge.kind,
        status: edge.status,
        value: edge.value,
        verb: verb(edge.kind, edge),
        sentence: sentenceText(edgeSentence(edge, source, target)),
        arrow: EDGE_ARROWS[edge.kind] ?? "triangle",
        colour: edgeColour(edge.kind, edge.value),
      },
    },
  ];
}

function summary(network: Network): string {
  return `Graph of ${network.nodes.length} actors and things and ${network.edges.length} links. The list and the table on this page say the same.`;
}
