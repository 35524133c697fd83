/** List the votings of the official record with filters, which stand in the address; with a key, show one voting. */

import { el, fill, label, type Child } from "../dom";
import { address, get } from "../http";
import { copyButton, empty, hereWith, show } from "../parts/bits";
import { field, select } from "../parts/filters";
import { countsText, outcomeText, vetoMark } from "../parts/record";
import { sortableTable, type Column } from "../parts/table";
import { formatRoute, remember } from "../route";
import type { View } from "../shell";
import type { Page, VotingItem } from "../types";
import { showVoting } from "./voting";

const PAGE = 100;
const FILTERS = ["body", "subject", "voter", "choice", "outcome", "vetoed", "from", "to"] as const;
type Filters = Record<(typeof FILTERS)[number], string>;

export const recordView: View = async (root, route, signal) => {
  if (route.id) return showVoting(root, route.id, signal);
  const filters = Object.fromEntries(FILTERS.map((name) => [name, route.params.get(name) ?? ""])) as Filters;
  const list = new VotingList(filters, signal);
  fill(
    root,
    el("h1", {}, "Record"),
    el("p", { class: "lead" }, "Votings as the official record has them. Open one to see every vote, beside what documents report of it."),
    filterForm(filters, list),
    list.node,
  );
  await list.load();
  return "Record";
};

/** Hold the votings that are loaded, and ask for more of them. */
class VotingList {
  readonly node = el("section", { "aria-label": "Votings found" });
  private items: VotingItem[] = [];
  private loading = new AbortController();

  constructor(
    private readonly filters: Filters,
    private readonly left: AbortSignal,
  ) {}

  hash(): string {
    return formatRoute("record", null, { ...this.filters });
  }

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

  /** What the server is asked: whose choice it is must be said, too. */
  private asked(): Record<string, string> {
    return { ...this.filters, choice: this.filters.voter ? this.filters.choice : "" };
  }

  private async page(after: string | null, signal: AbortSignal): Promise<void> {
    const place = after === null ? this.node : el("div", {});
    if (after !== null) this.node.append(place);
    await show(place, "the record", signal, async () => {
      const page = await get<Page<VotingItem>>("votings", { ...this.asked(), limit: PAGE, after }, signal);
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

  private whole({ total, notes }: Page<VotingItem>, next: string | null, signal: AbortSignal): Child[] {
    const remarks = (notes ?? []).map((note) => el("p", { class: "note" }, label(note)));
    if (total === 0) return [empty("No voting of the record fits. "), remarks, el("a", { href: "#/record" }, "Show the whole record")];
    const shown = this.items.length;
    const count = shown < total ? `The newest ${shown} of ${total} votings` : total === 1 ? "1 voting" : `${total} votings`;
    const table = sortableTable("Votings, one a row, the newest first", COLUMNS, this.items, null, () => undefined);
    const more = el("button", { type: "button", click: () => void this.page(next, signal) }, `Load ${Math.min(PAGE, total - shown)} more`);
    return [el("div", { class: "above-table" }, el("p", { class: "count", role: "status" }, count), this.tools()), remarks, table, next ? more : null];
  }

  private tools(): HTMLElement {
    const json = address("votings", this.asked());
    return el("p", { class: "actions" }, copyButton("Copy a link to this table", () => hereWith(this.hash())), el("a", { href: json }, "These as JSON"));
  }
}

const COLUMNS: Column<VotingItem>[] = [
  { name: "Date", show: (item) => item.date ?? "" },
  { name: "Draft", show: draft },
  { name: "Agenda", show: (item) => (item.agenda ?? item.title ? label(item.agenda ?? item.title ?? "") : "") },
  { name: "Outcome", show: outcome },
  { name: "Votes", show: (item) => countsText(item.counts) },
  { name: "Sponsors", show: (item) => (item.sponsors_count ? String(item.sponsors_count) : "") },
  { name: "Body", show: (item) => (item.body ? label(item.body.label) : "") },
];

function draft(item: VotingItem): Child {
  const link = el("a", { href: formatRoute("record", item.key) }, label(item.symbol ?? item.draft?.label ?? item.label));
  return [link, item.resolution ? [" → ", label(item.resolution.label)] : null];
}

function outcome(item: VotingItem): Child {
  return [outcomeText(item.outcome), item.vetoes.length > 0 ? [el("br", {}), vetoMark(item.vetoes)] : null];
}

const BODIES: [string, string][] = [
  ["body/un-security-council", "UN Security Council"],
  ["body/un-general-assembly", "UN General Assembly"],
];

function filterForm(filters: Filters, list: VotingList): HTMLElement {
  const bind = (name: keyof Filters) => (event: Event) => {
    filters[name] = (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
    list.changed();
  };
  const text = (name: keyof Filters, placeholder: string, size?: number): HTMLElement =>
    el("input", { name, value: filters[name], placeholder, autocomplete: "off", size, change: bind(name) });
  const known = BODIES.some(([key]) => key === filters.body) || !filters.body;
  const bodies: [string, string][] = known ? BODIES : [...BODIES, [filters.body, filters.body]];
  const choices: [string, string][] = [["", "anything"], ["yes", "yes"], ["no", "no"], ["abstain", "abstained"], ["not_voting", "not voting"]];
  return el(
    "form",
    { class: "filters", "aria-label": "Filters", submit: (event: Event) => event.preventDefault() },
    field("Body", select("body", filters.body, [["", "all"], ...bodies], bind("body"))),
    field("About", text("subject", "any state")),
    field("Outcome", select("outcome", filters.outcome, [["", "all"], ["adopted", "adopted"], ["not_adopted", "not adopted"]], bind("outcome"))),
    field("Veto", select("vetoed", filters.vetoed, [["", "all"], ["true", "vetoed"], ["false", "not vetoed"]], bind("vetoed"))),
    field("Voter", text("voter", "anybody")),
    field("Voted", select("choice", filters.choice, choices, bind("choice"))),
    field("From", text("from", "2011", 10)),
    field("To", text("to", "2023-12-31", 10)),
    el("a", { class: "reset", href: "#/record" }, "Clear"),
  );
}
