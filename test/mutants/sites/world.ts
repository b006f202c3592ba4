/** A drawn scenario of site failover with keys added that `test/mutants/drawn` does not draw. One seed, one scenario. */
import { diceOf } from "../drawn/dice.js";
import { drawScenario } from "../drawn/world.js";
import { ADDITIONS } from "./additions.js";
import type { Document } from "./document.js";

export interface SiteDraft {
  readonly text: string;
  /** The names of what was added. */
  readonly added: readonly string[];
}

/** What is added is drawn from seeds that no scenario without additions has: these have whole numbers from 0. */
export function drawSite(seed: number): SiteDraft {
  const document = JSON.parse(drawScenario(seed, false)) as Document;
  const dice = diceOf(seed + 0x40000000);
  const added: string[] = [];
  for (const { name, probability = 0.5, since = 0, fits, add } of ADDITIONS) {
    if (seed < since || !fits(document) || !dice.is(probability)) continue;
    add(document, dice);
    added.push(name);
  }
  return { text: JSON.stringify(document), added };
}
