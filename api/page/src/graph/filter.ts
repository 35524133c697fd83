/** Say which part of the network is shown, and keep it in the address. */

import { formatRoute, type Route } from "../route";
import type { ClaimType, Network, NetworkEdge, Status } from "../types";

export const EDGE_KINDS: ClaimType[] = [
  "veto", "vote", "sponsor", "support", "oppose", "accuse", "deny", "find", "call_for", "refer", "treaty_status", "case_filed",
];

export interface Preset {
  name: string;
  title: string;
  kinds: ClaimType[];
}

export const PRESETS: [Preset, ...Preset[]] = [
  { name: "Drafts and votes", title: "Who sponsored, voted on and vetoed what", kinds: ["veto", "vote", "sponsor"] },
  { name: "Accusations", title: "Who accuses whom, and who denies it", kinds: ["accuse", "deny", "find"] },
  { name: "Asks and positions", title: "Who asks whom, and who is for or against what", kinds: ["support", "oppose", "call_for"] },
  { name: "Courts and treaties", title: "Which situations, cases and treaties are at stake", kinds: ["refer", "treaty_status", "case_filed"] },
  { name: "Everything", title: "Everything that the documents report", kinds: EDGE_KINDS },
];

export interface Filter {
  kinds: Set<ClaimType>;
  status: Status | "";
  document: string;
  /** Only this actor or thing and what it is linked to. */
  node: string;
}

export function filterOf(route: Route): Filter {
  const given = (route.params.get("kinds") ?? "").split(",").filter((kind): kind is ClaimType => (EDGE_KINDS as string[]).includes(kind));
  const node = route.params.get("node") ?? "";
  const status = route.params.get("status") ?? "";
  return {
    kinds: new Set(given.length > 0 ? given : node ? EDGE_KINDS : PRESETS[0].kinds),
    status: status === "actual" || status === "not_actual" ? status : "",
    document: route.params.get("document") ?? "",
    node,
  };
}

export function filterHash(filter: Filter, edge = ""): string {
  const kinds = kindList(filter);
  const usual = kinds === kindList({ kinds: new Set(filter.node ? EDGE_KINDS : PRESETS[0].kinds) });
  return formatRoute("graph", null, { kinds: usual ? "" : kinds, status: filter.status, document: filter.document, node: filter.node, edge });
}

/** Return the kinds in their usual order, joined by commas. */
export function kindList(filter: Pick<Filter, "kinds">): string {
  return EDGE_KINDS.filter((kind) => filter.kinds.has(kind)).join(",");
}

export function presetOf(filter: Filter): Preset | undefined {
  const kinds = kindList(filter);
  return PRESETS.find((preset) => kindList({ kinds: new Set(preset.kinds) }) === kinds);
}

/** Return the part of a network that the kinds and the status let through. */
export function narrowed(network: Network, filter: Filter): Network {
  const edges = network.edges.filter((edge) => filter.kinds.has(edge.kind) && (!filter.status || edge.status === filter.status));
  const ends = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  edges.sort(inOrder);
  return { ...network, edges, nodes: network.nodes.filter((node) => ends.has(node.id)) };
}

/** Order edges by kind; what is told as done comes first, then the latest. */
function inOrder(a: NetworkEdge, b: NetworkEdge): number {
  return (
    EDGE_KINDS.indexOf(a.kind) - EDGE_KINDS.indexOf(b.kind) ||
    a.status.localeCompare(b.status) ||
    (b.date ?? "").localeCompare(a.date ?? "") ||
    a.label.localeCompare(b.label, "en") ||
    a.id.localeCompare(b.id)
  );
}
