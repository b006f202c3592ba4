/** What orders and their outcomes change of what a failover controller knows: by kind of action, and by what agents say. */
import type { Micros } from "../../units/index.js";
import { type Identity, isSameIdentity } from "../identity.js";
import { listed } from "../kit/listed.js";
import { forgetStage, forgetStages, forgetStagesWith, learnStage } from "../kit/host-stage.js";
import type { Action, ActionKind, ActionOf, Found, Outcome } from "../words.js";
import {
  doubtUntouched,
  endWork,
  forgetLate,
  forgetMirror,
  forgetReady,
  forgetSplitting,
  forgetStray,
  forgetTwin,
  layOver,
  learnUntouched,
  makeReady,
  present,
  putAside,
  setAhead,
  setArray,
  setCarried,
  setFormer,
  setLate,
  setMirror,
  setSplitting,
  setTried,
  setTwin,
  setUseless,
  setWhole,
  stray,
} from "./device-changes.js";
import { wayOfBackup, wayTo } from "./data/way.js";
import {
  type VolumeFacts,
  deviceFor,
  formerOf,
  inUse,
  mirrorOf,
  mirrorsOf,
  readyAt,
  remoteMirrorOf,
  strayAt,
  twinOf,
} from "./devices.js";
import { type Facts, change, heldBy, host, isAttached, ownVolumes, startsFromAnothers, volume } from "./facts.js";

type Doubts = { readonly [Kind in ActionKind]?: (facts: Facts, action: ActionOf<Kind>, now: Micros) => void };

type Lessons = {
  readonly [Kind in ActionKind]?: (facts: Facts, action: ActionOf<Kind>, outcome: Outcome, now: Micros) => void;
};

/**
 * What is written onto as a whole may be the twin; and for its owner it may be its original: what mirrors that in another storage
 * system is split off then, and holds what it held before.
 */
const overwrites = (facts: Facts, action: { readonly volume: string; readonly to?: string }): void => {
  const known = volume(facts, action.volume);
  forgetTwin(known);
  // It may be laid over what was in use before.
  if (action.to !== undefined && [known.owner, known.untouched?.holder].includes(action.to)) known.untouched = null;
  if (action.to === known.owner && known.remoteOf !== inUse(known)) known.remoteOf = null;
};

/** Whatever is written there, it is not known to carry what was written before. */
const anonymous = (
  facts: Facts,
  { volume: name, device }: { readonly volume: string; readonly device: string },
): void => setCarried(volume(facts, name), device, undefined);

/** A device, and what gets everything that is written to it. */
function withMirrors(known: VolumeFacts, device: string): readonly string[] {
  if (device !== inUse(known)) return [device];
  const remote = remoteMirrorOf(known);
  return [device, ...mirrorsOf(known), ...(remote === null ? [] : [remote.device])];
}

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
      known.remoteOf = null;
      return;
    }
    // Another pair is dissolved for that.
    for (const each of mirrorsOf(known)) setSplitting(known, each, "now");
  },
};

/** What an action may change is not known any more from the moment that it is sent: its outcome may never come. */
export function doubt(facts: Facts, action: Action, now: Micros): void {
  // Each is only ever given actions of its own kind.
  (doubts[action.kind] as ((facts: Facts, action: Action, now: Micros) => void) | undefined)?.(facts, action, now);
  if (isData(action)) layOverOwn(facts, action);
}

/** What a stand-in has of its own of the same kind is lost to it where another's is written; it starts from one system only. */
function layOverOwn(facts: Facts, action: DataAction): void {
  const { holds, owner } = volume(facts, action.volume);
  const isAhead = "ahead" in action && action.ahead;
  if (owner === action.to || isAhead) return;
  const isWritten = ["copy", "update", "transform", "import", "apply-log"].includes(action.kind);
  for (const own of ownVolumes(facts, action.to)) {
    if (own.holds !== holds) continue;
    if (isWritten) layOver(own);
    else if (holds === "system") endWork(own);
  }
}

