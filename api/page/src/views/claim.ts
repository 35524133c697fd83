/** Open a claim beside its document. */

import { get } from "../http";
import type { View } from "../shell";
import type { Claim } from "../types";
import { claimSentence, sentenceText } from "../words";
import { showDocument } from "./document";

export const claimView: View = async (root, route, signal) => {
  const claim = await get<Claim>(`claims/${encodeURIComponent(route.id ?? "")}`, {}, signal);
  await showDocument(root, claim.document.slug, claim.fact, signal);
  return sentenceText(claimSentence(claim));
};
