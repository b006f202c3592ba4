/** What a chart is: one question about a summary, answered in one picture. */
import type { Summary } from "../../result/index.js";

export interface RenderOptions {
  readonly format: "png" | "svg";
  /** Pixels of the image per unit of layout: 2 for screens of high density. An SVG ignores it. */
  readonly pixelRatio: number;
}

export interface Chart {
  /** Name of its file, without the ending. */
  readonly name: string;
  readonly title: string;
  /** What the reader learns from it; stands below the title. */
  readonly question: string;
  /** Whether there is something to show. Rendered all the same, it says that there is not. */
  applies(summary: Summary): boolean;
  /** The image as bytes; same summary, same bytes (on one machine). */
  render(summary: Summary, options: RenderOptions): Buffer;
}
