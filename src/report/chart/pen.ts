/** Drawing on a canvas: fills that stay apart in grey, and text that is measured before it is drawn. */
import { createRequire } from "node:module";
import type { SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas, registerFont } from "canvas";
import { NO_BREAK_SPACE, unbroken } from "../unbroken.js";

export type Pen = SKRSContext2D;

export const FONT_FAMILY = "Inter";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Hatch = "none" | "rising" | "falling" | "crossed" | "upright" | "level" | "dotted";

/** A colour, the lines that keep it apart from others when printed in grey, and a colour for text upon it. */
export interface Fill {
  readonly colour: string;
  readonly hatch: Hatch;
  readonly ink: string;
}

export type TextWeight = 400 | 600;

export function font(size: number, weight: TextWeight = 400): string {
  return `${weight} ${size}px ${FONT_FAMILY}`;
}

let measuring: Pen | undefined;

/** Registers the fonts, without which a machine that has none draws no text at all and reports no error. */
function penForMeasuring(): Pen {
  if (measuring === undefined) {
    const { resolve } = createRequire(import.meta.url);
    for (const file of ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"]) {
      registerFont(resolve(`@expo-google-fonts/inter/${file}`), { family: FONT_FAMILY });
    }
    measuring = (createCanvas(1, 1) as { getContext(kind: "2d"): Pen }).getContext("2d");
  }
  return measuring;
}

export function textWidth(text: string, size: number, weight: TextWeight = 400): number {
  const pen = penForMeasuring();
  pen.font = font(size, weight);
  return pen.measureText(text).width;
}

/** The text, or as much of it as fits before an ellipsis. */
export function ellipsize(text: string, width: number, size: number, weight: TextWeight = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (textWidth(`${characters.slice(0, middle).join("")}…`, size, weight) <= width) low = middle;
    else high = middle;
  }
  return `${characters.slice(0, low).join("").trimEnd()}…`;
}

/** Lines no wider than `width`; a word that alone is wider ends in an ellipsis. */
export function wrapText(text: string, width: number, size: number, weight: TextWeight = 400): readonly string[] {
  const lines: string[] = [];
  for (const part of unbroken(text).split(" ")) {
    const word = part.replaceAll(NO_BREAK_SPACE, " ");
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(ellipsize(word, width, size, weight));
  }
  return lines;
}

export function fillRectangle(pen: Pen, rectangle: Rectangle, { colour, hatch, ink }: Fill): void {
  const { x, y, width, height } = rectangle;
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
  hatchRectangle(pen, rectangle, hatch, ink);
}

const HATCH_SPACING = 6;

/** Lines over a rectangle. Their places depend on the canvas, not on the rectangle, so that neighbours continue each other. */
function hatchRectangle(pen: Pen, { x, y, width, height }: Rectangle, hatch: Hatch, ink: string): void {
  if (hatch === "none" || width <= 0 || height <= 0) return;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.35;
  pen.lineWidth = 1;
  pen.setLineDash(hatch === "dotted" ? [1.5, 4.5] : []);
  pen.beginPath();
  const from = (start: number): number => Math.floor(start / HATCH_SPACING) * HATCH_SPACING;
  if (hatch === "rising" || hatch === "crossed") {
    for (let at = from(x + y); at <= x + y + width + height; at += HATCH_SPACING)
      line(pen, at - y, y, at - y - height, y + height);
  }
  if (hatch === "falling" || hatch === "crossed") {
    for (let at = from(x - y - height); at <= x + width - y; at += HATCH_SPACING)
      line(pen, at + y, y, at + y + height, y + height);
  }
  if (hatch === "upright") {
    for (let at = from(x) + 3; at <= x + width; at += HATCH_SPACING) line(pen, at, y, at, y + height);
  }
  if (hatch === "level" || hatch === "dotted") {
    for (let at = from(y) + 3; at <= y + height; at += HATCH_SPACING) line(pen, from(x), at, x + width, at);
  }
  pen.stroke();
  pen.restore();
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: TextWeight;
  readonly colour: string;
  readonly align?: "left" | "right" | "center";
  readonly baseline?: "top" | "middle" | "alphabetic";
}

export function drawText(pen: Pen, text: string, x: number, y: number, style: TextStyle): void {
  pen.font = font(style.size, style.weight ?? 400);
  pen.fillStyle = style.colour;
  pen.textAlign = style.align ?? "left";
  pen.textBaseline = style.baseline ?? "middle";
  pen.fillText(text, x, y);
}
