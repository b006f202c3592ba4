/** What a mirror that lags is short of when all before it is lost: by hand, where nothing is left to chance. */
import { expect, test } from "vitest";
import { decodeText, runReplication, scenarioText } from "../../../src/experiment/index.js";

/** Writes come every tenth of a second, and are acknowledged a microsecond later; the host flushes at whole quarters. */
function lost(at: number): { readonly writes: number; readonly oldest: number } {
  const host = (n: number) =>
    `{ network: lan, relay: relay-${n}, storage: { array-${n}: { link: fc-${n}, port: fa-${n} } }, flush: 250ms, ` +
    "boot: { diagnostics: 0s, standalone: 0s, online: 0s }, serves: { time: 1us, concurrency: 10 }";
  const mirror = "remote-mirror: { array: array-2, on: da-2, mode: asynchronous, lag: 3s }";
  const { scenario } = decodeText(
    scenarioText(`name: lag
duration: 2min
networks: { lan: { latency: 0s } }
storage:
  array-1: { bandwidth: 200MB/s, port-adapters: [fa-1], disk-adapters: [da-1], volumes: { data: { size: 1MB, on: da-1, via: fa-1, ${mirror} } } }
  array-2: { bandwidth: 200MB/s, port-adapters: [fa-2], disk-adapters: [da-2] }
array-links: { isl-1: { joins: [array-1, array-2], bandwidth: 1000MB/s, latency: 0s } }
links: { fc-1: { latency: 0s }, fc-2: { latency: 0s } }
hosts:
  host-1: ${host(1)} }
  host-2: ${host(2)}, power: off }
agents: { host-1: { report: 1s } }
services: { shop: { runs-on: host-1, load: { rate: 10/s, gaps: even, mix: { put: { writes: data, size: 0B } }, timeout: 1s } } }
policies: { stand-in: { failover: { preset: 2A, data: [remote-mirror] } } }
faults: [{ at: ${at * 1000}ms, crash: host-1, repair: 1h }, { at: ${at * 1000}ms, power-loss: array-1, repair: 1h }]
`),
  );
  const { measures } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result;
  return { writes: measures["shop.rpo.writes"]!, oldest: measures["shop.rpo.max"]! };
}

test("what was flushed within the lag, from the flush before that on", () => {
  // At 17.25 was flushed what was acknowledged since 17: from the write of 17.0 to that of 20.0, which the host had not flushed.
  expect(lost(20.05)).toEqual({ writes: 31, oldest: 3.049999 });
  // A quarter of a second later that flush is through.
  expect(lost(20.3)).toEqual({ writes: 30, oldest: 2.999999 });
});
