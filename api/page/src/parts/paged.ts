/** Hold the rows of a long list that are loaded, show them as a table, and ask for more of them. */

import { el, fill, label, type Child } from "../dom";
import { address, get } from "../http";
import { remember } from "../route";
import type { Page } from "../types";
import { copyButton, empty, hereWith, show } from "./bits";

export interface Source {
  /** Where the rows come from: "claims". */
  path: string;
  /** What is being loaded, in words. */
  what: string;
  /** The name of the region. */
  region: string;
  /** How many rows are asked for at once. */
  size: number;
}

export abstract class PagedList<T> {
  readonly node: HTMLElement;
  protected items: T[] = [];
  private loading = new AbortController();

  constructor(
    private readonly source: Source,
    private readonly left: AbortSignal,
  ) {
    this.node = el("section", { "aria-label": source.region });
  }

  /** Return the address of what is shown. */
  abstract hash(): string;
  /** Return what the server is asked for. */
  protected abstract asked(): Record<string, string>;
  protected abstract table(): Child;
  protected abstract counted(shown: number, total: number): string;
  /** Say that nothing fits, and where everything is. */
  protected abstract nothing(): { words: string; href: string; link: string };

  changed(): void {
    remember(this.hash());
    void this.load();
  }

  async load(): Promise<void> {
    this.loading.abort();
    this.loading = new AbortController();
    this.items = [];
    await this.page(null, AbortSignal.any([this.left, this.loading.signal]));
  }

  private async page(after: string | null, signal: AbortSignal): Promise<void> {
    const place = after === null ? this.node : el("div", {});
    if (after !== null) this.node.append(place);
    await show(place, this.source.what, signal, async () => {
      const page = await get<Page<T>>(this.source.path, { ...this.asked(), limit: this.source.size, after }, signal);
      this.items.push(...page.items);
      const next = page.next ? new URL(page.next, location.href).searchParams.get("after") : null;
      const whole = this.whole(page, next, signal);
      if (after === null) return whole;
      fill(this.node, whole);
      // The button that was pressed is gone: the keyboard goes on at the first row that is new.
      this.node.querySelectorAll<HTMLElement>("tbody tr")[this.items.length - page.items.length]?.querySelector("a")?.focus();
      return [];
    });
  }

  private whole({ total, notes }: Page<T>, next: string | null, signal: AbortSignal): Child[] {
    const remarks = (notes ?? []).map((note) => el("p", { class: "note" }, label(note)));
    const { words, href, link } = this.nothing();
    if (total === 0) return [empty(words), remarks, el("a", { href }, link)];
    const shown = this.items.length;
    const count = el("p", { class: "count", role: "status" }, this.counted(shown, total));
    const more = el("button", { type: "button", click: () => void this.page(next, signal) }, `Load ${Math.min(this.source.size, total - shown)} more`);
    return [el("div", { class: "above-table" }, count, this.tools()), remarks, this.table(), next ? more : null];
  }

  private tools(): HTMLElement {
    const json = address(this.source.path, this.asked());
    return el("p", { class: "actions" }, copyButton("Copy a link to this table", () => hereWith(this.hash())), el("a", { href: json }, "These as JSON"));
  }
}
