/** Runs text tests of the balancing controller: prose, a configuration, inputs with their times, and what came out under each. */
import {
  type BalancingConfig,
  type BalancingPolicy,
  type BalancingState,
  balancingController,
  type Effect,
  type HostCounters,
  type Input,
  type Note,
  type Outcome,
  sayReason,
} from "../../../src/control/index.js";
import { HOUR, type Micros, MINUTE, SECOND } from "../../../src/units/index.js";
import { sayValue } from "../say-value.js";

/** Takes the input lines of a text test, runs them, and writes the whole text anew with what came out. */
export function rewrite(text: string): string {
  const out: string[] = [];
  let bench: Bench | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("  ")) continue;
    out.push(line);
    if (line.startsWith("config")) {
      bench = new Bench(configFrom(line));
      out.push(...bench.said());
    } else if (line.startsWith("at ")) {
      const match = /^at (\S+)\s+(.*)$/.exec(line);
      if (match === null || bench === null) throw new Error(`cannot read: ${line}`);
      bench.take(match[2]!, readTime(match[1]!));
      out.push(...bench.said());
    }
  }
  return out.join("\n");
}

/** A controller on the bench: answers its readings as `load` lines say, everything else as `outcome` lines do. */
class Bench {
  private state: BalancingState;
  private readonly out: string[] = [];
  private readonly measuring = new Map<number, string>();
  private readonly received = new Map<string, number>();

  private readonly disk: Record<string, unknown> = {};

  constructor(private readonly config: BalancingConfig) {
    const turn = balancingController.start(config, 0);
    this.state = turn.state;
    this.say(turn.effects);
  }

  said(): readonly string[] {
    return this.out.splice(0);
  }

  /** `load toys 90/s …`: each minute up to now, answers at that many requests per second on each of the hosts. */
  take(input: string, now: Micros): void {
    const [kind = "", ...words] = input.split(/\s+/);
    if (kind === "load") return this.load(words, now);
    if (kind === "pushed") return this.push(words, now);
    if (kind === "restart") return this.restart(now);
    this.step(readInput(kind, words), now);
  }

  /** With nothing but what was stored; answers to what was asked before never come. */
  private restart(now: Micros): void {
    this.measuring.clear();
    const turn = balancingController.restart!(this.config, this.disk, now);
    this.state = turn.state;
    this.say(turn.effects);
  }

  private load(words: readonly string[], now: Micros): void {
    const rates = new Map(words.map((word) => word.split("=") as [string, string]));
    for (const [id, host] of [...this.measuring]) {
      this.measuring.delete(id);
      const rate = rates.get(host);
      if (rate === undefined) continue;
      const received = (this.received.get(host) ?? 0) + Number(rate) * 60;
      this.received.set(host, received);
      const outcome: Outcome = { status: "done", found: { what: "counters", counters: counters(received, now) } };
      this.step({ kind: "outcome", id, outcome }, now);
    }
    this.step({ kind: "timer", timer: "measure" }, now);
  }

  /** `pushed toys-1=90 …`: agents tell the counters of a minute at that many requests per second; then the controller looks. */
  private push(words: readonly string[], now: Micros): void {
    for (const word of words) {
      const [host = "", rate = ""] = word.split("=");
      const received = (this.received.get(host) ?? 0) + Number(rate) * 60;
      this.received.set(host, received);
      this.step({ kind: "counters", host, counters: counters(received, now) }, now);
    }
    this.step({ kind: "timer", timer: "measure" }, now);
  }

  private step(input: Input, now: Micros): void {
    const turn = balancingController.step(this.state, input, now);
    this.state = turn.state;
    this.say(turn.effects);
  }

  private say(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "store") this.disk[effect.key] = JSON.parse(JSON.stringify(effect.content));
      if (effect.kind === "measure") this.measuring.set(effect.id, effect.host);
      else if (effect.kind !== "set-timer" || effect.timer !== "measure") this.out.push(sayEffect(effect));
    }
  }
}

function counters(received: number, at: Micros): HostCounters {
  return { at, received, completed: received, busy: 0, waited: 0, storage: 0, swapped: 0, pending: 0, memory: 0 };
}

/** Two services with a primary of 100/s each, and a pool of hosts that are off. */
function configFrom(line: string): BalancingConfig {
  const words = line.split(/\s+/).slice(1);
  const options = new Map(words.map((word) => word.split("=") as [string, string]));
  const pool = (options.get("pool") ?? "spare-1,spare-2").split(",");
  const names = ["toys-1", "cars-1", ...pool];
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
    route: { share: { pattern: (options.get("share") ?? "round-robin") as "random" }, sessions: "stay", eject: null },
    data: {
      by: ["copy"],
      parts: "all",
      on: null,
      synchronise: options.has("synchronise") ? { every: readTime(options.get("synchronise")!), by: "storage" } : null,
    },
    leave: { drain: 5 * MINUTE, then: (options.get("then") ?? "power-off") as "keep" },
    pool: {
      order: (options.get("order") ?? "first-come") as "priority",
      take: options.get("take") === "yes",
      whenWanted: (options.get("when-wanted") ?? "drain") as "leave",
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
      relay: `relay-${name}`,
      capacity: { rate: 100, concurrency: 4, pending: 104 },
      on: name.endsWith("-1") && !pool.includes(name),
    })),
    volumes: ["toys", "cars"].map((service) => ({
      name: `${service}-data`,
      holds: "data",
      device: `${service}-data`,
      mirror: null,
    })),
    sites: [site("toys", 1), site("cars", 2)],
    pool,
    asks: options.get("asks") === "yes",
  };
}

