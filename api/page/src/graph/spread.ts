/** Part boxes that overlap, without chance: the same boxes always end in the same places. */

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const ROUNDS = 150;
const GAP = 14;

/** Return the middles of the boxes, stretched towards a form (width over height) and clear of one another. */
export function spread(boxes: Box[], form: number): { x: number; y: number }[] {
  const moved = boxes.map((box) => ({ ...box }));
  stretch(moved, form);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!partOnce(moved)) break;
  }
  return moved.map(({ x, y }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }));
}

function stretch(boxes: Box[], form: number): void {
  const width = extent(boxes.map((box) => box.x));
  const height = extent(boxes.map((box) => box.y));
  if (width === 0 || height === 0) return;
  const wanted = Math.min(2.2, Math.max(1 / 2.2, (form * height) / width));
  for (const box of boxes) {
    if (wanted > 1) box.x *= wanted;
    else box.y /= wanted;
  }
}

function extent(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Move each overlapping pair apart along the shorter way; return whether any was moved. */
function partOnce(boxes: Box[]): boolean {
  let any = false;
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) any = partPair(a, b) || any;
  });
  return any;
}

function partPair(a: Box, b: Box): boolean {
  const overX = (a.w + b.w) / 2 + GAP - Math.abs(a.x - b.x);
  const overY = (a.h + b.h) / 2 + GAP - Math.abs(a.y - b.y);
  if (overX <= 0.5 || overY <= 0.5) return false;
  if (overX < overY) {
    const push = (a.x <= b.x ? -overX : overX) / 2;
    a.x += push;
    b.x -= push;
  } else {
    const push = (a.y <= b.y ? -overY : overY) / 2;
    a.y += push;
    b.y -= push;
  }
  return true;
}
