/** A table that sorts by its columns and turns into cards where the window is narrow. */

import { el, fill, type Child } from "../dom";

export interface Column<T> {
  name: string;
  /** What a cell shows. */
  show: (row: T) => Child;
  /** What a column sorts by; without it, it does not sort. */
  key?: (row: T) => string;
}

export interface Sorting {
  column: string;
  descending: boolean;
}

/** Return a table of rows; `sorted` is told when the reader chooses another order. */
export function sortableTable<T>(
  caption: string,
  columns: Column<T>[],
  rows: T[],
  sorting: Sorting | null,
  sorted: (sorting: Sorting) => void,
): HTMLElement {
  const body = el("tbody", {});
  const heads = columns.map(() => el("th", { scope: "col" }));
  const draw = (order: Sorting | null): void => {
    columns.forEach((column, index) => headCell(heads[index], column, order, choose));
    fill(body, inOrder(columns, rows, order).map((row) => line(columns, row)));
  };
  const choose = (order: Sorting): void => {
    draw(order);
    const index = columns.findIndex((column) => column.name === order.column);
    heads[index]?.querySelector("button")?.focus();
    sorted(order);
  };
  draw(sorting);
  return el("table", { class: "claims" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body);
}

function headCell<T>(head: HTMLElement | undefined, column: Column<T>, order: Sorting | null, choose: (order: Sorting) => void): void {
  if (!head) return;
  if (!column.key) {
    fill(head, column.name);
    return;
  }
  const here = order?.column === column.name ? order : null;
  head.setAttribute("aria-sort", here ? (here.descending ? "descending" : "ascending") : "none");
  const click = (): void => choose({ column: column.name, descending: here ? !here.descending : false });
  const arrow = here ? (here.descending ? "▼" : "▲") : "";
  fill(head, el("button", { type: "button", click }, column.name, el("span", { class: "arrow", "aria-hidden": "true" }, arrow)));
}

/** Sort without disturbing the order of equal rows; what is empty comes last. */
function inOrder<T>(columns: Column<T>[], rows: T[], order: Sorting | null): T[] {
  const key = columns.find((column) => column.name === order?.column)?.key;
  if (!key || !order) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    return sign * left.localeCompare(right, "en", { numeric: true });
  });
}

/** Roles stand beside the tags because the narrow layout changes `display`, which would drop them. */
function line<T>(columns: Column<T>[], row: T): HTMLElement {
  return el("tr", { role: "row" }, columns.map((column) => el("td", { role: "cell", "data-label": column.name }, el("div", {}, column.show(row)))));
}
