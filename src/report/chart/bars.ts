/** Bars of segments over an axis of time: hatching that keeps colours apart in grey, text within where it fits, text beside. */
import type { Plugin } from "chart.js";
import { BACKGROUND, INK, type NamedFill } from "./palette.js";
import { drawText, fillRectangle, textWidth, type Pen } from "./pen.js";

export interface Segment {
  readonly seconds: number;
  readonly fill: NamedFill;
  /** Written within when it fits. */
  readonly text: string;
}

export interface Bar {
  /** From left to right, without gaps. */
  readonly segments: readonly Segment[];
  /** Right of the last one. */
  readonly beside: string;
}

const THICKNESS = 20;
const SIZE = 11;
const PADDING = 8;

/** Each in the middle of its row; a row without segments stays empty. */
export function drawBars(bars: readonly Bar[], endSeconds: number): Plugin {
  return {
    id: "bars",
    afterDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom } }) => {
      const pen = ctx as unknown as Pen;
      const height = (bottom - top) / bars.length;
      const scale = (right - left) / endSeconds;
      bars.forEach(({ segments, beside }, index) => {
        const middle = top + (index + 0.5) * height;
        let x = left;
        for (const { seconds, fill, text } of segments) {
          const width = seconds * scale;
          fillRectangle(pen, { x, y: middle - THICKNESS / 2, width, height: THICKNESS }, fill);
          writeWithin(pen, text, x, width, middle, fill);
          x += width;
        }
        if (segments.length > 0) writeBeside(pen, beside, x + 6, middle);
      });
    },
  };
}

function writeBeside(pen: Pen, text: string, x: number, y: number): void {
  pen.fillStyle = BACKGROUND;
  pen.fillRect(x - 2, y - SIZE / 2, textWidth(text, SIZE) + 4, SIZE);
  drawText(pen, text, x, y, { size: SIZE, colour: INK });
}

/** Width that text beside a bar takes. */
export function besideWidth(text: string): number {
  return textWidth(text, SIZE) + 6;
}

function writeWithin(pen: Pen, text: string, x: number, width: number, middle: number, fill: NamedFill): void {
  const needed = textWidth(text, SIZE, 600);
  if (needed + PADDING > width) return;
  pen.fillStyle = fill.colour;
  pen.fillRect(x + (width - needed) / 2 - 2, middle - THICKNESS / 2 + 2, needed + 4, THICKNESS - 4);
  drawText(pen, text, x + width / 2, middle, { size: SIZE, weight: 600, colour: fill.ink, align: "center" });
}
