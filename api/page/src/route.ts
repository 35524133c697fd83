/** Keep what is shown in the address after the #, so that every view can be linked to. */

export interface Route {
  view: string;
  /** What follows the view's name: a fact's id, a document's slug, a question's id. */
  id: string | null;
  params: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const slash = path.indexOf("/");
  const view = slash < 0 ? path : path.slice(0, slash);
  const id = slash < 0 ? null : decode(path.slice(slash + 1));
  return { view: view || "graph", id: id || null, params: new URLSearchParams(search) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function formatRoute(view: string, id?: string | null, params?: Record<string, string> | URLSearchParams): string {
  const search = new URLSearchParams(params);
  for (const [name, value] of [...search]) if (value === "") search.delete(name);
  const path = id ? `#/${view}/${id.split("/").map(encodeURIComponent).join("/")}` : `#/${view}`;
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Write what is shown into the address without leaving the view. */
export function remember(hash: string): void {
  history.replaceState(null, "", hash);
}

/** Return the part of an identifier after the base: "state/FRA". */
export function localPart(iri: string): string {
  const at = iri.indexOf("/id/");
  return at < 0 ? iri : iri.slice(at + 4);
}

/** Return the last part of an identifier: a fact's id, a document's slug. */
export function lastPart(iri: string): string {
  return iri.slice(iri.lastIndexOf("/") + 1);
}

export const claimLink = (idOrIri: string): string => formatRoute("claim", lastPart(idOrIri));
