/** Policies and worlds broken on purpose, each with the invariants that are there to catch it. */
import { MINUTE, SECOND } from "../../src/units/index.js";
import {
  believingAnything,
  believingInTheFenced,
  controller,
  deaf,
  extra,
  forgetfulOfAside,
  givingPowerBack,
  hearingOfRepairs,
  hearingRepairsOfAll,
  hosts,
  presentedAtOnce,
  rememberingStages,
  retimed,
  splitsTooEarly,
  wrongWay,
} from "./broken-controllers.js";
import {
  answerAfterTimeout,
  copyNothing,
  dropInSilence,
  presentUnchecked,
  readBackCommands,
  setClockBack,
  skipMegabyte,
} from "./broken-worlds.js";
import { instead, orders, says } from "./tampering.js";
import type { Breakage } from "./trial.js";

export interface Mutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  readonly violates: readonly string[];
  readonly broken: Breakage;
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
    violates: ["no-flapping"],
    broken: { hits: ["crash", "hang"], longest: 5 * MINUTE, controller: believingAnything() },
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
