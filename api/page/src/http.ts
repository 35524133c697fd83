/** Ask the API, and turn every failure into a Problem that can be shown. */

export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
  ) {
    super(`${title}: ${detail}`);
  }
}

type Params = Record<string, string | number | null | undefined>;

/** Return the JSON at a path of the API; throw Problem. */
export async function get<T>(path: string, params: Params, signal: AbortSignal): Promise<T> {
  const response = await send(address(path, params), { headers: { Accept: "application/json" }, signal });
  return (await response.json()) as T;
}

/** Return a whole list of the API, page after page; throw Problem. */
export async function getAll<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: { items: T[]; next: string | null } = await get(path, { limit: 500, after }, signal);
    items.push(...page.items);
    after = page.next ? new URL(page.next, location.href).searchParams.get("after") : null;
  } while (after);
  return items;
}

/** Return the result of a query: its media type without parameters, and its text; throw Problem. */
export async function askSparql(query: string, signal: AbortSignal): Promise<{ type: string; text: string }> {
  const response = await send(address("sparql", {}), {
    method: "POST",
    headers: {
      "Content-Type": "application/sparql-query",
      Accept: "application/sparql-results+json, text/turtle;q=0.9",
    },
    body: query,
    signal,
  });
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0] ?? "";
  return { type: type.trim(), text: await response.text() };
}

/** Return the address of a path of the API, with only the parameters that are given. */
export function address(path: string, params: Params): string {
  const url = new URL(path, document.baseURI.split("#")[0]);
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url.href;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: "omit" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("The server does not answer", "Is `ostrakon serve` still running?", 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { title?: unknown; detail?: unknown; hint?: unknown };
    const detail = [body.detail, body.hint].filter((words) => typeof words === "string" && words !== "").join(" – ");
    return new Problem(String(body.title ?? response.statusText), detail, response.status);
  } catch {
    return new Problem(response.statusText || "The server answered with an error", text.slice(0, 300), response.status);
  }
}
