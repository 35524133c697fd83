/** Give every kind of node and edge its shape and its colour; the colours are custom properties of the style sheet. */

import type cytoscape from "cytoscape";
import type { ClaimType } from "../types";

type Arrow = "triangle" | "tee" | "vee" | "diamond" | "circle" | "square" | "chevron";

/** Arrows differ where colours might be mistaken for one another. */
export const EDGE_ARROWS: Record<ClaimType, Arrow> = {
  veto: "tee",
  vote: "triangle",
  sponsor: "circle",
  support: "vee",
  oppose: "square",
  accuse: "triangle",
  deny: "tee",
  find: "diamond",
  call_for: "vee",
  refer: "chevron",
  treaty_status: "circle",
  case_filed: "diamond",
  figure: "circle",
};

export const NODE_SHAPES: Record<string, cytoscape.Css.NodeShape> = {
  state: "ellipse",
  body: "octagon",
  court: "pentagon",
  organization: "hexagon",
  armed_group: "diamond",
  actor_group: "vee",
  person: "triangle",
  actor: "ellipse",
  draft: "round-rectangle",
  resolution: "round-rectangle",
  statute: "barrel",
  provision: "barrel",
  crime: "bottom-round-rectangle",
  case: "tag",
  matter: "cut-rectangle",
};

/** Kinds that are no actors: they are drawn as a sheet with their name on it. */
export const BOXED: ReadonlySet<string> = new Set(["draft", "resolution", "matter", "case", "statute", "provision", "crime"]);

export const NODE_KINDS = Object.keys(NODE_SHAPES);

/** Return the value of a custom property as it stands in the light or dark scheme of the moment. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Return the name of the custom property that colours an edge. */
export function edgeColourName(kind: ClaimType, value: unknown): string {
  if (kind === "vote" && (value === "yes" || value === "no" || value === "abstain")) return `vote-${value}`;
  return kind.replace("_", "-");
}

/** Return the style of the graph for the colours of the moment. */
export function graphStyle(): cytoscape.StylesheetJson {
  const ink = colour("ink");
  const paper = colour("surface");
  return [
    { selector: "node", style: nodeStyle(ink, paper) },
    ...NODE_KINDS.map((kind) => ({
      selector: `node[kind="${kind}"]`,
      style: { shape: NODE_SHAPES[kind] ?? "ellipse", "background-color": colour(`node-${kind.replace("_", "-")}`) },
    })),
    { selector: "node[?boxed]", style: boxStyle(ink) },
    { selector: "edge", style: edgeStyle(ink, paper) },
    { selector: "edge[status='not_actual']", style: { "line-style": "dashed", "line-dash-pattern": [6, 5], "line-opacity": 0.65, "target-arrow-fill": "hollow" } },
    { selector: "edge[kind='veto'][status='actual']", style: { width: 4 } },
    { selector: ".faded", style: { opacity: 0.18 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("focus") } },
    { selector: "edge.chosen", style: { width: 6, "line-opacity": 1, "z-index": 9 } },
  ] as cytoscape.StylesheetJson;
}

function nodeStyle(ink: string, paper: string): object {
  return {
    label: "data(label)",
    width: 34,
    height: 34,
    "font-family": "system-ui, sans-serif",
    "font-size": 15,
    "font-weight": 600,
    color: ink,
    "text-wrap": "wrap",
    "text-max-width": "130px",
    "text-valign": "bottom",
    "text-margin-y": 4,
    "text-background-color": paper,
    "text-background-opacity": 0.8,
    "text-background-padding": "2px",
    "border-width": 1.5,
    "border-color": ink,
    "background-color": colour("node-actor"),
  };
}

/** What is voted on is a sheet of paper with its name written on it. */
function boxStyle(ink: string): object {
  return {
    width: 184,
    height: "data(height)",
    "text-valign": "center",
    "text-margin-y": 0,
    "text-max-width": "168px",
    "font-size": 14,
    "text-background-opacity": 0,
    "font-weight": 400,
    "border-color": ink,
  };
}

function edgeStyle(ink: string, paper: string): object {
  return {
    width: 2.5,
    "curve-style": "bezier",
    "control-point-step-size": 46,
    "line-color": "data(colour)",
    "target-arrow-color": "data(colour)",
    "target-arrow-shape": "data(arrow)",
    "arrow-scale": 1.3,
    label: "data(verb)",
    "font-family": "system-ui, sans-serif",
    "font-size": 12,
    "min-zoomed-font-size": 7,
    "text-rotation": "autorotate",
    color: ink,
    "text-background-color": paper,
    "text-background-opacity": 0.85,
    "text-background-padding": "1px",
  };
}

/** Return the colour of an edge in the scheme of the moment. */
export function edgeColour(kind: ClaimType, value: unknown): string {
  return colour(edgeColourName(kind, value));
}
