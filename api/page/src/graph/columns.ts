/** Place a network of actors and drafts in three columns: actors, drafts, actors. */

export interface Sized {
  id: string;
  boxed: boolean;
  h: number;
}

export interface Link {
  source: string;
  target: string;
}

export interface Place {
  x: number;
  y: number;
}

const MOST_ROWS = 12;
const ROW_GAP = 26;
const LEAST_GAP = 30;
const MOST_GAP = 90;

/**
 * Return a place for every node, or null where columns do not suit: a link that joins two actors or two drafts,
 * or more drafts than a column holds. `form` is the width of the picture over its height.
 */
export function columns(nodes: Sized[], links: Link[], form: number): Map<string, Place> | null {
  const middle = nodes.filter((node) => node.boxed);
  const boxed = new Set(middle.map((node) => node.id));
  const suits = links.every((link) => !boxed.has(link.source) && boxed.has(link.target));
  const actors = byDegree(nodes.filter((node) => !node.boxed), links);
  if (!suits || middle.length === 0 || middle.length > MOST_ROWS || actors.length > 3 * MOST_ROWS) return null;
  const places = new Map<string, Place>();
  const height = stack(inMiddle(middle, links), 0, ROW_GAP, places);
  const reach = Math.max(260, Math.min(620, (height * form) / 2 - 110));
  for (const side of [0, 1]) {
    const here = actors.filter((_, index) => index % 2 === side);
    placeSide(here, links, side === 0 ? -reach : reach, sideGap(here, height), places);
  }
  return places;
}

function byDegree(nodes: Sized[], links: Link[]): Sized[] {
  return [...nodes].sort((a, b) => degree(b, links) - degree(a, links) || (a.id < b.id ? -1 : 1));
}

function degree(node: Sized, links: Link[]): number {
  return links.filter((link) => link.source === node.id || link.target === node.id).length;
}

/** Put what has most links in the middle of the column and what has fewest at its ends. */
function inMiddle(nodes: Sized[], links: Link[]): Sized[] {
  const above: Sized[] = [];
  const below: Sized[] = [];
  byDegree(nodes, links).forEach((node, index) => (index % 2 === 0 ? below.push(node) : above.unshift(node)));
  return [...above, ...below];
}

/** Stack nodes about y = 0 and return the height of the stack. */
function stack(nodes: Sized[], x: number, gap: number, places: Map<string, Place>): number {
  const height = nodes.reduce((sum, node) => sum + node.h + gap, -gap);
  let top = -height / 2;
  for (const node of nodes) {
    places.set(node.id, { x, y: top + node.h / 2 });
    top += node.h + gap;
  }
  return height;
}

/** Use the height that the column of drafts takes anyway. */
function sideGap(actors: Sized[], height: number): number {
  const filled = actors.reduce((sum, node) => sum + node.h, 0);
  return Math.max(LEAST_GAP, Math.min(MOST_GAP, (height - filled) / Math.max(actors.length, 1)));
}

/** Put each actor level with what it is linked to, and push down what would lie on another. */
function placeSide(actors: Sized[], links: Link[], x: number, gap: number, places: Map<string, Place>): void {
  const level = (node: Sized): number => {
    const heights = links.filter((link) => link.source === node.id).map((link) => places.get(link.target)?.y ?? 0);
    return heights.reduce((sum, y) => sum + y, 0) / Math.max(heights.length, 1);
  };
  const ordered = actors.map((node) => ({ node, y: level(node) })).sort((a, b) => a.y - b.y || (a.node.id < b.node.id ? -1 : 1));
  let floor = -Infinity;
  for (const item of ordered) {
    item.y = Math.max(item.y, floor + item.node.h / 2);
    floor = item.y + item.node.h / 2 + gap;
  }
  const drift = average(ordered.map((item) => item.y)) - average(ordered.map((item) => level(item.node)));
  for (const item of ordered) places.set(item.node.id, { x, y: item.y - drift });
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
