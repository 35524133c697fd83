/** Show an actor: its names, what it does and says, and what is said of it. */

import { el, fill, label, safeAddress, type Child } from "../dom";
import { get } from "../http";
import { formatRoute } from "../route";
import type { View } from "../shell";
import type { ActorDetail, ClaimType } from "../types";
import { CLAIM_TYPES, KIND_NAMES, TYPE_NAMES } from "../words";

export const actorView: View = async (root, route, signal) => {
  const local = route.id ?? "";
  const actor = await get<ActorDetail>(`actors/${local.split("/").map(encodeURIComponent).join("/")}`, {}, signal);
  if (signal.aborted) return "";
  fill(
    root,
    el("h1", {}, label(actor.label)),
    el("p", { class: "lead" }, KIND_NAMES[actor.kind] ?? actor.kind, otherNames(actor)),
    el("p", {}, el("a", { href: formatRoute("graph", null, { node: local }) }, "Its neighbours in the graph")),
    counts("What it does and says", actor.counts, "actor", local),
    counts("What is said of it or asked of it", actor.targeted, "target", local),
    exactMatches(actor.exact_match),
  );
  return actor.label;
};

function otherNames(actor: ActorDetail): Child {
  const names = actor.names.filter((name) => name !== actor.label);
  return names.length === 0 ? null : [", also: ", names.flatMap((name, index): Child[] => [index > 0 ? ", " : "", label(name)])];
}

function counts(title: string, numbers: Record<string, number>, role: "actor" | "target", local: string): Child {
  const types = CLAIM_TYPES.filter((type) => (numbers[type] ?? 0) > 0);
  if (types.length === 0) return null;
  return [el("h2", {}, title), el("ul", { class: "documents" }, types.map((type) => count(type, numbers[type] ?? 0, role, local)))];
}

function count(type: ClaimType, number: number, role: "actor" | "target", local: string): HTMLElement {
  const href = formatRoute("claims", null, { type, [role]: local });
  return el("li", { class: `counted type-${type}` }, el("a", { href }, TYPE_NAMES[type]), ` ${number} ${number === 1 ? "claim" : "claims"}`);
}

function exactMatches(addresses: string[]): Child {
  const safe = addresses.map(safeAddress).filter((address) => address !== null);
  if (safe.length === 0) return null;
  const links = safe.map((address) => el("li", {}, el("a", { href: address, rel: "noopener noreferrer external" }, label(address))));
  return [el("h2", {}, "The same elsewhere"), el("ul", {}, links)];
}
