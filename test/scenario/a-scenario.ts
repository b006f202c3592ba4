// Scenarios for the tests, and decoding them from texts instead of files.
import { decodeScenario, type Decoded, type Problem, type Scenario } from "../../src/scenario/index.js";

/** One host, nothing else. */
export const SMALL = `name: small
duration: 1d
networks:
  lan: {}
hosts:
  web-1: { network: lan }
`;

/** The example of the specification, where it says the same of two things made to say which is meant. */
export const EXAMPLE = `# yaml-language-server: $schema=../scenario.schema.json
name: web-crash
title: A web host crashes under evening load
duration: 30d            # simulated
warm-up: 1h              # statistics start here
seed: 7                  # --seed overrides
start: 2000-11-20T00:00Z # calendar for daily, weekly, yearly patterns; optional

networks:
  lan:  { latency: 200us, bandwidth: 1Gbps }
  wan:  { latency: 30ms, bandwidth: 155Mbps }
connectors:
  router-1: { joins: [lan, wan] }

storage:
  array-1:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-os:   { size: 4GB,  holds: system,      on: da-1, via: fa-1 }
      shop-data: { size: 60GB, holds: data,        on: da-1, via: fa-1, mirror: { on: da-2 }, change-rate: 2MB/s, log-rate: 200kB/s }

hosts:
  web-1:
    network: lan
    address: 10.0.0.11
    storage: { array-1: { link: fc-1, port: fa-1 } }
    relay: relay-1
    boot: { diagnostics: 90s, standalone: 30s, online: 60s, auto: true }
    shutdown: 40s
    flush: 5s                     # unwritten data older than this does not exist
    platform: { hardware: sun-4x, system: solaris-2.6, applications: [oracle-7.3.4] }
    serves: { rate: 400/s, concurrency: 64 }
  web-2: { like: web-1, address: 10.0.0.12, relay: relay-2, power: off, storage: { array-1: { link: fc-2, port: fa-2 } } }
links:
  fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us }
  fc-2: { like: fc-1 }
agents:
  web-1: { report: 5s, quick-diagnostics: 1min, extended-diagnostics: 1h }

services:
  shop:
    runs-on: web-1
    director: director-1
    load:
      rate: { base: 120/s, daily: { 17:00-22:00: x2.5 }, yearly: { 11-24..12-25: x3 } }
      mix: { browse: { share: 95%, reads: shareable }, order: { share: 5%, writes: shop-data } }
      timeout: 10s
      retry: { times: 2, backoff: 1s }
      mode: requests

policies:
  split-mirror: { failover: { preset: 2A, data: [split-mirror, copy] } }
  cold-copy:    { failover: { preset: 2A, data: [copy] } }
  by-hand:      { failover: { manual: { page: 5min, arrive: "lognormal(45min, 30min)", work: 2h } } }
  mine:         { module: ./policies/mine.ts }
  nobody:       none

faults:
  - at: 3d 18:30
    crash: web-1
    repair: 4h
  - every: exponential(20d)
    hang: web-1
    repair: lognormal(2h, 1h)
  - when: { step: replicate, of: shop }     # in the middle of a failover
    cut: fc-1
    for: 30s
    probability: 20%
  - at: 10d
    group: { power-loss: [web-1, array-1], for: 8h }   # a common cause
  - at: 12d
    spike: { service: shop, x: 6, for: 40min, ramp: 5min }

expect:
  shop.availability: ">= 99.9%"
  shop.rto.p95:      "<= 10min"
  shop.rpo.max:      "<= 5s"
  shop.latency.p99:  "<= 800ms"
  hosts.hours:       "<= 1500"
`;

/** What the example takes from other files. */
export const EXAMPLE_FILES = { "policies/mine.ts": "export default {};\n" };

export type Files = Readonly<Record<string, string>>;

export function decode(text: string, files: Files = {}): Decoded {
  return decodeScenario(text, "scenarios/x.yaml", {
    read: (path) => (Object.hasOwn(files, path) ? files[path]! : new Error("there is no such file")),
  });
}

/** The scenario of a text that has no errors. */
export function scenarioOf(text: string, files: Files = {}): Scenario {
  const { scenario, problems } = decode(text, files);
  if (scenario === null) throw new Error(problems.map(told).join("\n"));
  return scenario;
}

/** Problems of a text, in short: `line:column message`, then what was expected and suggested. */
export function problemsOf(text: string, files: Files = {}): string[] {
  return decode(text, files).problems.map(told);
}

function told({ line, column, severity, message, suggestion }: Problem): string {
  const warning = severity === "warning" ? "warning: " : "";
  return `${line}:${column} ${warning}${message}${suggestion === undefined ? "" : ` (${suggestion}?)`}`;
}
