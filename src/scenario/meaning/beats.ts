/** Warns of what everybody does so often in one run that this takes long wherever it cannot be left out. */
import type { Path } from "../source/located.js";
import { type Micros, MILLISECOND } from "../../units/index.js";
import type { Checks, Parts } from "../section/parts.js";

/** What is done less often than that is usual, however long the run. */
const USUAL: Micros = 100 * MILLISECOND;
const MANY = 1_000_000;

export function warnOfBeats(every: Micros, path: Path, { heading }: Parts, checks: Checks): void {
  const times = (heading?.duration ?? 0) / every;
  if (every >= USUAL || times <= MANY) return;
  checks.warning(path, {
    message: `everybody does this some ${Number((times / 1e6).toPrecision(2))} million times in one run, which takes long where messages get lost or come late`,
    expected: "100ms or more, or a shorter run",
  });
}
