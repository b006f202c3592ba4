/** Decisions that hardly any random trial needs, each in a case made for it: three hosts that are alike, at one storage system. */
import { holds, type Bound } from "../sites/decision.js";
import { runReplication } from "../../../src/experiment/index.js";
import { decodeDrawn } from "../drawn/trial.js";
import type { Break } from "./broken-logic.js";

export interface CaseMutant extends Break {
  readonly name: string;
  readonly about: string;
  readonly text: string;
  /** What was worked out by hand for whoever decides right. */
  readonly caughtBy: Bound;
  /** What it violates beside that. */
  readonly violates: readonly string[];
}

interface Case {
  readonly policy: string;
  readonly fault: string;
  readonly rate?: string;
  /** How the host starts that comes to help first. */
  readonly boot?: string;
}

const text = ({ policy, fault, rate = "2/s", boot = "{}" }: Case): string => `
name: case
duration: 2h
networks: { lan: { latency: 1ms } }
storage:
  array-1:
    port-adapters: [fa-1, fa-2, fa-3]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-os: { size: 1GB, holds: system, on: da-1, via: fa-1 }
      shop-data: { size: 2GB, on: da-1, via: fa-1 }
links: { l-1: {}, l-2: {}, l-3: {} }
hosts:
  web-1: { network: lan, storage: { array-1: { link: l-1, port: fa-1 } }, relay: relay-1, serves: { rate: 20/s, concurrency: 2 } }
  web-2: { like: web-1, storage: { array-1: { link: l-2, port: fa-2 } }, relay: relay-2, power: off, boot: ${boot} }
  web-3: { like: web-1, storage: { array-1: { link: l-3, port: fa-3 } }, relay: relay-3, power: off }
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services:
  shop:
    runs-on: web-1
    director: director-1
    load:
      rate: ${rate}
      mix: { browse: { share: 70%, reads: shareable }, order: { share: 30%, writes: shop-data } }
policies: { p: ${policy} }
faults: [${fault}]
`;

/** One helper, ten minutes after the load has become too much. */
const HELPED =
  "{ balancing: { every: 10s, grow: { above: 20%, for: 10min, tolerance: 20% }, shrink: { below: 1%, for: 5min }, hosts: { most: 2 } } }";

export const caseMutants: readonly CaseMutant[] = [
  {
    name: "takes over from whoever has lost its storage system",
    about: "does not ask whether the only storage system is there before it ends a host that does not reach it",
    file: "failover/step/ask-storage",
    find: "if (move.blind !== true)",
    put: "if (true)",
    text: text({
      policy: "{ failover: { preset: 2A, data: [copy] } }",
      fault: "{ at: 10min, power-loss: array-1, for: 20s }",
    }),
    caughtBy: { measure: "shop.rto.max", most: 20, why: "as long as the storage system has no power" },
    violates: [],
  },
  {
    name: "waits for the load where a helper is lost",
    about: "has another one come only when the load has been too much for so long again",
    file: "balancing/scale",
    find: 'if (config.policy.scale.by !== "thresholds" || site.takenOver)',
    put: "if (true)",
    text: text({ policy: HELPED, fault: "{ at: 1h, crash: web-2, repair: 2h }", rate: "8/s" }),
    caughtBy: {
      measure: "shop.hosts.mean",
      least: 1.9,
      why: "one host alone for ten minutes and no more of two hours: 2 - 10 / 120, and a little more with a fifth that is tolerated",
    },
    violates: [],
  },
  {
    name: "lets a copy be itself",
    about: "does not say for whom a copy is made before the host is told so: it may get power, and start, before that",
    file: "balancing/step/bring",
    find: "function identityOf(facts, { host }) {\n    return hostOf(facts, host).identity;",
    put: "function identityOf() {\n    return undefined;",
    text: text({
      policy: HELPED,
      fault: "{ at: 631s, relay-stuck: { relay: relay-2, as: closed }, for: 5min }",
      rate: "8/s",
      boot: "{ diagnostics: 1s, standalone: 1s, online: 1s }",
    }),
    caughtBy: { measure: "shop.downtime", most: 0, why: "nothing is wrong with whoever serves" },
    violates: ["unique-identity"],
  },
];

/** Whether what was worked out holds, and which invariants are violated. */
export function judged({ text: written, caughtBy }: CaseMutant) {
  const { scenario } = decodeDrawn(written);
  const { result } = runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false });
  const violated = result.invariants.flatMap(({ name, violations }) => (violations > 0 ? [name] : []));
  return { holds: holds(caughtBy, result.measures[caughtBy.measure] ?? null), violated };
}
