/** List the documents that were read. */

import { el, fill, label } from "../dom";
import { getAll } from "../http";
import { documentName, empty, show } from "../parts/bits";
import { formatRoute } from "../route";
import type { View } from "../shell";
import type { DocumentItem } from "../types";

export const documentsView: View = async (root, _route, signal) => {
  const list = el("div", {});
  fill(root, el("h1", {}, "Documents"), el("p", { class: "lead" }, "What was read. Open one to see its text with every claim beside it."), list);
  await show(list, "the documents", signal, async () => {
    const items = await getAll<DocumentItem>("documents", signal);
    return items.length === 0 ? [empty("No document has been read yet.")] : [el("ul", { class: "documents" }, items.map(entry))];
  });
  return "Documents";
};

function entry(item: DocumentItem): HTMLElement {
  return el(
    "li",
    {},
    el("a", { href: formatRoute("document", item.slug) }, documentName(item)),
    el(
      "p",
      { class: "muted" },
      item.publisher ? label(item.publisher.label) : "unknown publisher",
      item.published ? `, ${item.published}` : "",
      ` · ${item.claims} ${item.claims === 1 ? "claim" : "claims"} · `,
      item.origin === "digest" ? "our digest" : "original text",
    ),
  );
}
