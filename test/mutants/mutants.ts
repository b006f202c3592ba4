/** Policies and worlds broken on purpose, each with the invariants that are there to catch it. */
import {
  type Action,
  type Effect,
  failoverController,
  type FailoverConfig,
  type Input,
  type Machine,
  recovery,
  type Turn,
} from "../../src/control/index.js";
import { changing } from "../../src/control/failover/device-changes.js";
import type { FailoverState } from "../../src/control/failover/state.js";
import type { World } from "../../src/model/index.js";
import { type Micros, MINUTE, SECOND } from "../../src/units/index.js";
import type { Breakage, Controller, Recovery } from "./trial.js";
import { instead, orders, says, tampered, type Tampering } from "./tampering.js";

export interface Mutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  readonly violates: readonly string[];
  readonly broken: Breakage;
}

const controller = (tampering: Tampering): Controller => tampered(failoverController as Controller, tampering);
const hosts = (tampering: Tampering): Recovery => tampered(recovery as Recovery, tampering);

/** Beyond whatever the machine itself numbers. */
let extraId = 1_000_000;
const extra = (action: Action): Effect => ({
  kind: "act",
  id: extraId++,
  action,
  because: { rule: "restarted", host: "mutant" },
});

/** Puts another time in the place of that of the timers of a kind. */
function retimed(kinds: readonly string[], at: (now: Micros, at: Micros) => Micros): Tampering {
  const replace = (effect: Effect, now: Micros): readonly Effect[] =>
    effect.kind === "set-timer" && kinds.includes(effect.timer.kind)
      ? [{ ...effect, timer: { ...effect.timer, at: at(now, effect.timer.at) } }]
      : [effect];
  return { replace };
}

