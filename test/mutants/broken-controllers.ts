/** Controllers and hosts that are broken on purpose: what they ask for, hear or believe is changed on the way. */
import { changing } from "../../src/control/failover/device-rows.js";
import type { FailoverState } from "../../src/control/failover/state.js";
import {
  type Action,
  type Effect,
  type FailoverConfig,
  type Input,
  type Machine,
  type Turn,
  failoverController,
  recovery,
} from "../../src/control/index.js";
import type { Micros } from "../../src/units/index.js";
import { type Tampering, orders, tampered } from "./tampering.js";
import type { Controller, Recovery } from "./trial.js";

export const controller = (tampering: Tampering): Controller => tampered(failoverController as Controller, tampering);
export const hosts = (tampering: Tampering): Recovery => tampered(recovery as Recovery, tampering);

/** Beyond whatever the machine itself numbers. */
let extraId = 1_000_000;
export const extra = (action: Action): Effect => ({
  kind: "act",
  id: extraId++,
  action,
  because: { rule: "restarted", host: "mutant" },
});

/** Puts another time in the place of that of the timers of a kind. */
export function retimed(kinds: readonly string[], at: (now: Micros, at: Micros) => Micros): Tampering {
  const replace = (effect: Effect, now: Micros): readonly Effect[] =>
    effect.kind === "set-timer" && kinds.includes(effect.timer.kind)
      ? [{ ...effect, timer: { ...effect.timer, at: at(now, effect.timer.at) } }]
      : [effect];
  return { replace };
}

/** Takes no devices away, and closes the relay of whoever failed, where it has one, once somebody has taken over. */
export function givingPowerBack(): Controller {
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
export function deaf(): Controller {
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
export function believingAnything(): Controller {
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
export function believingInTheFenced(): Controller {
  return meddling((after, before, now) => {
    for (const host of Object.values(after.facts.hosts)) {
      const was = before?.facts.hosts[host.name]?.stage;
      if (host.stage === "off" && was !== "off") Object.assign(host, { stage: "online", stageAt: now });
    }
  });
}

/** What it has found of a host stays true for it until it finds something else. */
export function rememberingStages(): Controller {
  return meddling((after, before, now) => {
    for (const [name, host] of Object.entries(after.facts.hosts)) {
      const known = before?.facts.hosts[name]?.stage ?? "unknown";
      if (host.stage === "unknown" && (known === "off" || known === "standalone"))
        Object.assign(host, { stage: known, stageAt: now });
    }
  });
}

/** As soon as somebody has taken over it is as if the host that failed had been repaired. */
export function hearingOfRepairs(): Controller {
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
      const body = { kind: "serviced", host, doneAt: now } as const;
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
export function hearingRepairsOfAll(): Controller {
  const logic = failoverController as Controller;
  return {
    ...logic,
    step: (state, input, now) => {
      if (input.kind !== "message" || input.body.kind !== "serviced") return logic.step(state, input, now);
      const effects: Effect[] = [];
      let after = state;
      for (const host of Object.keys((state as FailoverState).facts.hosts)) {
        const turn = logic.step(after, { ...input, body: { ...input.body, host } }, now);
        after = turn.state;
        effects.push(...turn.effects);
      }
      return { state: after, effects };
    },
  };
}

export function forgetfulOfAside(): Controller {
  return meddling(({ facts }) => {
    for (const known of Object.values(facts.volumes)) {
      for (const row of Object.values(changing(known).devices)) if (row.holds === "own") row.holds = "copy";
    }
  });
}

export function wrongWay(volume: string): Action {
  return { kind: "copy", volume, device: volume, to: "web-2" };
}

export function presentedAtOnce(volume: string): Action {
  return { kind: "reassign", volume, device: `${volume}@web-2`, to: "web-2" };
}

/** The mirrors of what web-2 has itself go with the order to shut it down; when their turn comes nothing is left to do. */
export function splitsTooEarly(): Controller {
  const volumes = ["mail-os", "mail-data"];
  return controller({
    answer: (action) => (action.kind === "break-mirror" ? { status: "done" } : null),
    replace: (effect) =>
      orders(effect, "order-shutdown") && effect.action.host === "web-2"
        ? [...volumes.map((volume) => extra({ kind: "break-mirror", volume, device: `${volume}-mirror` })), effect]
        : [effect],
  });
}
