/** The states of a subject over the whole run, small enough for a cell of a table. */
import type { Subject } from "../../../result/index.js";
import type { Micros } from "../../../units/index.js";
import { stripColumns } from "../strip-columns.js";
import { Lane } from "./lane.js";
import { runOf } from "./page-source.js";
import { MARK_HEIGHT, paintStrip, STRIP_HEIGHT } from "./strip-painter.js";
import { onThemeChange } from "./theme.js";

export function sparkStrip(policy: number, { kind, name }: Subject, end: Micros): HTMLElement {
  const strip = runOf(policy).strips.find((each) => each.kind === kind && each.actor === name)!;
  const lane = new Lane({
    name: "",
    figure: "",
    height: STRIP_HEIGHT + MARK_HEIGHT,
    paint: (canvas, _, ratio) => paintStrip(canvas, stripColumns(strip, 0, end, canvas.width, end), ratio),
  });
  lane.inView = true;
  lane.plot.classList.add("strip", "spark");
  const paint = (): void => lane.update(lane.plot.clientWidth);
  new ResizeObserver(paint).observe(lane.plot);
  onThemeChange(paint);
  return lane.plot;
}