const lessons: Lessons = {
  "order-shutdown": (facts, { host: name }, { status }) => {
    change(facts, name).endedInOrder = status === "done";
  },
  boot: (facts, { host: name }, { status }) => {
    for (const known of heldBy(facts, name)) {
      const twin = twinOf(known);
      if (status !== "unknown") {
        learnUntouched(known, status === "done");
        setTried(known, status === "failed");
      }
      // Whoever is online writes to the device in use.
      if (twin !== null) setTwin(known, twin.device, status === "failed" ? "yes" : "no");
    }
  },
  "split-mirror": (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (mirrorOf(known) === action.device) learnTwin(facts, known, outcome);
    if (outcome.status === "done" && outcome.found?.what === "device" && outcome.found.alone === true)
      setWhole(known, inUse(known), false);
    learnReady(facts, action, outcome);
    forgetMirror(known, action.device);
    if (outcome.status === "done" && known.remoteMirror?.device === action.device) known.remoteOf = null;
  },
  "break-mirror": (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (mirrorOf(known) === action.device) learnTwin(facts, known, outcome);
    if (outcome.status === "failed") forgetSplitting(known, action.device, "now");
    if (outcome.status !== "done") return;
    if (known.remoteMirror?.device === action.device) known.remoteOf = null;
    else forgetMirror(known);
    putAside(known, { device: action.device });
  },
  "split-ahead": (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (outcome.status === "failed") forgetSplitting(known, action.device, "ahead");
    if (outcome.status !== "done") return;
    forgetMirror(known, action.device);
    setAhead(known, action.device, action.to);
  },
  "back-up": (facts, action, { status }) => {
    if (status === "done") putAside(volume(facts, action.volume), "backup");
  },
  copy: (facts, action, outcome) => {
    learnCopy(facts, action, outcome);
    learnReady(facts, action, outcome);
  },
  reassign: (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (outcome.status === "failed") learnNotPresented(known, action);
    learnReady(facts, action, outcome);
  },
  "apply-log": (facts, action, outcome) => learnReady(facts, action, outcome),
  share: (facts, action, outcome) => learnReady(facts, action, outcome),
  update: (facts, action, outcome) => {
    if (action.ahead) return learnAhead(facts, action, outcome);
    learnCopy(facts, action, outcome);
    learnReady(facts, action, outcome);
  },
  transform: (facts, action, outcome) => {
    if (action.ahead) learnAhead(facts, action, outcome);
    else learnReady(facts, action, outcome);
  },
  export: (facts, action, outcome) => learnAhead(facts, action, outcome),
  import: (facts, action, outcome) => learnReady(facts, action, outcome),
  restore: (facts, action, outcome) => learnAhead(facts, action, outcome),
  "re-establish": (facts, { volume: name, device, of }, { status }) => {
    const known = volume(facts, name);
    if (known.remoteMirror?.device === device) return learnRejoined(known, device, of, status);
    if (status === "failed") for (const mirror of mirrorsOf(known)) forgetSplitting(known, mirror, "now");
    if (status !== "done") return;
    setMirror(known, { device, of });
    setWhole(known, device, true);
    setFormer(known, null);
  },
  "write-identity": (facts, { volume: name, device, identity }, { status }) => {
    const known = volume(facts, name);
    if (status === "done") for (const each of withMirrors(known, device)) setCarried(known, each, identity);
  },
  withdraw: (facts, { volume: name, device, from }, { status }) => {
    const known = volume(facts, name);
    if (status === "done") forgetStray(known, from);
    if (status !== "failed" && known.holder === from && inUse(known) === device) endWork(known);
  },
  unplug: (facts, { host: name, briefly, atRelay }, { status }) => {
    if (status !== "done") return;
    // Who stands before it puts the plug back, whoever had pulled it before.
    if (briefly === true || atRelay === true) change(facts, name).unplugged = false;
    else Object.assign(change(facts, name), { unplugged: true, attended: true });
  },
  "power-on": (facts, { host: name }, { status }) => {
    if (status === "done") change(facts, name).unplugged = false;
  },
  "read-configuration": (facts, action, outcome) => {
    if (outcome.status === "done" && outcome.found?.what === "configuration") {
      learnConfiguration(facts, action.host, outcome.found);
    }
  },
  "move-cables": (facts, { from, to }, { status }) => {
    if (status === "done") for (const each of heldBy(facts, from)) makeReady(each, inUse(each), to);
  },
  "set-identity": (facts, { host: name, identity }, { status }, now) => {
    // It is set in standalone only: whoever refuses it may be at work.
    if (status === "failed") forgetStage(host(facts, name), now);
    const known = host(facts, name);
    const isBack = status === "done" && isSameIdentity(identity, known.identity);
    if (isBack && !startsFromAnothers(facts, name)) change(facts, name).borrowed = null;
  },
};

/** The mirror in another storage system is in step again. */
function learnRejoined(known: VolumeFacts, device: string, of: string, status: Outcome["status"]): void {
  if (status !== "done") return;
  known.remoteOf = of;
  setWhole(known, device, true);
  if (formerOf(known) === device) setFormer(known, null);
}

