/** List the competency questions and run them. */

import { el, fill, label } from "../dom";
import { get, Problem } from "../http";
import { copyButton, empty, failure, hereWith, show } from "../parts/bits";
import { runQuery } from "../parts/results";
import { formatRoute } from "../route";
import type { View } from "../shell";
import type { Question } from "../types";

export const questionsView: View = async (root, route, signal) => {
  const list = el("nav", { class: "question-list", "aria-label": "Questions" });
  const answer = el("section", { class: "answer", "aria-label": "Answer" });
  const notices = el("div", {});
  fill(
    root,
    el("h1", {}, "Questions"),
    el("p", { class: "lead" }, "Questions that the graph must answer. Each is a query that also runs as a test."),
    notices,
    el("div", { class: "questions" }, list, answer),
  );
  let title = "Questions";
  await show(list, "the questions", signal, async () => {
    const { items } = await get<{ items: Question[] }>("questions", {}, signal);
    const chosen = items.find((item) => item.id === route.id);
    if (chosen) void openQuestion(answer, chosen, signal);
    else if (route.id === null) fill(answer, el("p", { class: "note" }, "Choose a question to run it."));
    else {
      title = "No such question";
      notices.append(failure(new Problem("There is no such question", `No question is called “${route.id}”. Choose one of these.`, 404)));
    }
    return items.length === 0 ? [empty("No questions are shipped.")] : [el("ol", {}, items.map((item) => entry(item, route.id)))];
  });
  return title;
};

function entry(item: Question, chosen: string | null): HTMLElement {
  const current = item.id === chosen ? "true" : null;
  return el("li", {}, el("a", { href: formatRoute("questions", item.id), "aria-current": current }, label(item.question)));
}

async function openQuestion(answer: HTMLElement, item: Question, signal: AbortSignal): Promise<void> {
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
