/** The scenario that `understudy new` writes: small, complete, and with a comment for each part. */

/** @param name letters, digits, - and _ */
export function newScenario(name: string): string {
  return TEMPLATE.replaceAll("NAME", name);
}

const TEMPLATE = `# yaml-language-server: $schema=./scenario.schema.json
name: NAME
title: A host crashes, and another one stands in
duration: 10d            # simulated time
warm-up: 1h              # statistics start here
seed: 1                  # of all chance; --seed overrides it
start: 2000-11-20T00:00Z # for daily, weekly and yearly load

networks:
  lan: { latency: 200us, bandwidth: 1Gbps }

# One storage system, which both hosts can reach, with a mirror of every volume.
storage:
  array-1:
    port-adapters: [fa-1, fa-2]   # towards hosts
    disk-adapters: [da-1, da-2]   # towards devices
    bandwidth: 200MB/s            # of each adapter
    volumes:
      shop-os: { size: 4GB, holds: system, on: da-1, via: fa-1, mirror: { on: da-2 } }
      shop-data: { size: 60GB, holds: data, on: da-1, via: fa-1, mirror: { on: da-2 } }

links:
  fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us }
  fc-2: { like: fc-1 }

hosts:
  web-1:
    network: lan
    address: 10.0.0.11
    storage: { array-1: { link: fc-1, port: fa-1 } }
    relay: relay-1                # the switch in its power line
    boot: { diagnostics: 90s, standalone: 30s, online: 60s, auto: true }
    shutdown: 40s
    flush: 5s                     # unwritten data older than this does not exist
    serves: { rate: 100/s, concurrency: 16 }
  web-2:                          # the stand-in: like web-1 but for what is said here
    like: web-1
    address: 10.0.0.12
    storage: { array-1: { link: fc-2, port: fa-2 } }
    relay: relay-2
    power: off

agents:
  web-1: { report: 5s }
  web-2: { report: 5s }

services:
  shop:
    runs-on: web-1
    load:
      rate: { base: 1/s, daily: { 17:00-22:00: x2.5 }, weekly: { sat-sun: x0.5 } }
      mix:
        browse: { share: 95%, reads: shareable }
        order: { share: 5%, writes: shop-data }
      timeout: 10s
      retry: { times: 2, backoff: 1s }

# What is compared: understudy compare NAME.yaml
policies:
  split-mirror: { failover: { preset: 2A, data: [split-mirror, copy] } }
  cold-copy: { failover: { preset: 2A, data: [copy] } }
  by-hand: { failover: { manual: { page: 5min, arrive: "lognormal(45min, 30min)", work: 2h } } }
  nobody: none

faults:
  - at: 3d 18:30                  # on the fourth day, at half past six in the evening
    crash: web-1
    repair: 4h
  - every: exponential(20d)       # again and again
    hang: web-1
    repair: lognormal(2h, 1h)

expect:                           # each becomes a test
  shop.availability: ">= 99%"
  shop.rto.p95: "<= 10min"
`;
