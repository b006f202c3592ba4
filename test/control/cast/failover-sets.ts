/**
 * Members of a failover set on the bench, and their witness: `place w failover-sets witness`. All are told the same members,
 * `members=a|b|c`, in the order of their priority; each looks after a server of its name, which has one part of that name. A
 * line `run` has self-tests passed, and finds nothing broken. With `firmware=4.2|4.1` members have to have the same.
 */
import {
  type Action,
  type Effect,
  type Input,
  type Machine,
  type MemberConfig,
  type Message,
  type Outcome,
  type Role,
  setMember,
  setWitness,
  type WitnessConfig,
} from "../../../src/control/index.js";
import { type Micros, MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { readTime } from "../read.js";
import type { Cast, Seat } from "./cast.js";

const SET = "set";
const NETWORKS = ["eth"];
const WITNESS = "w";
const LEASE = 3 * SECOND;
const MARGIN = 500 * MILLISECOND;
const NOTHING = { epoch: 0, index: 0 };

/** What is told of what members note, and have done. */
const NOTES: ReadonlySet<string> = new Set([
  ...["role-taken", "member-booted", "member-admitted", "member-given-up", "candidate-refused"],
  ...["failure-counted", "member-held-out", "member-serviced", "duty-lost"],
  ...["request-taken", "change-acknowledged"],
]);
const ACTIONS: ReadonlySet<string> = new Set(["assign-duty", "correct-part", "repair-part"]);

/** Either machine, told apart by what it is told. */
const either: Machine<unknown, unknown, Input, Effect> = {
  start: (config, now) => machineFor(config).start(config, now),
  step: (state, input, now) => machineFor((state as { readonly config: unknown }).config).step(state, input, now),
  restart: (config, disk, now) => machineFor(config).restart!(config, disk, now),
};

function machineFor(config: unknown) {
  return ("members" in (config as object) ? setMember : setWitness) as unknown as typeof either;
}

export const failoverSets: Cast = {
  machine: either,
  config: (options, place): MemberConfig | WitnessConfig =>
    place === WITNESS ? { set: SET, networks: NETWORKS, lease: LEASE, margin: MARGIN } : configFrom(options, place),
  read: readMessage,
  commands: { unfit, corrected, rules, bids, resigns, asks },
  quiet: true,
  obliges,
  hides: (effect) =>
    !isPromise(effect) &&
    (effect.kind !== "note" || !NOTES.has(effect.note.kind)) &&
    (effect.kind !== "act" || !ACTIONS.has(effect.action.kind)),
  say,
};

function configFrom(options: ReadonlyMap<string, string>, self: string): MemberConfig {
  const names = (options.get("members") ?? "a|b|c").split("|");
  const [failures, within] = (options.get("limit") ?? "").split(":");
  const revisions = options.get("firmware")?.split("|");
  return {
    ...{ self, set: SET, networks: NETWORKS, console: null, looksAfter: true },
    members: names.map((name, priority) => {
      return { name, server: name, priority, hardware: "", firmware: revisions?.[priority] ?? "" };
    }),
    witness: options.has("witness") ? WITNESS : null,
    sets: [{ name: "front", composition: "hierarchical", members: names.map((name) => ({ name, parts: [name] })) }],
    serverOf: Object.fromEntries(names.map((name) => [name, name])),
    hangsOn: Object.fromEntries(names.map((name) => [name, []])),
    policy: {
      quorum: "majority",
      ...{ every: SECOND, misses: 3, lease: LEASE, margin: MARGIN, stagger: 200 * MILLISECOND, work: 0 },
      selfTest: true,
      selfTestWithin: SECOND,
      symptoms: { count: 3, within: MINUTE },
      limit: failures === "" ? null : { failures: Number(failures), within: readTime(within!) },
      actions: ["restart"],
      reintegrate: "alternate",
      compatible: revisions === undefined ? [] : ["firmware"],
    },
  };
}

/** On a line `run`. */
function obliges(action: Action): Outcome | null {
  switch (action.kind) {
    case "test-itself":
      return { status: "done", found: { what: "self-test", passes: true } };
    case "examine-parts":
      return { status: "done", found: { what: "parts", broken: [] } };
    case "assign-duty":
      return { status: "done" };
    default:
      return null;
  }
}

/** `unfit`: asked for a self-test it does not pass it. */
function unfit(seat: Seat, _: readonly string[], now: Micros): void {
  seat.hear("outside", "eth", { kind: "self-test", set: SET, asked: now }, now);
  for (const [id, { kind }] of [...seat.open]) {
    if (kind === "test-itself") seat.settle(id, { status: "done", found: { what: "self-test", passes: false } }, now);
  }
}

/** `corrected PART`: what was done to put it right has helped. */
function corrected(seat: Seat, [part]: readonly string[], now: Micros): void {
  for (const id of correctionsOf(seat, part)) seat.settle(id, { status: "done" }, now);
}

/**
 * `rules FROM EPOCH [ROLE NUMBER NETWORK]`, `bids FROM EPOCH`, `resigns FROM EPOCH`: what another member says, in whatever
 * order it comes.
 */
function rules(seat: Seat, [from = "", epoch, as = "none", said = "1", over = "eth"]: readonly string[], now: Micros) {
  const order = { priority: 0, since: 0 };
  const number = Number(said);
  const about = { epoch: Number(epoch), number, version: NOTHING, as: as as Role, order, cold: false, errors: 0 };
  seat.hear(from, over, { kind: "rule", set: SET, sentAt: now, ...about }, now);
}

function bids(seat: Seat, [from = "", epoch]: readonly string[], now: Micros): void {
  const revision = { hardware: "", firmware: "" };
  const bid = { kind: "bid", set: SET, epoch: Number(epoch), trial: false, version: NOTHING, ...revision } as const;
  seat.hear(from, "eth", bid, now);
}

/** `asks NUMBER`: a console wants a change. */
function asks(seat: Seat, [number]: readonly string[], now: Micros): void {
  const request = Number(number);
  seat.hear("desk", "eth", { kind: "request", set: SET, request, of: "configuration", key: "k" }, now);
}

function resigns(seat: Seat, [from = "", epoch]: readonly string[], now: Micros): void {
  seat.hear(from, "eth", { kind: "resigned", set: SET, epoch: Number(epoch), heir: null, failed: false }, now);
}

function correctionsOf({ open }: Seat, part: string | undefined) {
  return [...open].flatMap(([id, action]) =>
    (action.kind === "correct-part" || action.kind === "repair-part") && action.part === part ? [id] : [],
  );
}

/** `serviced MEMBER`, as a person says it. */
function readMessage([word = "", host = ""]: readonly string[], now: Micros): Message | null {
  return word === "serviced" ? { kind: "serviced", host, doneAt: now } : null;
}

function isPromise(effect: Effect): boolean {
  return effect.kind === "send" && effect.body.kind === "vote" && !effect.body.trial;
}

function say(effect: Effect): string | null {
  if (effect.kind === "send" && effect.body.kind === "vote") {
    const { granted, epoch } = effect.body;
    return `promises ${effect.to.place} ${granted ? `epoch ${epoch}` : "nothing"}`;
  }
  if (effect.kind !== "act") return null;
  const { action } = effect;
  if (action.kind === "assign-duty") return `${action.to} is to do ${action.duty}`;
  if (action.kind === "correct-part") return `${action.by} ${action.part}`;
  return action.kind === "repair-part" ? `call somebody to repair ${action.part}` : null;
}
