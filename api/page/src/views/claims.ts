/** Show claims as a table with filters; the filters and the order stand in the address. */

import { el, fill, label, plain, type Child } from "../dom";
import { get, getAll } from "../http";
import { actorLink, contestedMarks, documentLink, toldMark } from "../parts/bits";
import { field, select } from "../parts/filters";
import { PagedList } from "../parts/paged";
import { recordMark } from "../parts/record";
import { sortableTable, type Column, type Sorting } from "../parts/table";
import { claimLink, formatRoute, localPart, remember, type Route } from "../route";
import type { View } from "../shell";
import type { ActorItem, Claim, DocumentItem, Page, Ref } from "../types";
import { CLAIM_TYPES, CRIMES, claimSentence, doer, toldAs, TYPE_NAMES, verb } from "../words";

const PAGE = 200;
const FILTERS = ["type", "actor", "target", "crime", "status", "document", "from", "to"] as const;
type Filters = Record<(typeof FILTERS)[number], string>;

export const claimsView: View = async (root, route, signal) => {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, route.params.get(name) ?? ""])) as Filters;
  const list = new ClaimsList(filters, sortingOf(route), signal);
  const names = el("datalist", { id: "actor-names" });
  fill(root, el("h1", {}, "Claims"), filterForm(filters, names, list), list.node);
  void offerChoices(root, names, filters, signal);
  await list.load();
  const type = CLAIM_TYPES.find((candidate) => candidate === filters.type);
  return type ? `Claims: ${TYPE_NAMES[type]}` : "Claims";
};

function sortingOf(route: Route): Sorting | null {
  const text = route.params.get("sort");
  return text ? { column: text.replace(/^-/, ""), descending: text.startsWith("-") } : null;
}

class ClaimsList extends PagedList<Claim> {
  constructor(
    private readonly filters: Filters,
    private sorting: Sorting | null,
    left: AbortSignal,
  ) {
    super({ path: "claims", what: "claims", region: "Claims found", size: PAGE }, left);
  }

  hash(): string {
    const sort = this.sorting ? (this.sorting.descending ? "-" : "") + this.sorting.column : "";
    return formatRoute("claims", null, { ...this.filters, sort });
  }

  protected asked(): Record<string, string> {
    return { ...this.filters };
  }

  protected table(): Child {
    return sortableTable("Claims, one a row", COLUMNS, this.items, this.sorting, (sorting) => {
      this.sorting = sorting;
      remember(this.hash());
    });
  }

  protected counted(shown: number, total: number): string {
    if (shown < total) return `The first ${shown} of ${total} claims; sorting orders these ${shown}.`;
    return total === 1 ? "1 claim" : `${total} claims`;
  }

  protected nothing(): { words: string; href: string; link: string } {
    return { words: "No claim fits these filters. ", href: "#/claims", link: "Show all claims" };
  }
}

const COLUMNS: Column<Claim>[] = [
  { name: "Who", show: (claim) => actorLink(doer(claim)), key: (claim) => doer(claim)?.label ?? "" },
  { name: "Did what", show: didWhat, key: (claim) => claim.type + verb(claim.type, claim) },
  { name: "To or on what", show: onWhat, key: (claim) => (claim.target ?? claim.about)?.label ?? claim.object ?? "" },
  { name: "When", show: (claim) => claim.date ?? "", key: (claim) => claim.date ?? "" },
  { name: "As told", show: (claim) => [toldMark(claim), contestedMarks(claim), recordMark(claim)], key: toldAs },
  { name: "Said by", show: said, key: (claim) => claim.claimant?.label ?? "" },
  { name: "Document", show: documentLink, key: (claim) => claim.document.published ?? claim.document.slug },
  { name: "Quote", show: quote },
];

function didWhat(claim: Claim): Child {
  return el("span", { class: `did type-${claim.type}` }, verb(claim.type, claim));
}