/** Changes the facts by what an action's outcome teaches; an unknown outcome only takes knowledge away. */
export function learn(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  learnStage(facts.hosts, action, outcome, now);
  if (outcome.status === "done") forgetLateAtDown(facts, now);
  // What lay on it is lost: nothing is brought from there any more.
  const read = outcome.status === "failed" && outcome.gone === true ? readBy(action) : null;
  if (read !== null) setWhole(volume(facts, read.volume), read.device, false);
  // Each is only ever given actions of its own kind.
  const lesson = lessons[action.kind] as
    ((facts: Facts, action: Action, outcome: Outcome, now: Micros) => void) | undefined;
  lesson?.(facts, action, outcome, now);
}

/** As the scenario has it a stand-in is down, until something was done that may have changed that. */
function mayBeUp(facts: Facts, name: string): boolean {
  const { stage, stageAt, unplugged } = host(facts, name);
  return !unplugged && (stage === "unknown" ? stageAt > 0 : stage !== "off" && stage !== "standalone");
}

/** Whoever was just found down starts without what was withdrawn from it. */
function forgetLateAtDown(facts: Facts, now: Micros): void {
  const wasFoundDown = (name: string): boolean => {
    const { stage, stageAt } = host(facts, name);
    return stageAt === now && (stage === "off" || stage === "standalone");
  };
  for (const known of listed(facts.volumes)) {
    for (const name of known.lateAt) if (wasFoundDown(name) && strayAt(known, name) === null) forgetLate(known, name);
  }
}

type DataAction = Extract<Action, { volume: string; to: string }>;

/** Whether an action brings the data of a volume to a host. */
export function isData(action: Action): action is DataAction {
  return "volume" in action && "to" in action;
}

/** The device from which an action takes what it brings elsewhere. */
function readBy(action: Action): { readonly volume: string; readonly device: string } | null {
  if (action.kind === "re-establish") return { volume: action.volume, device: action.of };
  return isData(action) && "device" in action ? action : null;
}

/** The device that an action was to bring about, `null` when it is not known to have. */
export function deviceFound(outcome: Outcome): string | null {
  return outcome.status === "done" && outcome.found?.what === "device" ? outcome.found.device : null;
}

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

function learnReady(facts: Facts, action: DataAction, outcome: Outcome): void {
  const device = deviceFound(outcome);
  if (device === null) return;
  learnPlace(facts, action, device);
  present(volume(facts, action.volume), device, action.to);
}

function learnAhead(facts: Facts, action: DataAction, outcome: Outcome): void {
  const device = deviceFound(outcome);
  if (device === null) return;
  learnPlace(facts, action, device);
  setAhead(volume(facts, action.volume), device, action.to);
}

/** A copy of the device in use within one storage system is its twin. */
function learnCopy(facts: Facts, { volume: name, device, to }: CopyAction, outcome: Outcome): void {
  const known = volume(facts, name);
  if (isAttached(facts, to, known, device) && device === inUse(known)) learnTwin(facts, known, outcome);
}

type CopyAction = { readonly volume: string; readonly device: string; readonly to: string };

/** Of two devices with the same data this one cannot be presented. */
function learnNotPresented(known: VolumeFacts, { device, to }: ActionOf<"reassign">): void {
  if (twinOf(known)?.device === device) forgetTwin(known);
  else if (inUse(known) === device && known.holder !== to) setTried(known, true);
}

/** What was split off, or copied to, holds what the device in use does, if nobody has written to that meanwhile. */
function learnTwin(facts: Facts, known: VolumeFacts, outcome: Outcome): void {
  const device = deviceFound(outcome);
  const isQuiet = ["off", "standalone"].includes(host(facts, known.holder).stage);
  if (device !== null && isQuiet) setTwin(known, device, "yes");
}

/** An agent, or the host itself, says that what the host works with is of no use: it is not gone on with, and not copied. */
export function learnUseless(facts: Facts, name: string, useless: string | undefined): void {
  const known = useless === undefined ? undefined : facts.volumes[useless];
  if (known?.holder === name) setUseless(known, inUse(known));
}

/** What a host has of somebody else, or was given by another controller, is not its own. */
function learnConfiguration(
  facts: Facts,
  name: string,
  { platform, identity }: Extract<Found, { what: "configuration" }>,
): void {
  const known = host(facts, name);
  change(facts, name).platform = platform;
  const isItself = known.borrowed === null && known.lent !== "now" && !startsFromAnothers(facts, name);
  if (isItself) change(facts, name).identity = identity;
}
