/** Parts that a host needs, in series and in parallel: what its data goes through, and what its power comes through; and I/Os that share a link. */
import { waitOfMG1 } from "../../../stats/index.js";
import { exponential, item, measured, seconds, unavailable, type Effort, type ValidationItem } from "../item.js";
import { perSecond } from "./queues.js";
import { pairDown, parallelUnits } from "./units.js";

const SOURCE = "Barlow, Proschan 1975: series and parallel";
const MINUTES_A_YEAR = 525_600;

/** Mean seconds that the parts of a path work, and that a repair takes. */
interface Parts {
  readonly adapter: number;
  readonly link: number;
  readonly port: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** Up for a share of 0.999, 0.9995 and 0.9998. */
const PARTS: Parts = { adapter: 999, link: 1999, port: 4999, repair: 1 };

/** Share of the time in which all of a path work. */
function wholeFor({ adapter, link, port, repair }: Parts): number {
  return [adapter, link, port].reduce((share, up) => share * (up / (up + repair)), 1);
}

/** A host with so many disjoint paths to its data; the adapters of the host are switches with one way in and one out. */
function overPaths({ adapter, link, port, repair }: Parts, count: number, lasting: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const ports = numbers.map((n) => `fa-${n}`).join(", ");
  const by = (part: string, up: number): string => {
    return `  - { every: "${exponential(up)}", ${part}, repair: "${exponential(repair)}" }`;
  };
  return [
    "name: paths",
    `duration: ${seconds(lasting)}`,
    "networks: { lan: { latency: 0s } }",
    "storage:",
    `  array-1: { bandwidth: 400MB/s, port-adapters: [${ports}], disk-adapters: [da-1],`,
    `             volumes: { data: { size: 1GB, on: da-1, via: [${ports}] } } }`,
    `switches: { ${numbers.map((n) => `hba-${n}: {}`).join(", ")} }`,
    "links:",
    ...numbers.flatMap((n) => [
      `  in-${n}: { joins: [unit-1, hba-${n}] }`,
      `  out-${n}: { joins: [hba-${n}, fa-${n}] }`,
    ]),
    "hosts: { unit-1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } } }",
    "services: { system: { runs-on: unit-1 } }",
    "policies: { repair-only: none }",
    "faults:",
    ...numbers.flatMap((n) => [
      by(`cut: hba-${n}`, adapter),
      by(`cut: out-${n}`, link),
      by(`adapter-failure: fa-${n}`, port),
    ]),
    "",
  ].join("\n");
}

const onePath: ValidationItem = item({
  name: "one-path",
  title: "a path of an adapter, a link and a port, of which each fails",
  source: SOURCE,
  parameters: PARTS,
  scenario: (parts) => overPaths(parts, 1, 400_000),
  figures: [
    {
      name: "unavailability",
      theory: (parts) => 1 - wholeFor(parts),
      value: measured("system.availability", unavailable),
    },
  ],
  effort: { quick: 10, whole: 90 },
});

function twoPaths(name: string, said: string, parts: Parts, lasting: number, effort: Effort): ValidationItem {
  return item({
    name,
    title: `two disjoint paths of an adapter, a link and a port each${said}`,
    source: SOURCE,
    parameters: parts,
    scenario: (each) => overPaths(each, 2, lasting),
    figures: [
      {
        name: "unavailability",
        theory: (each) => (1 - wholeFor(each)) * (1 - wholeFor(each)),
        value: measured("system.availability", unavailable),
      },
    ],
    effort,
  });
}

/** Up for a share of 0.95, 0.975 and 0.99. */
const OFTEN: Parts = { adapter: 19, link: 39, port: 99, repair: 1 };

/** Mean seconds that each host works, that each relay lets power through, and that a repair takes. */
interface Fed {
  readonly host: number;
  readonly relay: number;
  readonly repair: number;
  readonly [name: string]: number;
}

/** Hosts with a relay each are nothing to each other: there are as many systems of two as pairs. */
const PAIRED = 20;

function behindRelays(
  name: string,
  hosts: number,
  relays: number,
  lasting: number,
  effort: Effort,
  theory: (hostUp: number, relayUp: number) => number,
) {
  const pairs = hosts > 2;
  return item<Fed>({
    name,
    title: `two hosts behind ${relays === 1 ? "one relay" : "a relay each"} that opens by itself${pairs ? "; all pairs of twenty" : ""}`,
    source: SOURCE,
    parameters: { host: 999, relay: 1999, repair: 1 },
    scenario: ({ host, relay, repair }) => {
      const life = { up: exponential(host), repair: exponential(repair) };
      const names = Array.from({ length: relays }, (_, i) => `relay-${i + 1}`);
      return parallelUnits({
        ...{ lasting, pairs, relays: names },
        lives: Array.from({ length: hosts }, () => life),
        faults: names.map((each) => {
          const stuck = `relay-stuck: { relay: ${each}, as: open }`;
          return `{ every: "${exponential(relay)}", ${stuck}, repair: "${exponential(repair)}" }`;
        }),
      });
    },
    figures: [
      {
        name: "minutes a year",
        theory: ({ host, relay, repair }) => theory(host / (host + repair), relay / (relay + repair)) * MINUTES_A_YEAR,
        value: pairs
          ? (result) => pairDown(hosts)(result) * MINUTES_A_YEAR
          : measured("system.availability", (share) => (1 - share) * MINUTES_A_YEAR),
      },
    ],
    effort,
  });
}

/** Random arrivals at a link that takes equally long for each. */
const sharedLink: ValidationItem = item({
  name: "i-o-m-d-1",
  title: "I/Os that share a link at 80 %: M/D/1",
  source: "Pollaczek 1930, Khinchine 1932",
  parameters: { arrivals: 800, service: 0.001 },
  // A megabyte, so that the time it takes says how quick the link is. What is behind the link is so quick that nobody waits there.
  scenario: ({ arrivals, service }) => `name: link
duration: 55s
warm-up: 5s
networks: { lan: { latency: 0s } }
storage: { array-1: { bandwidth: 1000000MB/s, port-adapters: [fa-1], disk-adapters: [da-1], volumes: { data: { size: 1GB, on: da-1, via: [fa-1] } } } }
links: { l-1: { joins: [host-1, fa-1], latency: 0s, bandwidth: ${Math.round(1 / service)}MB/s } }
hosts: { host-1: { network: lan, serves: { concurrency: 1000, time: constant(1us) } } }
exports: { disk: { of: data } }
services: { shop: { runs-on: host-1, director: director-1, load: { rate: ${perSecond(arrivals)}, timeout: 1h, mix: { read: { share: 100%, reads: exclusive, size: 1MB } } } } }
policies: { in-turn: { paths: { io-timeout: ${seconds(60)} } } }
`,
  figures: [
    {
      name: "mean time",
      // A microsecond at the host itself.
      theory: ({ arrivals, service }) => waitOfMG1(arrivals, service, 0) + service + 1e-6,
      value: measured("shop.latency.mean"),
    },
  ],
  effort: { quick: 6, whole: 25 },
});

export const pathItems: readonly ValidationItem[] = [
  onePath,
  twoPaths("two-paths", "", PARTS, 1_000_000, { quick: 8, whole: 300 }),
  twoPaths("two-paths-often", ", which fail often", OFTEN, 20_000, { quick: 8, whole: 220, inPairs: true }),
  behindRelays(
    "relay-each",
    PAIRED,
    PAIRED,
    50_000,
    { quick: 10, whole: 1340 },
    (host, relay) => (1 - host * relay) * (1 - host * relay),
  ),
  behindRelays(
    "relay-shared",
    2,
    1,
    400_000,
    { quick: 10, whole: 300, inPairs: true },
    (host, relay) => 1 - relay * (1 - (1 - host) * (1 - host)),
  ),
  sharedLink,
];
