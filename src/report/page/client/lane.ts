/** A row of the availability picture: a name, a picture over time that is painted when it is in view, and a figure. */
import { element, place } from "./dom.js";
import { isPrinting } from "./theme.js";

export interface LaneLook {
  readonly name: string;
  readonly figure: string;
  readonly height: number;
  /** Paints the canvas, which is `width * ratio` pixels wide. */
  paint(canvas: HTMLCanvasElement, width: number, ratio: number): void;
}

/** About as wide as a picture is on a page of A4: no layout of paper can be measured before it is printed. */
const PAPER_WIDTH = 400;
const PAPER_RATIO = 2.5;

export class Lane {
  readonly element: HTMLElement;
  readonly plot: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  inView = false;
  private stale = true;

  constructor(private readonly look: LaneLook) {
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.plot = element("div", { class: "plot" }, this.canvas);
    place(this.plot, { height: `${look.height}px` });
    this.element = element(
      "div",
      { class: "lane" },
      element("span", { class: "lane-name", title: look.name }, look.name),
      this.plot,
      element("span", { class: "lane-figure" }, look.figure),
    );
  }

  /** Paints now when it can be seen, else when it comes into view. */
  update(width: number): void {
    this.stale = true;
    if (this.inView || isPrinting()) this.paint(width);
  }

  entered(width: number): void {
    this.inView = true;
    if (this.stale) this.paint(width);
  }

  private paint(onScreen: number): void {
    if (onScreen <= 0) return;
    const [width, ratio] = isPrinting() ? [PAPER_WIDTH, PAPER_RATIO] : [onScreen, window.devicePixelRatio || 1];
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.round(this.look.height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
    }
    this.look.paint(this.canvas, wide / ratio, ratio);
    this.stale = false;
  }
}
