/** Make elements without ever parsing a string as HTML: every text goes in as a text node. */

export type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Characters that steer the direction of writing, and the C0 and C1 controls: a hostile label hides behind them. */
const CONTROLS = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f])/;

/** Return nodes for a stranger's text; each control character stands in an isolate of its own, so it steers nothing. */
export function strangeText(text: string): Node[] {
  return text
    .split(CONTROLS)
    .filter((piece) => piece !== "")
    .map((piece) => (CONTROLS.test(piece) ? controlMark(piece) : document.createTextNode(piece)));
}

function controlMark(piece: string): HTMLElement {
  const mark = document.createElement("bdi");
  mark.className = "control";
  mark.title = `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  mark.textContent = piece;
  return mark;
}

/** Return a stranger's text for places that hold no nodes: a canvas, an attribute. */
export function plain(text: string): string {
  return text.split(CONTROLS).filter((piece) => !CONTROLS.test(piece)).join("");
}

/** Return a stranger's label, isolated from the direction of what surrounds it. */
export function label(text: string, className = ""): HTMLElement {
  const node = document.createElement("bdi");
  if (className) node.className = className;
  node.append(...strangeText(text));
  return node;
}

/** Make an element; a function among the attributes becomes a listener for the event it is named after. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...flat(children));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** Make an SVG element; colours come from classes. */
export function svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** Put new children in the place of the old. */
export function fill(node: Element, ...children: Child[]): void {
  node.replaceChildren(...flat(children));
}

function flat(children: Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return [];
    if (Array.isArray(child)) return flat(child);
    return [typeof child === "number" ? String(child) : child];
  });
}

/** Return an address only if a browser may safely follow it from a click. */
export function safeAddress(address: string | null): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
