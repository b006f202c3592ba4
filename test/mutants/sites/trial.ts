/** One run of a drawn scenario of site failover with what was added to it, under random faults. */
import type { Record as WorldRecord, World } from "../../../src/model/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { type Drawn, decodeDrawn, type Ears, runDrawn } from "../drawn/trial.js";
import { withoutUnforeseen } from "../unforeseen.js";
import { inVainHeard } from "./in-vain.js";
import { RECORDED, recordedText } from "./last-of-world.js";
import { drawSite } from "./world.js";

export const drawnSite = (seed: number): Drawn => decodeDrawn(drawSite(seed).text, { [RECORDED]: recordedText() });

/** What the invariants found, without what nobody could have prevented; `null` for what is no scenario. */
export function siteTrial(seed: number, ears: Ears = {}): readonly InvariantResult[] | null {
  const { scenario, warnings } = drawnSite(seed);
  if (scenario === null) return null;
  const inVain = inVainHeard(warnings);
  const hear = (record: WorldRecord): void => {
    inVain.hear(record);
    ears.hear?.(record);
  };
  const found = withoutUnforeseen((world) => {
    const both = (made: World): void => {
      world(made);
      ears.world?.(made);
    };
    return runDrawn(scenario, false, { hear, world: both });
  });
  return [...found, inVain.result()];
}
