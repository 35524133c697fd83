/** The fields of a form that filters a list. */

import { el } from "../dom";

export function field(words: string, control: HTMLElement): HTMLElement {
  return el("label", {}, el("span", {}, words), control);
}

export function select(name: string, value: string, options: [string, string][], change: (event: Event) => void): HTMLSelectElement {
  const items = options.map(([key, words]) => el("option", { value: key, selected: key === value }, words));
  return el("select", { name, change }, items);
}
