/** A measure over one parameter as lines with their intervals, over two as a heat map for each policy. */
import type { Sweep, SweepPoint } from "../../result/index.js";
import { sweptMeasure } from "../swept-measure.js";
import type { RenderOptions } from "./chart.js";
import { renderFigure } from "./figure.js";
import { heatMap } from "./heat-map.js";
import { parameterLines } from "./parameter-lines.js";

export interface SweepChart {
  /** Without the ending. */
  readonly name: string;
  readonly content: Buffer;
}

/** Of more than two parameters the others stay at their first values, and the picture says so. */
export function renderSweep(sweep: Sweep, key: string, options: RenderOptions): readonly SweepChart[] {
  const [across, down, ...others] = sweep.parameters;
  if (across === undefined) return [];
  const points = sweep.points.filter(({ values }) =>
    others.every((other, index) => values[index + 2] === other.values[0]),
  );
  const policies = [...new Set(points.flatMap((point) => point.policies.map(({ policy }) => policy)))];
  const measure = points.flatMap((point) => policies.map((policy) => sweptMeasure(point, policy, key))).find(Boolean);
  if (measure === undefined) return [];
  const fixed =
    others.length === 0 ? null : `Shown for ${others.map(({ path, values }) => `${path} = ${values[0]}`).join(", ")}.`;
  const caption = { title: key, question: measure.about };
  const origin = { ...sweep, policies: sweep.points[0]?.policies ?? [] };
  const valueAt = (point: SweepPoint | undefined, policy: string) => point && sweptMeasure(point, policy, key);
  if (down === undefined) {
    const lines = policies.map((policy) => ({
      label: policy,
      measures: across.values.map(
        (value) =>
          valueAt(
            points.find(({ values }) => values[0] === value),
            policy,
          ) ?? null,
      ),
    }));
    const figure = parameterLines({ parameter: across, lines, unit: measure.unit, remark: fixed });
    return [{ name: `sweep-${key}`, content: renderFigure(caption, origin, figure, options) }];
  }
  return policies.map((policy) => {
    const cells = down.values.map((below) =>
      across.values.map((beside) => {
        const point = points.find(({ values }) => values[0] === beside && values[1] === below);
        return valueAt(point, policy) ?? null;
      }),
    );
    const figure = heatMap({ across, down, cells, unit: measure.unit, better: measure.better, remark: fixed });
    const title = policies.length === 1 ? key : `${key} under ${policy}`;
    const name = policies.length === 1 ? `sweep-${key}` : `sweep-${key}-${policy}`;
    return { name, content: renderFigure({ ...caption, title }, origin, figure, options) };
  });
}