export const mutants: readonly Mutant[] = [
  {
    name: "takes an order for its execution",
    about: "believes that a host is down because it was told to shut down, and leaves it its devices",
    violates: ["fence-before-takeover", "unique-identity", "at-most-one-primary", "no-write-after-fence"],
    broken: {
      controller: controller({
        answer: (action) => {
          if (action.kind === "order-shutdown")
            return { status: "done", found: { what: "stage", stage: "standalone" } };
          return action.kind === "withdraw" ? { status: "failed", why: "not tried" } : null;
        },
      }),
    },
  },
  {
    name: "takes the relay's word",
    about: "takes the acknowledgement of a relay for the position of its contacts",
    violates: ["fence-verified", "fence-before-takeover"],
    broken: {
      controller: controller({
        answer: (action) =>
          action.kind === "read-relay" ? { status: "done", found: { what: "relay", contacts: "open" } } : null,
      }),
    },
  },
  {
    name: "takes a call for the deed",
    about: "believes that a host is off as soon as somebody was called to switch it off, and leaves it its devices",
    violates: ["fence-before-takeover", "at-most-one-primary", "unique-identity"],
    broken: {
      policy: { power: { off: "by-hand", on: "by-hand" } },
      controller: controller({
        answer: (action) => {
          if (action.kind === "unplug") return { status: "done" };
          return action.kind === "withdraw" ? { status: "failed", why: "not tried" } : null;
        },
      }),
    },
  },
  {
    name: "counts on hands that are not there",
    about: "believes that whoever it calls is there at once",
    violates: ["hands-are-called"],
    broken: {
      policy: { power: { on: "by-hand" } },
      controller: controller({ answer: (action) => (action.kind === "page" ? { status: "done" } : null) }),
    },
  },
  {
    name: "lets the former holder come back",
    about: "gives the former holder its power back after the takeover, and never took its devices away",
    violates: ["unique-identity", "no-resurrected-write"],
    broken: {
      controller: givingPowerBack(),
    },
  },
  {
    name: "gives back half an identity",
    about: "gives a stand-in its address back, and leaves it the name of the host that it stood in for",
    violates: ["unique-identity"],
    broken: {
      setting: "active",
      policy: { parts: ["data"] },
      controller: controller({
        replace: (effect) =>
          orders(effect, "set-identity") && effect.action.identity.node === "web-2"
            ? [instead(effect, { ...effect.action, identity: { ...effect.action.identity, node: "web-1" } })]
            : [effect],
      }),
    },
  },
  {
    name: "says nothing of losses",
    about: "does not compare what was promised with what the data holds",
    violates: ["no-acked-write-lost-silently"],
    broken: { recovery: hosts({ replace: (effect) => (effect.kind === "note" ? [] : [effect]) }) },
  },
  {
    name: "plays losses down",
    about: "reports one write fewer than were lost",
    violates: ["loss-accounted"],
    broken: {
      recovery: hosts({
        replace: (effect) => {
          if (effect.kind !== "note" || effect.note.kind !== "loss-report") return [effect];
          const missing = effect.note.missing.map((each) => ({ ...each, writes: each.writes - 1 }));
          return [{ kind: "note", note: { kind: "loss-report", missing } }];
        },
      }),
    },
  },
  {
    name: "answers twice",
    about: "takes in an answer although its user has given up",
    violates: ["answered-once"],
    broken: { world: answerAfterTimeout },
  },
  {
    name: "drops a queue in silence",
    about: "forgets to count the requests that a dying host drops",
    violates: ["request-conservation"],
    broken: { world: dropInSilence },
  },
  {
    name: "reads back the command",
    about: "a relay tells what it was told, not where its contacts are",
    violates: ["relay-matches-host"],
    broken: { world: readBackCommands, hits: ["crash", "hang", "relay-stuck"] },
  },
  {
    name: "goes round in no time",
    about: "gives its steps no time, and tries again at once",
    violates: ["terminates"],
    broken: {
      controller: controller(retimed(["step", "retry"], (now) => now)),
    },
  },
  {
    name: "sends twice to be sure",
    about: "sends each order twice under one number",
    violates: ["effects-match"],
    broken: {
      controller: controller({ replace: (effect) => (orders(effect, "switch-relay") ? [effect, effect] : [effect]) }),
    },
  },
  {
    name: "has its clock set back",
    about: "tells of power a second before it happened",
    violates: ["time-monotonic"],
    broken: { world: setClockBack },
  },
  {
    name: "is impatient",
    about: "waits for a report for less than the interval between two",
    violates: ["no-needless-failover"],
    broken: { policy: { detect: { when: "any", reports: { misses: 0.5 }, queries: null, errors: true } } },
  },
  {
    name: "fences the well",
    about: "does not hear what a host reports after it was given up, and cuts it off although it is well again",
    violates: ["none-who-serves-is-cut-off"],
    broken: { controller: deaf() },
  },
  {
    name: "spares the unknown",
    about: "takes what a host said before it fell silent for news, and leaves it alone when it should be fenced",
    violates: ["eventually-serves"],
    broken: { hits: ["crash", "power-loss"], controller: believingAnything() },
  },
  {
    name: "dawdles",
    about: "lets every step have ten times its limit",
    violates: ["bounded-takeover"],
    broken: {
      // What was ordered of a storage system without power is waited for.
      hits: ["power-loss"],
      longest: 10 * MINUTE,
      controller: controller(retimed(["step"], (now, at) => now + 10 * (at - now))),
    },
  },
  {
    name: "splits too early",
    about: "splits the stand-in's own mirror off before what it has in memory is written",
    violates: ["restored-own-data"],
    broken: { setting: "active", controller: splitsTooEarly() },
  },
  {
    name: "forgets the split-off mirror",
    about: "never joins the mirror of a stand-in's own data again",
    violates: ["restored-own-data"],
    broken: {
      setting: "active",
      controller: controller({ replace: (effect) => (orders(effect, "re-establish") ? [] : [effect]) }),
    },
  },
  {
    name: "copies the wrong way round",
    about: "brings the stand-in's newer data up to date by the older of the host to which it was to fail back",
    violates: ["resync-direction"],
    broken: {
      policy: { failback: { after: 5 * SECOND } },
      controller: controller({
        answer: (action) => (action.kind === "withdraw" && action.from === "web-2" ? { status: "done" } : null),
        replace: (effect) => (orders(effect, "update") ? [extra(wrongWay(effect.action.volume)), effect] : [effect]),
      }),
    },
  },
  {
    name: "uses half a copy",
    about: "has a copy presented to the stand-in while it is being made",
    violates: ["consistent-target"],
    broken: {
      policy: { data: ["copy"] },
      world: presentUnchecked,
      controller: controller({
        replace: (effect) =>
          orders(effect, "copy") && effect.action.to === "web-2"
            ? [effect, extra(presentedAtOnce(effect.action.volume))]
            : [effect],
      }),
    },
  },
  {
    name: "copies nothing",
    about: "takes a copy for complete onto which none of the writes of its source has come",
    violates: ["byte-conservation"],
    broken: { policy: { data: ["copy"] }, world: copyNothing },
  },
  {
    name: "skips a megabyte",
    about: "takes a megabyte of each copy for moved that no channel has carried",
    violates: ["byte-conservation"],
    broken: { policy: { data: ["copy"] }, world: skipMegabyte },
  },
  {
    name: "overwrites first",
    about:
      "takes the order to split the stand-in's own mirror off for its execution, and lays the other's data over both",
    violates: ["break-before-overwrite"],
    broken: {
      setting: "active",
      controller: controller({ answer: (action) => (action.kind === "break-mirror" ? { status: "done" } : null) }),
    },
  },
  {
    name: "never gives an identity back",
    about: "leaves a stand-in the address and the name of the host that it stood in for",
    violates: ["unique-identity"],
    broken: {
      setting: "active",
      policy: { parts: ["data"] },
      controller: controller({
        answer: (action) =>
          action.kind === "set-identity" && action.identity.node === action.host ? { status: "done" } : null,
      }),
    },
  },
  {
    name: "takes an old proof",
    about: "goes on believing that a host is off after it was told to start",
    violates: ["fence-verified"],
    broken: { setting: "mutual", hits: ["crash", "operator-error"], controller: rememberingStages() },
  },
  {
    name: "believes in a mirror after its split",
    about: "takes the order to join a mirror again for its execution, and goes on with what that held at the split",
    violates: ["restored-own-data"],
    broken: {
      setting: "active",
      controller: controller({
        answer: (action) => (action.kind === "re-establish" ? { status: "done" } : null),
      }),
    },
  },
  {
    name: "forgets data that was put aside",
    about: "does not know any more where a stand-in's own data was put when another's is laid over it",
    violates: ["eventually-serves"],
    broken: { setting: "active", controller: forgetfulOfAside() },
  },
  {
    name: "does not take back what it brought",
    about: "leaves a host with what an attempt that was given up had brought to it",
    violates: ["at-most-one-primary"],
    broken: {
      setting: "mutual",
      controller: controller({
        answer: (action) => (action.kind === "withdraw" && action.device.includes("@") ? { status: "done" } : null),
      }),
    },
  },
  {
    name: "fails back though nobody repaired",
    about: "takes the end of a takeover for the repair of the host that failed",
    violates: ["failback-after-repair"],
    broken: {
      hits: ["crash", "malfunction"],
      longest: 5 * MINUTE,
      policy: { failback: { after: 5 * SECOND } },
      controller: hearingOfRepairs(),
    },
  },
  {
    name: "takes one repair for all",
    about: "hears that a host was serviced as if that had been said of every one",
    violates: ["failback-after-repair"],
    broken: {
      hits: ["malfunction", "relay-stuck"],
      longest: 5 * MINUTE,
      policy: { failback: { after: 5 * SECOND } },
      controller: hearingRepairsOfAll(),
    },
  },
  {
    name: "ignores that data is corrupt",
    about: "does not hear what agents say of data that is of no use",
    violates: ["corruption-acted-on"],
    broken: {
      setting: "backed-up",
      hits: ["corruption"],
      controller: controller({
        swallow: (input) =>
          input.kind === "message" && input.body.kind === "error-report" && input.body.volume !== undefined,
      }),
    },
  },
  {
    name: "believes in whom it has fenced",
    about: "takes a host for online whose relay it has just read, and found open",
    violates: ["eventually-serves"],
    broken: {
      hits: ["crash", "hang"],
      // Its own system gets an identity before it gets power: what is believed of it then was found a turn before.
      policy: { failback: { after: 5 * SECOND }, parts: ["data"] },
      controller: believingInTheFenced(),
    },
  },
  {
    name: "gives up for good",
    about: "does not try again after a takeover that was given up, and does not hear that a host was repaired",
    violates: ["eventually-serves"],
    broken: {
      controller: controller({
        replace: (effect) => (effect.kind === "set-timer" && effect.timer.kind === "retry" ? [] : [effect]),
        swallow: (input) => says(input, "serviced"),
      }),
    },
  },
];

