/** Hosts that joined a service or left it. */
import type { RunDetail } from "../result/index.js";

export interface ScaleMark {
  readonly atSeconds: number;
  readonly service: string;
  readonly host: string;
  readonly sign: "+" | "−";
}

const SIGNS: Readonly<Record<string, ScaleMark["sign"]>> = { grow: "+", shrink: "−" };

/** In the order of time. */
export function scaleMarksOf({ undertakings = [] }: Pick<RunDetail, "undertakings">): readonly ScaleMark[] {
  return undertakings
    .flatMap(({ kind, subjects, result, endSeconds }) => {
      const sign = SIGNS[kind];
      const nameOf = (wanted: string) => subjects.find((subject) => subject.kind === wanted)?.name;
      const [service, host] = [nameOf("service"), nameOf("host")];
      if (sign === undefined || service === undefined || host === undefined) return [];
      return result === "done" && endSeconds !== null ? [{ atSeconds: endSeconds, service, host, sign }] : [];
    })
    .toSorted((a, b) => a.atSeconds - b.atSeconds);
}
