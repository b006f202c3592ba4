/** All presets, in the order in which they are listed. */
import { manual } from "./manual.js";
import type { Preset } from "./preset.js";
import { preset2A } from "./preset-2a.js";

export type { Preset, Relays } from "./preset.js";
export { relaysOf } from "./preset.js";

export const presets: readonly Preset[] = [preset2A, manual];

export function preset(name: string): Preset {
  const found = presets.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no preset is named ${name}`);
  return found;
}
