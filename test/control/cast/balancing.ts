/** The balancing controller on the bench: its readings are answered as `load` lines say. */
import {
  type BalancingConfig,
  type BalancingPolicy,
  balancingController,
  type Effect,
  type HostCounters,
  type Message,
} from "../../../src/control/index.js";
import { HOUR, type Micros, MINUTE, SECOND } from "../../../src/units/index.js";
import { readTime } from "../read.js";
import { type Cast, castOf, type Seat } from "./cast.js";

export const balancing: Cast = castOf(balancingController, configFrom, {
  read: readMessage,
  commands: { load, pushed },
  hides: (effect) =>
    (effect.kind === "act" && effect.action.kind === "measure") ||
    (effect.kind === "set-timer" && effect.timer.kind === "measure"),
  say: sayRoutes,
});

/** `load toys-1=90 …`: answers each reading at so many requests per second; then it looks. */
function load(seat: Seat, words: readonly string[], now: Micros): void {
  const rates = ratesOf(words);
  for (const [id, action] of [...seat.open]) {
    if (action.kind !== "measure") continue;
    const rate = rates.get(action.host);
    if (rate === undefined) continue;
    const found = { what: "counters", counters: counters(seat, action.host, rate, now) } as const;
    seat.settle(id, { status: "done", found }, now);
  }
  look(seat, now);
}

/** `pushed toys-1=90 …`: agents tell their counters unasked; then it looks. */
function pushed(seat: Seat, words: readonly string[], now: Micros): void {
  for (const [host, rate] of ratesOf(words)) {
    seat.hear(host, null, { kind: "counters", host, counters: counters(seat, host, rate, now) }, now);
  }
  look(seat, now);
}

function look(seat: Seat, now: Micros): void {
  seat.step({ kind: "timer", timer: { kind: "measure", subject: "-", at: now } }, now);
}

function ratesOf(words: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    words.map((word) => {
      const [host = "", rate = ""] = word.split("=");
      return [host, Number(rate)];
    }),
  );
}

/** Requests that each host has had so far, by the machine that asks. */
const soFar = new WeakMap<Seat, Map<string, number>>();

/** After one more minute at this rate. */
function counters(seat: Seat, host: string, rate: number, at: Micros): HostCounters {
  const counts = soFar.get(seat) ?? new Map<string, number>();
  soFar.set(seat, counts);
  const received = (counts.get(host) ?? 0) + 60 * rate;
  counts.set(host, received);
  return {
    at,
    received,
    completed: received,
    busy: 0,
    waited: 0,
    storage: 0,
    carried: 0,
    swapped: 0,
    reads: 0,
    misses: 0,
    pending: 0,
    memory: 0,
  };
}

