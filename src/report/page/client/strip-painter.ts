/** Paints a strip pixel by pixel: in each column every condition takes the height that it took of the time. */
import { CONDITIONS } from "../../../result/index.js";
import type { StripColumns } from "../strip-columns.js";
import { carpetsOf, type Carpets } from "./carpets.js";

export const STRIP_HEIGHT = 18;
/** Room below a strip for the marks of short outages. */
export const MARK_HEIGHT = 6;

const LEAST_DOWN_HEIGHT = 5;
const MARK_WIDTH = 7;
const KINDS = CONDITIONS.length;

const DOWN = CONDITIONS.indexOf("down");

/** From the bottom of a column to its top. */
const STACKING: readonly number[] = (["down", "other", "changing", "impaired", "up", "idle"] as const).map((each) =>
  CONDITIONS.indexOf(each),
);

/** `ratio`: pixels of the screen per unit of layout. The canvas must be as wide as there are columns. */
export function paintStrip(canvas: HTMLCanvasElement, columns: StripColumns, ratio: number): void {
  const pen = canvas.getContext("2d")!;
  const { count } = columns;
  const height = Math.round(STRIP_HEIGHT * ratio);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const image = pen.createImageData(count, height);
  const pixels = new Uint32Array(image.data.buffer);
  const carpets = carpetsOf(count, height, ratio);
  for (let x = 0; x < count; x += 1) paintColumn(pixels, columns, x, height, carpets, ratio);
  pen.putImageData(image, 0, 0);
  paintOutageMarks(pen, columns, carpets.down, ratio);
}

/** Only downtime is never less high than can be seen. */
function paintColumn(
  pixels: Uint32Array,
  { count, shares, wasDown }: StripColumns,
  x: number,
  height: number,
  carpets: Carpets,
  ratio: number,
): void {
  const at = x * KINDS;
  const downShare = shares[at + DOWN]!;
  const down = wasDown[x] ? Math.max(LEAST_DOWN_HEIGHT * ratio, downShare * height) : 0;
  let covered = 0;
  for (let place = 0; place < KINDS; place += 1) covered += shares[at + place]!;
  const scale = covered > downShare ? (height - down) / (covered - downShare) : 0;
  let reached = 0;
  let bottom = height;
  for (const place of STACKING) {
    reached += place === DOWN ? down : shares[at + place]! * scale;
    const top = height - Math.round(reached);
    if (top === bottom) continue;
    const carpet = carpets.pixels[place]!;
    for (let at = top * count + x; at < bottom * count; at += count) pixels[at] = carpet[at]!;
    bottom = top;
  }
}

/** Below a strip, a mark for each stretch of columns with downtime of which the strip itself shows a hair or less. */
function paintOutageMarks(
  pen: CanvasRenderingContext2D,
  { count, shares, wasDown }: StripColumns,
  colour: string,
  ratio: number,
): void {
  const size = MARK_WIDTH * ratio;
  const top = (STRIP_HEIGHT + 1) * ratio;
  pen.fillStyle = colour;
  pen.beginPath();
  for (let first = 0; first < count; first += 1) {
    if (!wasDown[first]) continue;
    let end = first;
    let down = 0;
    for (; end < count && wasDown[end]; end += 1) down += shares[end * KINDS + DOWN]!;
    const width = end - first;
    if (width < 2 * size || down < width / 2) {
      const centre = first + width / 2;
      const half = Math.max(size, width) / 2;
      pen.moveTo(centre - half, top + (MARK_HEIGHT - 1) * ratio);
      pen.lineTo(centre - half + size / 2, top);
      pen.lineTo(centre + half - size / 2, top);
      pen.lineTo(centre + half, top + (MARK_HEIGHT - 1) * ratio);
    }
    first = end;
  }
  pen.fill();
}
