/** Hosts that joined a service or left it, as the chronicle tells. */
import type { ChronicleEntry } from "../result/index.js";

export interface ScaleMark {
  readonly atSeconds: number;
  readonly service: string;
  readonly host: string;
  readonly sign: "+" | "−";
}

const SCALED = /^(.+) (helps with|has left) (.+): done$/;

export function scaleMarksOf(chronicle: readonly ChronicleEntry[]): readonly ScaleMark[] {
  return chronicle.flatMap(({ atSeconds, what }) => {
    const [, host, word, service] = SCALED.exec(what) ?? [];
    if (host === undefined || service === undefined) return [];
    return [{ atSeconds, service, host, sign: word === "helps with" ? "+" : "−" } as const];
  });
}
