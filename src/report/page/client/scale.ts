/** Places values on a common horizontal scale, with a few ticks. */
import type { MeasureInfo } from "../../../result/index.js";
import { formatQuantity } from "../../number-format.js";
import { element, place } from "./dom.js";

export interface Scale {
  /** `37.5%`: how far right of the left end. */
  at(value: number): string;
  readonly ticks: HTMLElement;
}

const TICKS = 3;

/** From the least to the greatest of the values, with a little room at both ends. */
export function scaleOf(values: readonly number[], unit: MeasureInfo["unit"]): Scale {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const room = greatest > least ? (greatest - least) * 0.06 : Math.abs(least) * 0.1 || 1;
  const from = unit === "ratio" || least < 0 ? least - room : Math.max(0, least - room);
  const to = unit === "share" ? Math.min(1 + room * 0.2, greatest + room) : greatest + room;
  const at = (value: number): string => `${(((value - from) / (to - from)) * 100).toFixed(3)}%`;
  const marks =
    greatest > least
      ? Array.from({ length: TICKS }, (_, index) => least + (index / (TICKS - 1)) * (greatest - least))
      : [least];
  return {
    at,
    ticks: element(
      "div",
      { class: "scale-ticks", "aria-hidden": "true" },
      marks.map((value, index) => {
        const side = marks.length === 1 ? "" : (["first", "", "last"][index] ?? "");
        return place(element("span", { class: `tick ${side}` }, formatQuantity(value, unit)), { left: at(value) });
      }),
    ),
  };
}
