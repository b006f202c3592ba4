/** How actions and their outcomes change what a failover controller knows. */
import type { Micros } from "../../units/index.js";
import { isSameIdentity } from "../identity.js";
import { forgetStages, learnStage } from "../kit/host-stage.js";
import type { Action, Found, Outcome, MessageOf } from "../words.js";
import { type Facts, type VolumeFacts, host, ownVolumes, startsFromAnothers, volume } from "./facts.js";
import { forgetTwin, learnTwin } from "./twin.js";

/** What an action may change is not known any more from the moment that it is sent: its outcome may never come. */
export function forget(facts: Facts, action: Action): void {
  forgetTwin(facts, action);
  if (action.kind === "boot") host(facts, action.host).stage = "unknown";
  if (action.kind === "switch-relay") forgetStages(facts.hosts, action.relay);
  if (action.kind === "set-identity") mayBorrow(facts, action);
  if (action.kind === "withdraw") {
    const { strays, ready } = volume(facts, action.volume);
    strays[action.from] = action.device;
    delete ready[action.from];
  }
  if (isData(action)) layOver(facts, action);
}

/** Where the system is another's it is the copy that gets the identity: what the host has of its own stays as it is. */
function mayBorrow(facts: Facts, { host: name, identity }: Extract<Action, { kind: "set-identity" }>): void {
  const known = host(facts, name);
  if (!startsFromAnothers(facts, name) && !isSameIdentity(identity, known.identity)) known.borrowed = identity;
}

/** What a stand-in has of its own of the same kind is lost to it where another's is written; it starts from one system only. */
function layOver(facts: Facts, action: DataAction): void {
  const { holds, owner } = volume(facts, action.volume);
  const isAhead = "ahead" in action && action.ahead;
  if (owner === action.to || isAhead) return;
  const overwrites = ["copy", "update", "transform", "apply-log"].includes(action.kind);
  for (const own of ownVolumes(facts, action.to)) {
    if (own.holds !== holds) continue;
    if (overwrites) moveAside(own);
    else if (holds === "system") own.withdrawn = true;
  }
}

/** From here on its data is where it was put aside before. */
function moveAside(own: VolumeFacts): void {
  const { aside, current, backup } = own;
  own.twin = null;
  if (own.withdrawn && aside === null) return;
  own.withdrawn = true;
  own.aside = null;
  if (aside === null || aside === "backup") own.left = backup === null ? "nothing" : "backup";
  else {
    own.former = current.device;
    own.current = { ...current, device: aside.device };
  }
}

/** An agent says that what its host works with is of no use: it is not gone on with, and not copied. */
export function learnUseless(facts: Facts, { host: name, volume: useless }: MessageOf<"error-report">): void {
  const known = useless === undefined ? undefined : facts.volumes[useless];
  if (known?.current.host === name) known.useless = known.current.device;
}

/** Changes the facts by what an action's outcome teaches; an unknown outcome only takes knowledge away. */
export function learn(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  learnTwin(facts, action, outcome);
  learnStage(facts.hosts, action, outcome, now);
  switch (action.kind) {
    case "split-mirror": {
      learnReady(facts, action, outcome);
      const known = volume(facts, action.volume);
      if (known.mirror?.device === action.device) known.mirror = null;
      return;
    }
    case "break-mirror": {
      // Refused it was split off before, by an order whose answer got lost.
      if (outcome.status === "unknown") return;
      const known = volume(facts, action.volume);
      known.mirror = null;
      known.aside = { device: action.device };
      return;
    }
    case "back-up":
      if (outcome.status === "done") volume(facts, action.volume).aside = "backup";
      return;
    case "copy":
    case "reassign":
    case "apply-log":
    case "share":
      learnReady(facts, action, outcome);
      return;
    case "update":
    case "transform":
      if (action.ahead) learnAhead(facts, action, outcome);
      else learnReady(facts, action, outcome);
      return;
    case "re-establish": {
      if (outcome.status !== "done") return;
      const known = volume(facts, action.volume);
      known.mirror = { device: action.device, of: action.of };
      known.former = null;
      return;
    }
    case "withdraw": {
      const known = volume(facts, action.volume);
      if (outcome.status === "done") delete known.strays[action.from];
      const { device, host: holder } = known.current;
      if (outcome.status !== "failed" && holder === action.from && device === action.device) known.withdrawn = true;
      return;
    }
    case "restore":
      learnAhead(facts, action, outcome);
      return;
    case "read-configuration":
      if (outcome.status === "done" && outcome.found?.what === "configuration") {
        learnConfiguration(facts, action.host, outcome.found);
      }
      return;
    case "move-cables":
      if (outcome.status !== "done") return;
      for (const each of Object.values(facts.volumes)) {
        if (each.current.host === action.from) each.ready[action.to] = each.current.device;
      }
      return;
    case "set-identity": {
      const known = host(facts, action.host);
      const isBack = outcome.status === "done" && isSameIdentity(action.identity, known.identity);
      if (isBack && !startsFromAnothers(facts, action.host)) known.borrowed = null;
      return;
    }
    case "transform-log":
    case "redirect":
    case "reconcile":
    case "page":
      return;
  }
}

type DataAction = Extract<Action, { volume: string; to: string }>;

/** Whether an action brings the data of a volume to a host. */
export function isData(action: Action): action is DataAction {
  return "volume" in action && "to" in action;
}

function learnReady(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  const known = volume(facts, action.volume);
  known.ready[action.to] = outcome.found.device;
  delete known.strays[action.to];
}

function learnAhead(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  volume(facts, action.volume).ahead[action.to] = { device: outcome.found.device };
}

/** What a host has of somebody else, or was given by another controller, is not its own. */
function learnConfiguration(
  facts: Facts,
  name: string,
  { platform, identity }: Extract<Found, { what: "configuration" }>,
): void {
  const known = host(facts, name);
  known.platform = platform;
  const isItself = known.borrowed === null && !known.lent && !startsFromAnothers(facts, name);
  if (isItself) known.identity = identity;
}
