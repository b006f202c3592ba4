/** What the outcomes of orders teach a failover controller, by kind of action. */
import type { Micros } from "../../units/index.js";
import { isSameIdentity } from "../identity.js";
import { forgetStage } from "../kit/host-stage.js";
import type { Action, ActionKind, ActionOf, Found, Outcome } from "../words.js";
import { learnAhead, learnCopy, learnNotPresented, learnReady, learnTwin } from "./data-lessons.js";
import { learnUntouched, turnBack } from "./device-changes.js";
import { endWork, forgetStray, makeReady } from "./device-presented.js";
import {
  forgetMirror,
  forgetSplitting,
  putAside,
  setAhead,
  setCarried,
  setFormer,
  setMirror,
  setTried,
  setTwin,
  setWhole,
} from "./device-roles.js";
import { changing } from "./device-rows.js";
import { arrayOf, formerOf, inUse, mirrorOf, mirrorsOf, strayAt, twinOf } from "./devices.js";
import { withMirrors } from "./doubts.js";
import { type Facts, bringNear, change, heldBy, host, startsFromAnothers, volume } from "./facts.js";
import type { VolumeFacts } from "./volume-facts.js";

type Lessons = {
  readonly [Kind in ActionKind]?: (facts: Facts, action: ActionOf<Kind>, outcome: Outcome, now: Micros) => void;
};

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
    // Split off or not, it holds what the device in use does until somebody writes: it is ordered once more.
    if (outcome.status === "unknown") return;
    if (mirrorOf(known) === action.device) learnTwin(facts, known, outcome);
    if (outcome.status === "done" && outcome.found?.what === "device" && outcome.found.alone === true)
      setWhole(known, inUse(known), false);
    learnReady(facts, action, outcome);
    forgetMirror(known, action.device);
    if (outcome.status === "done" && known.remoteMirror?.device === action.device) changing(known).remoteOf = null;
  },
  "break-mirror": (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (mirrorOf(known) === action.device) learnTwin(facts, known, outcome);
    if (outcome.status === "failed") forgetSplitting(known, action.device, "now");
    if (outcome.status === "failed" && outcome.unmirrored === true) learnUnmirrored(known, action.device);
    if (outcome.status !== "done") return;
    if (known.remoteMirror?.device === action.device) changing(known).remoteOf = null;
    else forgetMirror(known);
    putAside(known, { device: action.device });
  },
  "split-ahead": (facts, action, outcome) => {
    const known = volume(facts, action.volume);
    if (outcome.status === "failed") forgetSplitting(known, action.device, "ahead");
    if (outcome.status !== "done") return;
    forgetMirror(known, action.device);
    setWhole(known, action.device, true);
    setAhead(known, action.device, action.to);
  },
  "ask-device": (facts, action, outcome) => {
    if (outcome.status !== "done" || outcome.found?.what !== "written") return;
    const known = volume(facts, action.volume);
    if (inUse(known) !== action.device) return;
    if (outcome.found.written) changing(known).untouched = null;
    else turnBack(known);
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
    const left = strayAt(known, from);
    // A storage system withdraws what it has given itself: what came meanwhile may have come into another one.
    const isAsked = left === null || arrayOf(known, left) === arrayOf(known, device);
    if (status === "done" && isAsked) forgetStray(known, from);
    if (status !== "failed" && known.holder === from && inUse(known) === device) endWork(known);
  },
  unplug: (facts, { host: name, briefly, atRelay }, outcome) => {
    if (outcome.status !== "done") return;
    const isOut = outcome.found?.what === "plug";
    // Who stands before it puts the plug back, whoever had pulled it before, if that can be done.
    if ((briefly === true || atRelay === true) && !isOut) change(facts, name).unplugged = false;
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
    if (status !== "done") return;
    for (const each of heldBy(facts, from)) {
      bringNear(facts, each.name, to);
      makeReady(each, inUse(each), to);
    }
  },
  "set-identity": (facts, { host: name, identity }, { status }, now) => {
    // It is set in standalone only: whoever refuses it may be at work.
    if (status === "failed") forgetStage(host(facts, name), now);
    const known = host(facts, name);
    const isBack = status === "done" && isSameIdentity(identity, known.identity);
    if (isBack && !startsFromAnothers(facts, name)) change(facts, name).borrowed = null;
  },
};

/** Somebody else has split it off before: it is to be joined again before anybody counts on it. */
function learnUnmirrored(known: VolumeFacts, device: string): void {
  if (known.remoteMirror?.device === device) changing(known).remoteOf = null;
  else {
    forgetMirror(known, device);
    setFormer(known, device);
  }
}

/** The mirror in another storage system is in step again. */
function learnRejoined(known: VolumeFacts, device: string, of: string, status: Outcome["status"]): void {
  if (status !== "done") return;
  changing(known).remoteOf = of;
  setWhole(known, device, true);
  if (formerOf(known) === device) setFormer(known, null);
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

/** What came of an action teaches something, by its kind. */
export function learnByKind(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  // Each is only ever given actions of its own kind.
  const lesson = lessons[action.kind] as
    ((facts: Facts, action: Action, outcome: Outcome, now: Micros) => void) | undefined;
  lesson?.(facts, action, outcome, now);
}
