/** What is learnt of the devices that orders have brought about: where they lie, what they hold, for whom they are. */
import type { Identity } from "../identity.js";
import type { ActionOf, Outcome } from "../words.js";
import { type DataAction, deviceFound } from "./data-orders.js";
import { wayOfBackup, wayTo } from "./data/way.js";
import { present } from "./device-presented.js";
import {
  forgetTwin,
  learnRestored,
  setAhead,
  setArray,
  setCarried,
  setTried,
  setTwin,
  setWhole,
} from "./device-roles.js";
import { inUse, twinOf } from "./devices.js";
import { type Facts, host, isAttached, volume } from "./facts.js";
import type { VolumeFacts } from "./volume-facts.js";

/** A copy lies where a way for it leads; all else lies where it lay. */
function learnPlace(facts: Facts, action: DataAction, device: string): void {
  const { kind, volume: name, to } = action;
  const wayOf = kind === "restore" ? wayOfBackup : wayTo;
  const way = WRITTEN.has(kind) ? wayOf(volume(facts, name), to, facts) : null;
  if (way !== null) setArray(volume(facts, name), device, way.array);
  if (!WRITTEN.has(kind)) return;
  setWhole(volume(facts, name), device, true);
  setCarried(volume(facts, name), device, carriedBy(facts, action));
}

/** What a copy carries: what it was given, or what its source does; what was restored or imported is older, or another. */
function carriedBy(facts: Facts, action: DataAction): Identity | undefined {
  if (action.kind !== "copy" && action.kind !== "update" && action.kind !== "transform") return undefined;
  return action.identity ?? volume(facts, action.volume).devices[action.device]?.identity;
}

const WRITTEN: ReadonlySet<string> = new Set(["copy", "update", "transform", "export", "import", "restore"]);

export function learnReady(facts: Facts, action: DataAction, outcome: Outcome): void {
  const device = deviceFound(outcome);
  if (device === null) return;
  learnPlace(facts, action, device);
  learnRestored(volume(facts, action.volume), device, action.to);
  present(volume(facts, action.volume), device, action.to);
}

export function learnAhead(facts: Facts, action: DataAction, outcome: Outcome): void {
  const device = deviceFound(outcome);
  if (device === null) return;
  learnPlace(facts, action, device);
  setAhead(volume(facts, action.volume), device, action.to);
}

/** A copy of the device in use within one storage system is its twin. */
export function learnCopy(facts: Facts, { volume: name, device, to }: CopyAction, outcome: Outcome): void {
  const known = volume(facts, name);
  if (isAttached(facts, to, known, device) && device === inUse(known)) learnTwin(facts, known, outcome);
}

type CopyAction = { readonly volume: string; readonly device: string; readonly to: string };

/** Of two devices with the same data this one cannot be presented. */
export function learnNotPresented(known: VolumeFacts, { device, to }: ActionOf<"reassign">): void {
  if (twinOf(known)?.device === device) forgetTwin(known);
  else if (inUse(known) === device && known.holder !== to) setTried(known, true);
}

/** What was split off, or copied to, holds what the device in use does, if nobody has written to that meanwhile. */
export function learnTwin(facts: Facts, known: VolumeFacts, outcome: Outcome): void {
  const device = deviceFound(outcome);
  const isQuiet = ["off", "standalone"].includes(host(facts, known.holder).stage);
  if (device !== null && isQuiet) setTwin(known, device, "yes");
}