/** Takes no devices away, and closes the relay of whoever failed, where it has one, once somebody has taken over. */
function givingPowerBack(): Controller {
  let relays = new Map<string, string | null>();
  const logic = controller({
    answer: (action) => (action.kind === "withdraw" ? { status: "failed", why: "not tried" } : null),
    replace: (effect) => {
      if (effect.kind !== "note" || effect.note.kind !== "ended" || effect.note.result !== "done") return [effect];
      const relay = relays.get(effect.note.of.from!) ?? null;
      return relay === null ? [effect] : [effect, extra({ kind: "switch-relay", relay, to: "on" })];
    },
  });
  const knowing = (config: FailoverConfig) => {
    relays = new Map(config.hosts.map(({ name, relay }) => [name, relay]));
    return config;
  };
  return {
    ...logic,
    start: (config, now) => logic.start(knowing(config), now),
    restart: (config, disk, now) => logic.restart!(knowing(config), disk, now),
  };
}

/** Keeps from the controller what hosts report that it has given up. */
function deaf(): Controller {
  const condemned = new Set<string>();
  const logic = controller({
    replace: (effect) => {
      if (effect.kind !== "note") return [effect];
      if (effect.note.kind === "verdict" && effect.note.verdict !== "healthy") condemned.add(effect.note.host);
      if (effect.note.kind === "ended" && effect.note.result === "done") condemned.delete(effect.note.of.to!);
      return [effect];
    },
    swallow: (input) => input.kind === "message" && input.body.kind === "report" && condemned.has(input.body.host),
  });
  return { ...logic, start: (config, now) => (condemned.clear(), logic.start(config, now)) };
}

