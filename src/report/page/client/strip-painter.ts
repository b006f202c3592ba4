/** Paints a strip pixel by pixel: in each column every condition takes the height that it took of the time. */
import { CONDITIONS, type Condition } from "../../../result/index.js";
import type { StripColumns } from "../strip-columns.js";
import { colour, conditionColours } from "./theme.js";

export const STRIP_HEIGHT = 18;
/** Room below a strip for the marks of short outages. */
export const MARK_HEIGHT = 6;

const LEAST_DOWN_HEIGHT = 5;
const MARK_WIDTH = 7;
const KINDS = CONDITIONS.length;

const DOWN = CONDITIONS.indexOf("down");

/** Lines that keep conditions apart in grey: whether a pixel lies on one. */
const HATCHES: Partial<Record<Condition, Hatch>> = {
  impaired: (x, y, size) => (x + y) % (7 * size) < size,
  changing: (x, y, size) => (x - y + 10_000 * size) % (7 * size) < size,
  other: (x, y, size) => x % (4 * size) < size && y % (4 * size) < size,
};

type Hatch = (x: number, y: number, size: number) => boolean;

/** From the bottom of a column to its top. */
const STACKING = (["down", "other", "changing", "impaired", "up", "idle"] as const).map(
  (condition: Condition): { place: number; hatch: Hatch | null } => ({
    place: CONDITIONS.indexOf(condition),
    hatch: HATCHES[condition] ?? null,
  }),
);

/** Colours as the pixels of an image hold them: the plain one, and that of hatching. */
export interface Inks {
  readonly plain: readonly number[];
  readonly hatched: readonly number[];
  readonly down: string;
}

export function inksNow(): Inks {
  const colours = conditionColours();
  const ink = channels(colour("ink"));
  return {
    plain: CONDITIONS.map((condition) => pixel(channels(colours[condition]))),
    hatched: CONDITIONS.map((condition) =>
      pixel(channels(colours[condition]).map((channel, index) => channel * 0.6 + ink[index]! * 0.4)),
    ),
    down: colours.down,
  };
}

/** Of a colour written as `#rrggbb`. */
function channels(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** In the order of bytes of a little-endian machine, as every machine with a browser is. */
function pixel([red, green, blue]: readonly number[]): number {
  return ((255 << 24) | (Math.round(blue!) << 16) | (Math.round(green!) << 8) | Math.round(red!)) >>> 0;
}

/** `ratio`: pixels of the screen per unit of layout. The canvas must be as wide as there are columns. */
export function paintStrip(canvas: HTMLCanvasElement, columns: StripColumns, inks: Inks, ratio: number): void {
  const pen = canvas.getContext("2d")!;
  const { count } = columns;
  const height = Math.round(STRIP_HEIGHT * ratio);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const image = pen.createImageData(count, height);
  const pixels = new Uint32Array(image.data.buffer);
  const size = Math.max(1, Math.round(ratio));
  for (let x = 0; x < count; x += 1) paintColumn(pixels, columns, x, height, inks, size, ratio);
  pen.putImageData(image, 0, 0);
  paintOutageMarks(pen, columns, inks, ratio);
}

/** Only downtime is never less high than can be seen. */
function paintColumn(
  pixels: Uint32Array,
  { count, shares, wasDown }: StripColumns,
  x: number,
  height: number,
  inks: Inks,
  size: number,
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
  for (const { place, hatch } of STACKING) {
    reached += place === DOWN ? down : shares[at + place]! * scale;
    const top = height - Math.round(reached);
    if (top === bottom) continue;
    const [plain, hatched] = [inks.plain[place]!, inks.hatched[place]!];
    for (let y = top; y < bottom; y += 1) {
      pixels[y * count + x] = hatch !== null && hatch(x, y, size) ? hatched : plain;
    }
    bottom = top;
  }
}

/** Below a strip, a mark for each stretch of columns with downtime of which the strip itself shows a hair or less. */
function paintOutageMarks(
  pen: CanvasRenderingContext2D,
  { count, shares, wasDown }: StripColumns,
  inks: Inks,
  ratio: number,
): void {
  const size = MARK_WIDTH * ratio;
  const top = (STRIP_HEIGHT + 1) * ratio;
  pen.fillStyle = inks.down;
  for (let first = 0; first < count; first += 1) {
    if (!wasDown[first]) continue;
    let end = first;
    let down = 0;
    for (; end < count && wasDown[end]; end += 1) down += shares[end * KINDS + DOWN]!;
    const width = end - first;
    if (width < 2 * size || down < width / 2) {
      const centre = first + width / 2;
      const half = Math.max(size, width) / 2;
      pen.beginPath();
      pen.moveTo(centre - half, top + (MARK_HEIGHT - 1) * ratio);
      pen.lineTo(centre - half + size / 2, top);
      pen.lineTo(centre + half - size / 2, top);
      pen.lineTo(centre + half, top + (MARK_HEIGHT - 1) * ratio);
      pen.fill();
    }
    first = end;
  }
}
