/** List the votings of the official record with filters, which stand in the address; with a key, show one voting. */

import { el, fill, label, type Child } from "../dom";
import { field, select } from "../parts/filters";
import { PagedList } from "../parts/paged";
import { countsText, outcomeText, vetoMark } from "../parts/record";
import { sortableTable, type Column } from "../parts/table";
import { formatRoute } from "../route";
import type { View } from "../shell";
import type { VotingItem } from "../types";
import { showVoting } from "./voting";

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

class VotingList extends PagedList<VotingItem> {
  constructor(
    private readonly filters: Filters,
    left: AbortSignal,
  ) {
    super({ path: "votings", what: "the record", region: "Votings found", size: 100 }, left);
  }

  hash(): string {
    return formatRoute("record", null, { ...this.filters });
  }

  /** What the server is asked: whose choice it is must be said, too. */
  protected asked(): Record<string, string> {
    return { ...this.filters, choice: this.filters.voter ? this.filters.choice : "" };
  }

  protected table(): Child {
    return sortableTable("Votings, one a row, the newest first", COLUMNS, this.items, null, () => undefined);
  }

  protected counted(shown: number, total: number): string {
    if (shown < total) return `The newest ${shown} of ${total} votings`;
    return total === 1 ? "1 voting" : `${total} votings`;
  }

  protected nothing(): { words: string; href: string; link: string } {
    return { words: "No voting of the record fits. ", href: "#/record", link: "Show the whole record" };
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
