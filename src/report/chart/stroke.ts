/** Lines that stay apart: Okabe and Ito's colours without the yellow that is faint on white, and dashes for grey. */
import { INK, type NamedFill } from "./palette.js";

export interface Stroke {
  readonly colour: string;
  readonly dash: readonly number[];
}

const STROKES: readonly Stroke[] = [
  { colour: "#0072b2", dash: [] },
  { colour: "#c44e00", dash: [7, 4] },
  { colour: "#009e73", dash: [2, 3] },
  { colour: "#cc79a7", dash: [9, 3, 2, 3] },
  { colour: "#e69f00", dash: [] },
  { colour: "#56b4e9", dash: [5, 2] },
  { colour: "#5c5c5c", dash: [3, 5] },
];

/** More lines than these in one picture could not be told apart. */
export const MOST_STROKES = STROKES.length;

/** For what is possible rather than what happened. */
export const LIMIT_STROKE: Stroke = { colour: INK, dash: [6, 3] };

export function strokeOf(index: number): Stroke {
  return STROKES[index % STROKES.length]!;
}

/** For the legend, with the dashes of the line. */
export function strokeFill(label: string, { colour, dash }: Stroke): NamedFill {
  return { label, colour, hatch: "none", ink: INK, dash };
}