/** Has every host say that it is well just before the controller goes on with a step, or tries again. */
function believingAnything(): Controller {
  const logic = failoverController as Controller;
  let hosts: readonly string[] = [];
  return {
    start: (config, now) => {
      hosts = config.hosts.map(({ name }) => name);
      return logic.start(config, now);
    },
    step: (state, input, now) => {
      if (input.kind !== "timer" || !["step", "retry"].includes(input.timer.kind)) return logic.step(state, input, now);
      const effects: Effect[] = [];
      for (const host of hosts) {
        const body = { kind: "report", host, sentAt: now } as const;
        effects.push(
          ...logic.step(state, { kind: "message", from: host, over: null, heardAt: now, count: 1, body }, now).effects,
        );
      }
      const turn = logic.step(state, input, now);
      return { state: turn.state, effects: [...effects, ...turn.effects] };
    },
  };
}

/** A state that is changed behind the controller's back after each of its turns. */
function meddling(meddle: (after: FailoverState, before: FailoverState | null, now: Micros) => void): Controller {
  const logic = failoverController as Machine<FailoverConfig, FailoverState, Input, Effect>;
  const meddled = (turn: Turn<FailoverState, Effect>, before: FailoverState | null, now: Micros) => {
    meddle(turn.state, before, now);
    return turn;
  };
  return {
    start: (config, now) => meddled(logic.start(config, now), null, now),
    restart: (config, disk, now) => meddled(logic.restart!(config, disk, now), null, now),
    step: (state, input, now) => {
      const before = structuredClone(state) as FailoverState;
      return meddled(logic.step(state as FailoverState, input, now), before, now);
    },
  };
}

/** Whoever it has just found off it takes for online again. */
function believingInTheFenced(): Controller {
  return meddling((after, before, now) => {
    for (const host of Object.values(after.facts.hosts)) {
      const was = before?.facts.hosts[host.name]?.stage;
      if (host.stage === "off" && was !== "off") Object.assign(host, { stage: "online", stageAt: now });
    }
  });
}

/** What it has found of a host stays true for it until it finds something else. */
function rememberingStages(): Controller {
  return meddling((after, before, now) => {
    for (const [name, host] of Object.entries(after.facts.hosts)) {
      const known = before?.facts.hosts[name]?.stage ?? "unknown";
      if (host.stage === "unknown" && (known === "off" || known === "standalone"))
        Object.assign(host, { stage: known, stageAt: now });
    }
  });
}

/** As soon as somebody has taken over it is as if the host that failed had been repaired. */
function hearingOfRepairs(): Controller {
  const logic = failoverController as Controller;
  const heard = (turn: Turn<unknown, Effect>, now: Micros): Turn<unknown, Effect> => {
    const failed = turn.effects.flatMap((effect) =>
      effect.kind === "note" &&
      effect.note.kind === "ended" &&
      effect.note.of.kind === "takeover" &&
      effect.note.result === "done"
        ? [effect.note.of.from!]
        : [],
    );
    let { state } = turn;
    const effects = [...turn.effects];
    for (const host of failed) {
      const body = { kind: "serviced", host } as const;
      const next = logic.step(
        state,
        { kind: "message", from: "people", over: null, heardAt: now, count: 1, body },
        now,
      );
      state = next.state;
      effects.push(...next.effects);
    }
    return { state, effects };
  };
  return { ...logic, step: (state, input, now) => heard(logic.step(state, input, now), now) };
}

