/** What each condition looks like over a whole strip, pixel by pixel: strips are cut out of these. */
import { CONDITIONS, type Condition } from "../../../result/actor-state.js";
import { colour, conditionColours } from "./theme.js";

/** Lines that keep conditions apart in grey: whether a pixel lies on one. `size`: pixels of the screen that a line is wide. */
const HATCHES: Partial<Record<Condition, (x: number, y: number, size: number) => boolean>> = {
  impaired: (x, y, size) => (x + y) % (7 * size) < size,
  changing: (x, y, size) => (x - y + 7_000 * size) % (7 * size) < size,
  other: (x, y, size) => x % (4 * size) < size && y % (4 * size) < size,
};

const HATCHING_STRENGTH = 0.4;

export interface Carpets {
  /** By condition, row after row; the pixels as an image of the same size holds them. */
  readonly pixels: readonly Uint32Array[];
  readonly down: string;
}

const woven = new Map<string, Carpets>();

/** In the colours of the theme as it is now. */
export function carpetsOf(width: number, height: number, ratio: number): Carpets {
  const colours = conditionColours();
  const ink = colour("ink");
  const key = [width, height, ink, ...Object.values(colours)].join(" ");
  let carpets = woven.get(key);
  if (carpets === undefined) {
    // Only one width and theme is looked at at a time.
    if (woven.size > 8) woven.clear();
    const size = Math.max(1, Math.round(ratio));
    carpets = {
      pixels: CONDITIONS.map((each) => weave(each, colours[each], ink, width, height, size)),
      down: colours.down,
    };
    woven.set(key, carpets);
  }
  return carpets;
}

function weave(
  condition: Condition,
  plainColour: string,
  inkColour: string,
  width: number,
  height: number,
  size: number,
): Uint32Array {
  const [plain, ink] = [channels(plainColour), channels(inkColour)];
  const lines = pixel(plain.map((each, index) => each + (ink[index]! - each) * HATCHING_STRENGTH));
  const pixels = new Uint32Array(width * height).fill(pixel(plain));
  const hatch = HATCHES[condition];
  if (hatch === undefined) return pixels;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (hatch(x, y, size)) pixels[y * width + x] = lines;
  }
  return pixels;
}

/** Of a colour written as `#rrggbb`. */
function channels(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** In the order of bytes of a little-endian machine, as every machine with a browser is. */
function pixel([red, green, blue]: readonly number[]): number {
  return ((255 << 24) | (Math.round(blue!) << 16) | (Math.round(green!) << 8) | Math.round(red!)) >>> 0;
}
