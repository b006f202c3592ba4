/** All presets, in the order in which they are listed; a new one is a file and a line here. */
import { manual } from "./manual.js";
import { preset2A } from "./preset-2a.js";
import { preset2B } from "./preset-2b.js";
import { preset2C } from "./preset-2c.js";
import { preset4 } from "./preset-4.js";
import { preset6 } from "./preset-6.js";
import { preset8 } from "./preset-8.js";
import { preset9 } from "./preset-9.js";
import type { Preset } from "./preset.js";

export { giveWay } from "./give-way.js";
export type { AheadFigures, Preset, PresetOptions, Relays } from "./preset.js";
export { optionsOf, relaysOf, waysOf } from "./preset.js";

export const presets: readonly Preset[] = [preset2A, preset2B, preset2C, preset4, preset6, preset8, preset9, manual];

export function preset(name: string): Preset {
  const found = presets.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no preset is named ${name}`);
  return found;
}
