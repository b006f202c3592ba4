/** A copy that is kept for a host before it needs one: made at first, and brought up to date by what has changed since. */
import type { ActionOf } from "../../words.js";
import { inUse } from "../devices.js";
import type { VolumeFacts } from "../volume-facts.js";

export function updateAhead(volume: VolumeFacts, to: string): ActionOf<"update"> {
  return { kind: "update", volume: volume.name, device: inUse(volume), to, ahead: true };
}
