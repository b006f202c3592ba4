/** A pair of hosts, one of which crashes now and then: a scenario that a replication of takes milliseconds. */

export interface SmallScenario {
  readonly duration?: string;
  readonly seed?: number;
  /** Requests per second; without it there is no load. */
  readonly load?: string;
  readonly faults?: string;
  readonly policies?: string;
  readonly expect?: string;
}

const POLICIES = `  quick: { failover: { preset: 2A, data: [split-mirror, copy] } }
  slow: { failover: { preset: 2A, data: [copy] } }
  nobody: none`;

const FAULTS = `  - every: exponential(3h)
    crash: web-1
    repair: lognormal(20min, 10min)`;

export function smallScenario(options: SmallScenario = {}): string {
  const { duration = "6h", seed = 7, load, faults = FAULTS, policies = POLICIES, expect } = options;
  return `name: small
title: A small pair of hosts
duration: ${duration}
seed: ${seed}
networks:
  lan: { latency: 200us, bandwidth: 1Gbps }
storage:
  array-1:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-data: { size: 10GB, holds: data, on: da-1, via: fa-1, mirror: { on: da-2 } }
links:
  fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us }
  fc-2: { like: fc-1 }
hosts:
  web-1:
    network: lan
    address: 10.0.0.11
    storage: { array-1: { link: fc-1, port: fa-1 } }
    relay: relay-1
    boot: { diagnostics: 30s, standalone: 10s, online: 20s, auto: true }
    shutdown: 10s
    flush: 5s
    serves: { rate: 100/s, concurrency: 4 }
  web-2:
    like: web-1
    address: 10.0.0.12
    storage: { array-1: { link: fc-2, port: fa-2 } }
    relay: relay-2
    power: off
agents:
  web-1: { report: 30s }
  web-2: { report: 30s }
services:
  shop:
    runs-on: web-1
    director: director-1
${load === undefined ? "" : loadOf(load)}policies:
${policies}
faults:
${faults}
${expect === undefined ? "" : `expect:\n${expect}\n`}`;
}

function loadOf(rate: string): string {
  return `    load:
      rate: ${rate}
      mix:
        browse: { share: 90%, reads: shareable, size: 8kB }
        order: { share: 10%, writes: shop-data, size: 4kB }
      timeout: 10s
      retry: { times: 1, backoff: 1s }
`;
}
