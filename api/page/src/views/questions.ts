/** List the competency questions and run them. */

import { el, fill, label } from "../dom";
import { get } from "../http";
import { copyButton, empty, hereWith, show } from "../parts/bits";
import { runQuery } from "../parts/results";
import { formatRoute } from "../route";
import type { View } from "../shell";
import type { Question } from "../types";

export const questionsView: View = async (root, route, signal) => {
  const list = el("nav", { class: "question-list", "aria-label": "Questions" });
  const answer = el("section", { class: "answer", "aria-label": "Answer" });
  fill(
    root,
    el("h1", {}, "Questions"),
    el("p", { class: "lead" }, "Questions that the graph must answer. Each is a query that also runs as a test."),
    el("div", { class: "questions" }, list, answer),
  );
  await show(list, "the questions", signal, async () => {
    const { items } = await get<{ items: Question[] }>("questions", {}, signal);
    void openQuestion(answer, items, route.id, signal);
    return items.length === 0 ? [empty("No questions are shipped.")] : [el("ol", {}, items.map((item) => entry(item, route.id)))];
  });
  return "Questions";
};

function entry(item: Question, chosen: string | null): HTMLElement {
  const current = item.id === chosen ? "true" : null;
  return el("li", {}, el("a", { href: formatRoute("questions", item.id), "aria-current": current }, label(item.question)));
}

async function openQuestion(answer: HTMLElement, items: Question[], id: string | null, signal: AbortSignal): Promise<void> {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) {
    fill(answer, id === null ? el("p", { class: "note" }, "Choose a question to run it.") : empty("There is no such question."));
    return;
  }
  const result = el("div", {});
  fill(
    answer,
    el("h2", {}, label(item.question)),
    result,
    el("details", {}, el("summary", {}, "The query"), el("pre", { tabindex: 0 }, label(item.query))),
    el(
      "p",
      { class: "actions" },
      el("a", { href: formatRoute("query", null, { question: item.id }) }, "Change the query"),
      copyButton("Copy a link to this question", () => hereWith(formatRoute("questions", item.id))),
    ),
  );
  await runQuery(result, item.query, signal);
}