/** Has everybody serviced whenever somebody is. */
function hearingRepairsOfAll(): Controller {
  const logic = failoverController as Controller;
  return {
    ...logic,
    step: (state, input, now) => {
      if (input.kind !== "message" || input.body.kind !== "serviced") return logic.step(state, input, now);
      const effects: Effect[] = [];
      let after = state;
      for (const host of Object.keys((state as FailoverState).facts.hosts)) {
        const turn = logic.step(after, { ...input, body: { kind: "serviced", host } }, now);
        after = turn.state;
        effects.push(...turn.effects);
      }
      return { state: after, effects };
    },
  };
}

function forgetfulOfAside(): Controller {
  return meddling(({ facts }) => {
    for (const known of Object.values(facts.volumes)) {
      for (const row of Object.values(changing(known).devices)) if (row.holds === "own") row.holds = "copy";
    }
  });
}

function wrongWay(volume: string): Action {
  return { kind: "copy", volume, device: volume, to: "web-2" };
}

function presentedAtOnce(volume: string): Action {
  return { kind: "reassign", volume, device: `${volume}@web-2`, to: "web-2" };
}

/** The mirrors of what web-2 has itself go with the order to shut it down; when their turn comes nothing is left to do. */
function splitsTooEarly(): Controller {
  const volumes = ["mail-os", "mail-data"];
  return controller({
    answer: (action) => (action.kind === "break-mirror" ? { status: "done" } : null),
    replace: (effect) =>
      orders(effect, "order-shutdown") && effect.action.host === "web-2"
        ? [...volumes.map((volume) => extra({ kind: "break-mirror", volume, device: `${volume}-mirror` })), effect]
        : [effect],
  });
}

/** What a client does with an answer, seen from outside. */
interface ClientInside {
  answered: (slot: number, host: unknown) => void;
  end: (slot: number, end: string, delay: number) => void;
}

function answerAfterTimeout(world: World): void {
  const client = world.traffic.clientOf("shop") as unknown as ClientInside | null;
  if (client === null) return;
  const { answered, end } = client;
  const CLIENT = 1;
  client.answered = (slot, host) => {
    const waits = (world.requests.holders[slot]! & CLIENT) !== 0;
    if (waits) answered.call(client, slot, host);
    else end.call(client, slot, "served", 0);
  };
}

function dropInSilence(world: World): void {
  for (const { server } of world.hosts.values()) {
    const drop = server.drop.bind(server);
    server.drop = () => {
      const { dropped } = server;
      drop();
      server.dropped = dropped;
    };
  }
}

function readBackCommands(world: World): void {
  for (const relay of world.relays.values()) {
    let told: "open" | "closed" = relay.contacts;
    const command = relay.command.bind(relay);
    const read = relay.read.bind(relay);
    relay.command = (to, acknowledged) => {
      command(to, () => {
        told = to === "on" ? "closed" : "open";
        acknowledged();
      });
    };
    relay.read = (answer) => read(() => answer(told));
  }
}

function presentUnchecked(world: World): void {
  for (const array of world.arrays.values()) array.offer = (device, host) => array.present(device, host);
}

function copyNothing(world: World): void {
  for (const array of world.arrays.values()) {
    const fill = array.fill.bind(array);
    array.fill = (device, content) => fill(device, { ...content, holds: [] });
  }
}

function skipMegabyte(world: World): void {
  const begin = world.bandwidth.begin.bind(world.bandwidth);
  world.bandwidth.begin = (channels, bytes, ended) => {
    const transfer = begin(channels, bytes, ended);
    world.kernel.after(SECOND, () => (transfer.remaining -= Math.min(transfer.remaining, 1e6)));
    return transfer;
  };
}

function setClockBack(world: World): void {
  const { kernel } = world;
  const now = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(kernel) as object, "now")!.get!;
  const record = world.record.bind(world);
  world.record = (happening) => {
    const isBack = happening.kind === "HostPowerChanged";
    if (isBack)
      Object.defineProperty(kernel, "now", { get: () => (now.call(kernel) as number) - SECOND, configurable: true });
    record(happening);
    if (isBack) Reflect.deleteProperty(kernel, "now");
  };
}