/** Show the end of the claim's sentence, after who and what was done. */
function onWhat(claim: Claim): Child {
  const pieces = claimSentence(claim).slice(2).filter((piece) => piece !== "");
  const node = el("span", {}, pieces.map((piece) => (typeof piece === "string" ? piece : label(piece.label, "name"))));
  if (claim.about) node.dataset["about"] = claim.about.id;
  return node;
}

function said(claim: Claim): Child {
  return [claim.claimant ? label(claim.claimant.label) : "", claim.speaker ? [" through ", label(claim.speaker.label)] : null];
}

function quote(claim: Claim): Child {
  return el("a", { class: "quote-link", href: claimLink(claim.fact), title: "Open beside the document" }, label(claim.evidence.quote));
}

function filterForm(filters: Filters, names: HTMLElement, list: ClaimsList): HTMLElement {
  const bind = (name: keyof Filters) => (event: Event) => {
    filters[name] = (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
    list.changed();
  };
  const types = CLAIM_TYPES.map((type): [string, string] => [type, TYPE_NAMES[type]]);
  const crimes = CRIMES.map((crime): [string, string] => [crime, crime]);
  return el(
    "form",
    { class: "filters", "aria-label": "Filters", submit: (event: Event) => event.preventDefault() },
    field("Type", select("type", filters.type, [["", "all"], ...types], bind("type"))),
    field("Who", nameInput("actor", filters.actor, bind("actor"))),
    field("To or against", nameInput("target", filters.target, bind("target"))),
    field("Crime", select("crime", filters.crime, [["", "all"], ...crimes], bind("crime"))),
    field("As told", select("status", filters.status, [["", "all"], ["actual", "reported or stated"], ["not_actual", "not done"]], bind("status"))),
    field("Document", select("document", filters.document, [["", "all"]], bind("document"))),
    field("From", el("input", { name: "from", value: filters.from, placeholder: "2011", size: 10, change: bind("from") })),
    field("To", el("input", { name: "to", value: filters.to, placeholder: "2023-12-31", size: 10, change: bind("to") })),
    names,
    el("a", { class: "reset", href: "#/claims" }, "Clear"),
  );
}

function nameInput(name: string, value: string, change: (event: Event) => void): HTMLElement {
  return el("input", { name, value, list: "actor-names", autocomplete: "off", placeholder: "anybody", change });
}

/** Fill the lists of names and documents; the filters work without them. */
async function offerChoices(root: HTMLElement, names: HTMLElement, filters: Filters, signal: AbortSignal): Promise<void> {
  try {
    const [actors, documents] = await Promise.all([
      get<Page<ActorItem>>("actors", { limit: PAGE }, signal),
      getAll<DocumentItem>("documents", signal),
    ]);
    fill(names, actors.items.map((actor) => el("option", { value: choice(actor, actors.items) }, plain(actor.label))));
    for (const name of ["actor", "target"] as const) showName(root, name, filters[name], actors.items);
    const choose = root.querySelector<HTMLSelectElement>("select[name=document]");
    choose?.append(...documents.map((item) => el("option", { value: item.slug, selected: item.slug === filters.document }, plain(item.title ?? item.slug))));
  } catch (error) {
    if (!signal.aborted) names.after(el("p", { class: "note" }, "Names and documents cannot be offered to choose from: ", String(error)));
  }
}

/** Show the name of an actor that a link gives by its identifier. */
function showName(root: HTMLElement, field: string, value: string, actors: Ref[]): void {
  const actor = actors.find((candidate) => localPart(candidate.id) === value || candidate.id === value);
  const input = root.querySelector<HTMLInputElement>(`.filters input[name=${field}]`);
  if (actor && input?.value === value) input.value = choice(actor, actors);
}

/** Offer the name where it means one actor, else its identifier. */
function choice(actor: Ref, all: Ref[]): string {
  return all.some((other) => other.id !== actor.id && other.label === actor.label) ? localPart(actor.id) : actor.label;
}