function readTime(text: string): Micros {
  const match = /^([\d.]+)(s|min|h)$/.exec(text);
  if (match === null) throw new Error(`not a time: ${text}`);
  return Math.round(Number(match[1]) * { s: SECOND, min: MINUTE, h: HOUR }[match[2] as "s"]);
}

function readInput(kind: string, words: readonly string[]): Input {
  const rest = words.join(" ");
  switch (kind) {
    case "timer":
      return { kind: "timer", timer: rest };
    case "serviced":
      return { kind: "serviced", host: rest };
    case "takeover": {
      const [what = "", service = "", from = "", to = ""] = words;
      const shared = { services: [service], from, to, because: { rule: "all-steps-done" } } as const;
      const note: Note =
        what === "started"
          ? { kind: "takeover-started", routine: "2A", ...shared }
          : {
              kind: "takeover-ended",
              result: "done",
              devices: [{ volume: `${service}-data`, device: "newest" }],
              ...shared,
            };
      return { kind: "news", note };
    }
    case "wanted": {
      const because = { rule: "no-stand-in", looked: [] } as const;
      return { kind: "news", note: { kind: "waiting", services: [rest], because } };
    }
    case "judged": {
      const [host = "", verdict = "", deficit = ""] = words;
      const side = verdict === "idle" ? "below" : "above";
      const beyond = { rule: "beyond-threshold", metric: "connection-requests", side, since: 0 } as const;
      const because = { ...beyond, value: Number(deficit) * 80, limit: side === "above" ? 80 : 20 };
      const load = { verdict: verdict as "idle", deficit: Number(deficit), because };
      return { kind: "load-report", host, load };
    }
    case "outcome":
      return { kind: "outcome", id: Number(words[0]!.slice(1)), outcome: readOutcome(words.slice(1)) };
  }
  throw new Error(`no input is written ${kind}`);
}

function readOutcome([status = "", what = "", ...rest]: readonly string[]): Outcome {
  if (status === "failed" || status === "unknown") return { status, why: [what, ...rest].join(" ") };
  switch (what) {
    case "":
      return { status: "done" };
    case "open":
    case "closed":
      return { status: "done", found: { what: "relay", contacts: what } };
    case "device":
      return { status: "done", found: { what: "device", device: rest.join(" ") } };
    default:
      return { status: "done", found: { what: "stage", stage: what as "off" } };
  }
}

function sayEffect(effect: Effect): string {
  switch (effect.kind) {
    case "set-timer":
      return `  set-timer ${effect.timer} at ${effect.at / SECOND}s`;
    case "store":
      return `  store ${effect.key}`;
    case "answer":
      return `  answer ${effect.question} ${effect.refused ?? "granted"}`;
    case "cancel-timer":
      return `  cancel-timer ${effect.timer}`;
    case "note":
      return `  ${sayNote(effect.note)}`;
    case "weigh": {
      const targets = effect.routes.flatMap((route) => route.targets.map((each) => `${each.address}:${each.weight}`));
      const classes = effect.routes.map((route) => `${route.requestClass} by ${route.spread}`);
      return `  weigh ${effect.service} ${[...classes, ...targets].join(" ") || "primary alone"}  #${effect.id}`;
    }
    case "watch-load":
      return `  watch-load ${effect.host} every ${effect.every / SECOND}s${effect.judge === null ? "" : " and judge"}  #${effect.id}`;
    default: {
      const { kind, id, because, ...rest } = effect;
      const words = Object.values(rest).map(sayValue);
      return `  ${[kind, ...words].join(" ")}  #${id}  because ${sayReason(because)}`;
    }
  }
}

function sayNote(note: Note): string {
  switch (note.kind) {
    case "load-judged":
      return `load of ${note.service} ${note.verdict}  because ${sayReason(note.because)}`;
    case "scaling-started":
      return `${note.direction} ${note.service} ${note.host}  because ${sayReason(note.because)}`;
    case "scaling-step": {
      const because = note.because === null ? "" : `  because ${sayReason(note.because)}`;
      return `step ${note.step}${note.figure === null ? "" : ` (${note.figure})`} ${note.result}${because}`;
    }
    case "scaling-ended":
      return `${note.direction} ${note.service} ${note.host} ${note.result}  because ${sayReason(note.because)}`;
    case "host-leased":
      return `lease ${note.host} ${note.service ?? "free"}  because ${sayReason(note.because)}`;
    case "no-host-free":
      return `no host for ${note.service}  because ${sayReason(note.because)}`;
    default:
      return note.kind;
  }
}