/** Two services with a primary of 100/s each, and a pool of hosts that are off. */
function configFrom(options: ReadonlyMap<string, string>): BalancingConfig {
  const pool = (options.get("pool") ?? "spare-1,spare-2").split(",");
  const names = ["toys-1", "cars-1", ...pool];
  const isOn = (options.get("on") ?? "").split(",");
  const withoutRelay = (options.get("no-relay") ?? "").split(",");
  const [grow = "80%:3min", shrink = "20%:5min"] = (options.get("rules") ?? "")
    .split(",")
    .filter((each) => each !== "");
  const rule = (text: string) => {
    const [share = "", time = ""] = text.split(":");
    const limit = { share: Number(share.replace("%", "")) / 100 };
    return { metric: "connection-requests", limit, for: readTime(time), tolerance: 0 } as const;
  };
  const policy: BalancingPolicy = {
    figure: (options.get("figure") ?? "13") as "11",
    load: (options.get("load") ?? "polled") as "judged",
    every: MINUTE,
    misses: 2,
    scale: {
      by: "thresholds",
      grow: rule(grow),
      shrink: rule(shrink),
      cooldown: readTime(options.get("cooldown") ?? "0s"),
    },
    least: 1,
    most: Number(options.get("most") ?? 3),
    route: {
      share: { pattern: (options.get("share") ?? "round-robin") as "random" },
      weights: "equal",
      sessions: "stay",
      eject: null,
    },
    data: {
      by: ["copy"],
      parts: (options.get("parts") ?? "all") as "all",
      on: null,
      synchronise: options.has("synchronise") ? { every: readTime(options.get("synchronise")!), by: "storage" } : null,
    },
    leave: { drain: 5 * MINUTE, then: (options.get("then") ?? "power-off") as "keep" },
    pool: {
      order: (options.get("order") ?? "first-come") as "priority",
      take: options.get("take") === "yes",
      whenWanted: (options.get("when-wanted") ?? "drain") as "leave",
      ...(options.has("at-once") && { atOnce: Number(options.get("at-once")) }),
      ...(options.has("with-users") && { withUsers: options.get("with-users")!.split(",") }),
    },
    limits: { relay: 10 * SECOND, replicate: HOUR, boot: 15 * MINUTE, shutdown: 2 * MINUTE, retryAfter: MINUTE },
  };
  const site = (service: string, priority: number) => ({
    service,
    priority,
    primary: `${service}-1`,
    address: `at-${service}-1`,
    volumes: [`${service}-data`],
    changing: [`${service}-data`],
    shareable: ["browse"],
    exclusive: ["order"],
  });
  return {
    policy,
    hosts: names.map((name) => ({
      name,
      identity: { address: `at-${name}`, node: name, domain: "lan" },
      network: "lan",
      relay: withoutRelay.includes(name) ? null : `relay-${name}`,
      capacity: { rate: 100, concurrency: 4, pending: 104, io: 0 },
      on: pool.includes(name) ? isOn.includes(name) : name.endsWith("-1"),
    })),
    volumes: ["toys", "cars"].map((service) => ({
      name: `${service}-data`,
      holds: (options.get("holds") ?? "data") as "data",
      device: `${service}-data`,
      mirror: null,
    })),
    sites: [site("toys", 1), site("cars", 2)],
    pool,
    asks: options.has("asks") ? { place: options.get("asks")! } : null,
  };
}

function readMessage([kind = "", ...words]: readonly string[], now: Micros): Message | null {
  const [first = "", second = "", third = ""] = words;
  switch (kind) {
    case "serviced":
      return { kind: "serviced", host: first, doneAt: now };
    case "upgraded": {
      const [, hardware = "", system = "", ...applications] = words;
      return { kind: "configuration", host: first, platform: { hardware, system, applications } };
    }
    case "takeover": {
      const services = [second];
      if (first === "begins") return { kind: "takeover-begins", services, from: words[3] ?? `${second}-1`, to: third };
      const devices = [{ volume: `${second}-data`, device: "newest" }];
      return { kind: "takeover-ends", services, to: third, result: "done", devices };
    }
    case "wanted":
      return { kind: "host-wanted", services: [first] };
    case "reserved":
      return { kind: "reserved", question: Number(first), refused: words.slice(1).join(" ") || null };
    case "judged": {
      const side = second === "idle" ? "below" : "above";
      const beyond = { rule: "beyond-threshold", metric: "connection-requests", side, since: 0 } as const;
      const because = { ...beyond, value: Number(third) * 80, limit: side === "above" ? 80 : 20 };
      return { kind: "load-report", host: first, load: { verdict: second as "idle", deficit: Number(third), because } };
    }
    default:
      return null;
  }
}

/** Routes by their targets, orders to agents by their interval. */
function sayRoutes(effect: Effect): string | null {
  if (effect.kind !== "act") return null;
  const { action, id } = effect;
  if (action.kind === "weigh") {
    const targets = action.routes.flatMap((route) => route.targets.map((each) => `${each.address}:${each.weight}`));
    const classes = action.routes.map((route) => `${route.requestClass} by ${route.spread}`);
    return `weigh ${action.service} ${[...classes, ...targets].join(" ") || "primary alone"}  #${id}`;
  }
  if (action.kind !== "watch-load") return null;
  return `watch-load ${action.host} every ${action.every / SECOND}s${action.judge === null ? "" : " and judge"}  #${id}`;
}
