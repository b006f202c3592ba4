/** What orders change of what a failover controller knows, from the moment that they are sent. */
import type { Micros } from "../../units/index.js";
import { isSameIdentity } from "../identity.js";
import { forgetStage, forgetStages, forgetStagesWith } from "../kit/host-stage.js";
import { listed } from "../kit/listed.js";
import type { Action, ActionKind, ActionOf, EffectId } from "../words.js";
import { isData } from "./data-orders.js";
import { doubtUntouched } from "./device-changes.js";
import { forgetReady, setLate, stray } from "./device-presented.js";
import { forgetTwin, setCarried, setSplitting, setTwin } from "./device-roles.js";
import { changing } from "./device-rows.js";
import { deviceFor, inUse, mayStartWith, mirrorsOf, readyAt, remoteMirrorOf, strayAt, twinOf } from "./devices.js";
import { type Facts, bringNear, change, heldBy, host, startsFromAnothers, volume } from "./facts.js";
import { layOverOwn } from "./laid-over.js";
import type { VolumeFacts } from "./volume-facts.js";

type Doubts = { readonly [Kind in ActionKind]?: (facts: Facts, action: ActionOf<Kind>, now: Micros) => void };

/**
 * What is written onto as a whole may be the twin; and for its owner it may be its original: what mirrors that in another storage
 * system is split off then, and holds what it held before.
 */
const overwrites = (facts: Facts, action: { readonly volume: string; readonly to?: string }): void => {
  const known = volume(facts, action.volume);
  forgetTwin(known);
  // It may be laid over what was in use before.
  if (action.to !== undefined && [known.owner, known.untouched?.holder].includes(action.to))
    changing(known).untouched = null;
  if (action.to === known.owner && known.remoteOf !== inUse(known)) changing(known).remoteOf = null;
};

/** Whatever is written there, it is not known to carry what was written before. */
const anonymous = (
  facts: Facts,
  { volume: name, device }: { readonly volume: string; readonly device: string },
): void => setCarried(volume(facts, name), device, undefined);

const doubts: Doubts = {
  "order-shutdown": (facts, { host: name }, now) => {
    forgetStage(host(facts, name), now);
    change(facts, name).endedInOrder = false;
  },
  unplug: (facts, { host: name }, now) => forgetStage(host(facts, name), now),
  "power-on": (facts, { host: name }, now) => forgetStagesWith(facts.hosts, name, now),
  boot: (facts, { host: name }, now) => {
    forgetStage(host(facts, name), now);
    change(facts, name).endedInOrder = false;
    for (const known of heldBy(facts, name)) {
      const twin = twinOf(known);
      doubtUntouched(known);
      // Told so once more, and what came of it the first time was not heard: it may have been online since.
      if (twin !== null) setTwin(known, twin.device, twin.same === "yes" ? "in doubt" : "no");
    }
  },
  "switch-relay": (facts, { relay }, now) => forgetStages(facts.hosts, relay, now),
  "set-identity": (facts, { host: name, identity }) => {
    const known = host(facts, name);
    // Where the system is another's it is the copy that gets the identity: what the host has of its own stays as it is.
    if (!startsFromAnothers(facts, name) && !isSameIdentity(identity, known.identity))
      change(facts, name).borrowed = identity;
    for (const known of listed(facts.volumes)) {
      const device = known.holds === "system" ? deviceFor(known, name) : null;
      if (device !== null) setCarried(known, device, undefined);
    }
  },
  "write-identity": (facts, { volume: name, device }) => {
    const known = volume(facts, name);
    for (const each of withMirrors(known, device)) setCarried(known, each, undefined);
  },
  withdraw: (facts, { volume: name, device, from }, now) => {
    // Its relay may feed another host too, and have given it power while it was there to be taken over.
    const known = volume(facts, name);
    bringNear(facts, name, from);
    // What is only on its way there is called off: nobody can have started with it yet.
    if (known.holder !== from && readyAt(known, from) === null && !mayStartWith(known, from)) return;
    const mayHaveStarted = readyAt(known, from) === device && mayBeUp(facts, from);
    if (strayAt(known, from) !== null || mayHaveStarted) setLate(known, from);
    stray(volume(facts, name), device, from, now);
    forgetReady(volume(facts, name), from);
  },
  "split-mirror": (facts, { volume: name, device }) => setSplitting(volume(facts, name), device, "now"),
  "break-mirror": (facts, { volume: name, device }) => setSplitting(volume(facts, name), device, "now"),
  "split-ahead": (facts, { volume: name, device }) => setSplitting(volume(facts, name), device, "ahead"),
  copy: overwrites,
  update: overwrites,
  transform: overwrites,
  export: overwrites,
  import: overwrites,
  restore: overwrites,
  "apply-log": (facts, action) => {
    overwrites(facts, action);
    anonymous(facts, action);
  },
  "re-establish": (facts, { volume: name, device }) => {
    overwrites(facts, { volume: name });
    anonymous(facts, { volume: name, device });
    const known = volume(facts, name);
    if (known.remoteMirror?.device === device) {
      changing(known).remoteOf = null;
      return;
    }
    // Another pair is dissolved for that.
    for (const each of mirrorsOf(known)) setSplitting(known, each, "now");
  },
};

/**
 * What an action may change is not known any more from the moment that it is sent: its outcome may never come.
 * @param id by which that is known when it does
 */
export function doubt(facts: Facts, action: Action, now: Micros, id: EffectId = 0): void {
  // Each is only ever given actions of its own kind.
  (doubts[action.kind] as ((facts: Facts, action: Action, now: Micros) => void) | undefined)?.(facts, action, now);
  if (isData(action)) {
    bringNear(facts, action.volume, action.to);
    layOverOwn(facts, action, id);
  }
}

/** As the scenario has it a stand-in is down, until something was done that may have changed that. */
function mayBeUp(facts: Facts, name: string): boolean {
  const { stage, stageAt, unplugged } = host(facts, name);
  return !unplugged && (stage === "unknown" ? stageAt > 0 : stage !== "off" && stage !== "standalone");
}

/** A device, and what gets everything that is written to it. */
export function withMirrors(known: VolumeFacts, device: string): readonly string[] {
  if (device !== inUse(known)) return [device];
  const remote = remoteMirrorOf(known);
  return [device, ...mirrorsOf(known), ...(remote === null ? [] : [remote.device])];
}
