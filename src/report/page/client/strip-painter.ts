/** Paints a strip pixel by pixel: in each column every condition takes the height that it took of the time. */
import { CONDITIONS } from "../../../result/actor-state.js";
import type { StripColumns } from "../strip-columns.js";
import { carpetsOf, type Carpets } from "./carpets.js";

export const STRIP_HEIGHT = 18;
/** Room below a strip for the marks of short outages. */
export const MARK_HEIGHT = 6;

/** A lone outage is at least so high; where they stand in each other's way none is made to look longer than it was. */
const LONE_HEIGHT = 5;
const CROWDED_HEIGHT = 1;
const CROWD_WIDTH = 24;
const MARK_WIDTH = 7;

const KINDS = CONDITIONS.length;
const DOWN = CONDITIONS.indexOf("down");

/** From the bottom of a column to its top. */
const STACKING: readonly number[] = (["down", "other", "changing", "impaired", "up", "idle"] as const).map((each) =>
  CONDITIONS.indexOf(each),
);

/** Neighbouring columns with downtime. */
interface Outage {
  readonly first: number;
  readonly end: number;
  /** Of its time. */
  readonly downShare: number;
}

/** `ratio`: pixels of the screen per unit of layout. The canvas must be as wide as there are columns. */
export function paintStrip(canvas: HTMLCanvasElement, columns: StripColumns, ratio: number): void {
  const pen = canvas.getContext("2d")!;
  const { count } = columns;
  const height = Math.round(STRIP_HEIGHT * ratio);
  const outages = outagesOf(columns);
  const least = leastHeights(outages, count, ratio);
  const carpets = carpetsOf(count, height, ratio);
  const image = pen.createImageData(count, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let x = 0; x < count; x += 1) paintColumn(pixels, columns, x, height, least[x]!, carpets);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.putImageData(image, 0, 0);
  pen.fillStyle = carpets.down;
  paintOutageMarks(pen, outages, ratio);
}

function outagesOf({ count, shares, wasDown }: StripColumns): readonly Outage[] {
  const outages: Outage[] = [];
  for (let first = 0; first < count; first += 1) {
    if (!wasDown[first]) continue;
    let end = first;
    let down = 0;
    for (; end < count && wasDown[end]; end += 1) down += shares[end * KINDS + DOWN]!;
    outages.push({ first, end, downShare: down / (end - first) });
    first = end;
  }
  return outages;
}

/** How high downtime is shown at least, by column. */
function leastHeights(outages: readonly Outage[], count: number, ratio: number): Float32Array {
  const least = new Float32Array(count);
  for (const { first, end } of outages) {
    least.fill((end - first > CROWD_WIDTH * ratio ? CROWDED_HEIGHT : LONE_HEIGHT) * ratio, first, end);
  }
  return least;
}

function paintColumn(
  pixels: Uint32Array,
  { count, shares }: StripColumns,
  x: number,
  height: number,
  least: number,
  carpets: Carpets,
): void {
  const first = x * KINDS;
  const downShare = shares[first + DOWN]!;
  const down = Math.max(least, downShare * height);
  let covered = 0;
  for (let place = 0; place < KINDS; place += 1) covered += shares[first + place]!;
  const scale = covered > downShare ? (height - down) / (covered - downShare) : 0;
  let reached = 0;
  let bottom = height;
  for (const place of STACKING) {
    reached += place === DOWN ? down : shares[first + place]! * scale;
    const top = height - Math.round(reached);
    if (top === bottom) continue;
    const carpet = carpets.pixels[place]!;
    for (let at = top * count + x; at < bottom * count; at += count) pixels[at] = carpet[at]!;
    bottom = top;
  }
}

/** Below a strip, a mark for each outage of which the strip itself shows a hair or less. */
function paintOutageMarks(pen: CanvasRenderingContext2D, outages: readonly Outage[], ratio: number): void {
  const size = MARK_WIDTH * ratio;
  const top = (STRIP_HEIGHT + 1) * ratio;
  const bottom = (STRIP_HEIGHT + MARK_HEIGHT) * ratio;
  pen.beginPath();
  for (const { first, end, downShare } of outages) {
    if (end - first >= size && downShare >= 0.5) continue;
    const centre = (first + end) / 2;
    const half = Math.max(size, end - first) / 2;
    pen.moveTo(centre - half, bottom);
    pen.lineTo(centre - half + size / 2, top);
    pen.lineTo(centre + half - size / 2, top);
    pen.lineTo(centre + half, bottom);
  }
  pen.fill();
}
