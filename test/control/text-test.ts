/** Runs text tests of the failover controller: prose, a configuration, inputs with their times, and what came out under each. */
import {
  type Effect,
  type FailoverConfig,
  failoverController,
  type FailoverState,
  type Input,
  type Note,
  type Outcome,
  sayReason,
} from "../../src/control/index.js";
import { HOUR, type Micros, MINUTE, SECOND } from "../../src/units/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { type Figure, figurePolicy, figureSpec } from "../model/figure-worlds.js";
import { smallPolicy, smallSpec } from "../model/small-world.js";
import { sayValue } from "./say-value.js";

/** Takes the input lines of a text test, runs them, and writes the whole text anew with what came out. */
export function rewrite(text: string): string {
  const out: string[] = [];
  let state: FailoverState | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("  ")) continue;
    out.push(line);
    if (line.startsWith("config")) {
      const turn = failoverController.start(configFrom(line), 0);
      state = turn.state;
      out.push(...turn.effects.flatMap(sayEffect));
    } else if (line.startsWith("at ")) {
      const match = /^at (\S+)\s+(.*)$/.exec(line);
      if (match === null || state === null) throw new Error(`cannot read: ${line}`);
      const now = readTime(match[1]!);
      const turn = failoverController.step(state, readInput(match[2]!, now), now);
      state = turn.state;
      out.push(...turn.effects.flatMap(sayEffect));
    }
  }
  return out.join("\n");
}

function configFrom(line: string): FailoverConfig {
  const options = new Map(
    line
      .split(/\s+/)
      .slice(1)
      .map((word) => word.split("=") as [string, string]),
  );
  const figure = options.get("figure");
  if (figure !== undefined) return failoverConfig(figureSpec(figure as Figure), figurePolicy(figure as Figure));
  const spec = smallSpec();
  const base = smallPolicy();
  const queries = options.get("queries");
  const reports = options.get("misses");
  const policy = smallPolicy({
    preset: options.get("preset") ?? base.preset,
    data: options.get("data")?.split(",") ?? base.data,
    detect: {
      ...base.detect,
      when: (options.get("when") ?? "any") as "any" | "all",
      reports: reports === "off" ? null : { misses: Number(reports ?? 3) },
      queries: queries === undefined ? null : { every: 5 * SECOND, timeout: 2 * SECOND, misses: Number(queries) },
    },
    shutdown: {
      within: readTime(options.get("shutdown-within") ?? "60s"),
      relay: (options.get("relay") ?? "if-needed") as "if-needed",
      unconfirmed: (options.get("unconfirmed") ?? "page") as "page",
    },
  });
  const config = failoverConfig(spec, policy);
  const mirrors = options.get("mirrors") !== "none";
  return { ...config, volumes: config.volumes.map((each) => (mirrors ? each : { ...each, mirror: null })) };
}

function readTime(text: string): Micros {
  const match = /^([\d.]+)(s|min|h)$/.exec(text);
  if (match === null) throw new Error(`not a time: ${text}`);
  return Math.round(Number(match[1]) * { s: SECOND, min: MINUTE, h: HOUR }[match[2] as "s"]);
}

function readInput(text: string, now: Micros): Input {
  const [kind = "", ...words] = text.split(/\s+/);
  const rest = words.join(" ");
  switch (kind) {
    case "report":
      return { kind: "report", host: rest, heardAt: now, count: 1 };
    case "error":
      return { kind: "error-report", host: words[0]!, component: words[1]!, message: words.slice(2).join(" ") };
    case "useless": {
      const [host = "", volume = ""] = words;
      return { kind: "error-report", host, component: "data", message: `${volume} is corrupt`, volume };
    }
    case "timer":
      return { kind: "timer", timer: rest };
    case "serviced":
      return { kind: "serviced", host: rest };
    case "wants":
      return { kind: "reservation", question: Number(words[0]), host: words[1]!, service: words[2]! };
    case "returns":
      return { kind: "reservation", question: Number(words[0]), host: words[1]!, service: null };
    case "outcome":
      return { kind: "outcome", id: Number(words[0]!.slice(1)), outcome: readOutcome(words.slice(1)) };
  }
  throw new Error(`no input is written ${text}`);
}

function readOutcome([status = "", what = "", ...rest]: string[]): Outcome {
  if (status === "failed" || status === "unknown") return { status, why: [what, ...rest].join(" ") };
  switch (what) {
    case "":
      return { status: "done" };
    case "open":
    case "closed":
      return { status: "done", found: { what: "relay", contacts: what } };
    case "device":
      return { status: "done", found: { what: "device", device: rest.join(" ") } };
    case "configuration": {
      const [address = "", name = "", hardware = "", system = "", ...applications] = rest;
      const [node = "", domain = ""] = name.split(".");
      const identity = { address, node, domain };
      return {
        status: "done",
        found: { what: "configuration", identity, platform: { hardware, system, applications } },
      };
    }
    default:
      return { status: "done", found: { what: "stage", stage: what as "off" } };
  }
}

function sayEffect(effect: Effect): string | readonly string[] {
  switch (effect.kind) {
    case "store":
      // What is stored is the subject of tests of the restart.
      return [];
    case "set-timer":
      return `  set-timer ${effect.timer} at ${effect.at / SECOND}s`;
    case "answer":
      return `  answer ${effect.question} ${effect.refused ?? "granted"}`;
    case "cancel-timer":
      return `  cancel-timer ${effect.timer}`;
    case "note":
      return `  ${sayNote(effect.note)}`;
    default: {
      const { kind, id, because, ...rest } = effect;
      const words = Object.values(rest).map(sayValue);
      return `  ${[kind, ...words].join(" ")}  #${id}  because ${sayReason(because)}`;
    }
  }
}

function sayNote(note: Note): string {
  switch (note.kind) {
    case "verdict":
      return `verdict ${note.host} ${note.verdict}  because ${sayReason(note.because)}`;
    case "takeover-started":
      return `takeover-started ${note.services.join(",")} ${note.from} -> ${note.to} by ${note.routine}  because ${sayReason(note.because)}`;
    case "takeover-ended":
      return `takeover-ended ${note.result} ${note.from} -> ${note.to}  because ${sayReason(note.because)}`;
    case "step-started":
      return `step-started ${note.step}${note.figure === null ? "" : ` (${note.figure})`}`;
    case "step-ended":
      return `step-ended ${note.step} ${note.result}  because ${sayReason(note.because)}`;
    case "data-discarded":
      return `data-discarded ${note.host} ${note.volumes.join(",")}  because ${sayReason(note.because)}`;
    case "waiting":
      return `waiting ${note.services.join(",")}  because ${sayReason(note.because)}`;
    case "loss-report":
      return `loss-report ${JSON.stringify(note.missing)}`;
    default:
      throw new Error(`a failover controller does not say ${note.kind}`);
  }
}
