/** Tell apart things that bear the same name: two documents may each speak of "the draft resolution". */

import { lastPart } from "../route";
import type { Network, NetworkEdge, Ref } from "../types";
import { BOXED } from "./look";

/** Return the network with the date or the document added to every name that several drafts or matters share. */
export function toldApart(network: Network): Network {
  const shared = new Map<string, number>();
  for (const node of network.nodes) shared.set(node.label, (shared.get(node.label) ?? 0) + 1);
  const nodes = network.nodes.map((node) => {
    if (!BOXED.has(node.kind) || (shared.get(node.label) ?? 0) < 2) return node;
    return { ...node, label: `${node.label} (${mark(node, network.edges)})` };
  });
  return { ...network, nodes };
}

/** Return where the thing is spoken of. */
function mark(node: Ref, edges: NetworkEdge[]): string {
  const here = edges.filter((edge) => edge.source === node.id || edge.target === node.id);
  const documents = [...new Set(here.flatMap((edge) => edge.quotes.map((quote) => lastPart(quote.document))))].sort();
  return documents.length > 1 ? `${documents[0]} and ${documents.length - 1} more` : (documents[0] ?? lastPart(node.id));
}
