/** Cut a text at the borders of quotes, whose offsets count Unicode code points. */

export interface Span {
  key: string;
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  /** Keys of the spans that cover the segment, the shortest first. */
  keys: string[];
}

/** Return the segments of `text` in order; joined, their texts are `text`. */
export function segments(text: string, spans: Span[]): Segment[] {
  const points = Array.from(text);
  const inside = spans.filter((span) => span.start >= 0 && span.start < span.end && span.end <= points.length);
  const borders = new Set([0, points.length, ...inside.flatMap((span) => [span.start, span.end])]);
  const cuts = [...borders].sort((a, b) => a - b);
  const shortestFirst = [...inside].sort((a, b) => a.end - a.start - (b.end - b.start));
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? points.length;
    const keys = shortestFirst.filter((span) => span.start <= start && end <= span.end).map((span) => span.key);
    return { text: points.slice(start, end).join(""), keys };
  });
}

/** Return the text between two offsets that count code points. */
export function slice(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}
