/** A database whose host or site goes, under load as a flow or as single requests: what is lost of its writes. */
import { expect } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "../cases/run-case.js";

export interface Situation {
  readonly volume?: string;
  readonly array?: string;
  readonly host?: string;
  readonly agents?: string;
  readonly load?: string;
  readonly standIn?: string;
  readonly data: string;
  readonly policy?: string;
  readonly links?: string;
  readonly faults: string;
}

/** A database with a stand-in beside it, and one at another site. */
function textOf(mode: "flow" | "requests", situation: Situation): string {
  const { volume = "", array = "", host = "", load = "", standIn = "db-2", data, policy = "", faults } = situation;
  const common = `boot: { diagnostics: 20s, standalone: 5s, online: 10s }, shutdown: 20s, serves: { rate: 2000/s, concurrency: 32 }${host}`;
  return `
name: recovery-point
duration: 65min
warm-up: 5min
seed: 42
networks: { site-a: { latency: 200us }, site-b: { latency: 200us } }
connectors: { wan: { joins: [site-a, site-b] } }
storage:
  san-a:
    port-adapters: [pa-1, pa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 400MB/s
    ${array}
    volumes: { db-data: { size: 2GB, holds: data, on: da-1, via: pa-1${volume} } }
  san-b: { port-adapters: [pb-1], disk-adapters: [db-disk], bandwidth: 400MB/s }
array-links: { dwdm: { joins: [san-a, san-b], bandwidth: ${situation.links ?? "1Gbps"}, latency: 5ms } }
links: { fc-1: { bandwidth: 800MB/s }, fc-2: { like: fc-1 }, fc-3: { like: fc-1 } }
hosts:
  db-1: { address: vip, network: site-a, storage: { san-a: { link: fc-1, port: pa-1 } }, relay: r-1, ${common} }
  db-2: { network: site-a, storage: { san-a: { link: fc-2, port: pa-2 } }, relay: r-2, power: off, ${common} }
  db-dr: { network: site-b, storage: { san-b: { link: fc-3, port: pb-1 } }, relay: r-3, power: off, ${common} }
agents: { db-1: { report: 2s }, db-2: { report: 2s }, db-dr: { report: 2s } }
services:
  orders:
    runs-on: db-1
    director: lb
    load:
      mode: ${mode}
      rate: { base: 20/s${load} }
      mix: { read: { share: 60%, reads: exclusive }, write: { share: 40%, writes: db-data } }
      timeout: 5s
policies:
  pair:
    failover:
      preset: 2A
      data: [${data}]
      stand-ins: [${standIn}]
      redirect: true
      shutdown: { within: 25s }
      ${policy}
faults:
  ${faults}
`;
}

export async function lossIn(mode: "flow" | "requests", situation: Situation, replications: number) {
  const { policies } = await runScenario(scenarioText(textOf(mode, situation)), { replications });
  expect(violated(policies[0]!)).toEqual([]);
  return { writes: value(policies[0]!, "orders.rpo.writes")!, seconds: value(policies[0]!, "orders.rpo.max")! };
}

export const FAR = { standIn: "db-dr", data: "remote-mirror" };
export const mirrored = (lag: string): string =>
  `, remote-mirror: { array: san-b, on: db-disk, mode: asynchronous, lag: ${lag} }`;
export const fireAt = (at: string): string => `- { at: ${at}, power-loss: [db-1, db-2, san-a], repair: 2h }`;
