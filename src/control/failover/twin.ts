/** A second device with the same data as the one in use: what an attempt that comes to nothing leaves to the next one. */
import type { Action, Outcome } from "../words.js";
import { type Facts, type VolumeFacts, host, mirrorOf, volume } from "./facts.js";

/** Whoever boots may write to the device in use; what is written onto as a whole may be the twin. */
export function forgetTwin(facts: Facts, action: Action): void {
  switch (action.kind) {
    case "boot":
      for (const known of usedBy(facts, action.host)) {
        if (known.twin === null) continue;
        // Told so once more, and what came of it the first time was not heard: it may have been online since.
        known.twin = known.twin.inDoubt ? null : { ...known.twin, inDoubt: true };
      }
      return;
    case "copy":
    case "update":
    case "transform":
    case "restore":
    case "apply-log":
    case "re-establish":
      volume(facts, action.volume).twin = null;
  }
}

/** To be called before anything else is learnt from the outcome. */
export function learnTwin(facts: Facts, action: Action, outcome: Outcome): void {
  switch (action.kind) {
    case "boot":
      for (const known of usedBy(facts, action.host)) {
        if (known.twin === null) continue;
        known.twin = outcome.status === "failed" ? { ...known.twin, inDoubt: false } : null;
      }
      return;
    case "reassign": {
      const known = volume(facts, action.volume);
      if (outcome.status === "failed" && action.device === known.twin?.device) known.twin = null;
      return;
    }
    case "split-mirror":
    case "break-mirror":
    case "copy":
    case "update": {
      if (outcome.status !== "done" || outcome.found?.what !== "device") return;
      const known = volume(facts, action.volume);
      if (isLike(known, action, facts)) known.twin = { device: outcome.found.device, inDoubt: false };
    }
  }
}

type Duplication = Extract<Action, { kind: "split-mirror" | "break-mirror" | "copy" | "update" }>;

/** Whether what was split off, or copied to, holds what the device in use does: nobody has written to that meanwhile. */
function isLike(known: VolumeFacts, action: Duplication, facts: Facts): boolean {
  if (!["off", "standalone"].includes(host(facts, known.current.host).stage)) return false;
  if (action.kind === "split-mirror" || action.kind === "break-mirror") return mirrorOf(known) === action.device;
  return (
    isNear(known, action.to, facts) &&
    action.device === known.current.device &&
    !(action.kind === "update" && action.ahead)
  );
}

/** The twin, if a host can be given it. */
export function twinFor(known: VolumeFacts, to: string, facts: Facts): string | null {
  const { twin } = known;
  return twin !== null && !twin.inDoubt && isNear(known, to, facts) ? twin.device : null;
}

function isNear({ array }: VolumeFacts, name: string, facts: Facts): boolean {
  return host(facts, name).arrays.includes(array);
}

/** Another device is in use from here on: the former one is the twin of that, if that was the twin, and it is of use. */
export function exchangeTwin(known: VolumeFacts, device: string): void {
  const { twin, current, useless } = known;
  if (device === current.device) return;
  const isTwin = twin?.device === device && useless !== current.device;
  known.twin = isTwin ? { ...twin, device: current.device } : null;
}

function usedBy(facts: Facts, name: string): readonly VolumeFacts[] {
  return Object.values(facts.volumes).filter(({ current }) => current.host === name);
}
