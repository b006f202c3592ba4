/** The axis above the strips, the words for what it shows, and where that lies within the whole run. */
import { toSeconds } from "../../../units/index.js";
import { formatDuration } from "../../number-format.js";
import { clockTicks } from "../../clock-ticks.js";
import { element, place } from "./dom.js";
import { clock } from "./instant.js";
import type { TimeView } from "./time-view.js";

const TICK_WIDTH = 85;

export interface TimeAxis {
  readonly lane: HTMLElement;
  readonly plot: HTMLElement;
  readonly caption: HTMLElement;
  draw(width: number): void;
}

export function axisOf(view: TimeView): TimeAxis {
  const ticks = element("div", { class: "ticks" });
  const thumb = element("div", { class: "thumb" });
  const plot = element("div", { class: "plot axis" }, element("div", { class: "overview" }, thumb), ticks);
  const caption = element("output", { class: "caption" });
  return {
    lane: element("div", { class: "lane axis-lane" }, element("span", { class: "lane-name" }), plot, element("span")),
    plot,
    caption,
    draw: (width) => {
      ticks.replaceChildren(
        ...clockTicks(clock, view.from, view.to, Math.max(2, Math.floor(width / TICK_WIDTH))).map(({ at, label }) => {
          const share = view.shareOf(at);
          const side = share < 0.04 ? "first" : share > 0.96 ? "last" : "";
          return place(element("span", { class: `tick ${side}` }, label), { left: `${share * 100}%` });
        }),
      );
      place(thumb, { left: `${(view.from / view.end) * 100}%`, width: `${(view.span / view.end) * 100}%` });
      const span = formatDuration(toSeconds(view.span));
      caption.textContent = view.isWhole
        ? `Whole run, ${span}`
        : `${clock.exact(toSeconds(view.from))} to ${clock.exact(toSeconds(view.to))}, ${span}`;
    },
  };
}
