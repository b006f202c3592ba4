// What is done again and again: never more often than every millisecond, and warned of where a run has millions of it.
import { expect, test } from "vitest";
import { problemsOf } from "../a-scenario.js";

const WORLD = (more: string, policy: string): string => `name: often
duration: 1h
networks: { lan: {} }
storage: { san: { port-adapters: [p-1, p-2], disk-adapters: [d], bandwidth: 200MB/s, volumes: { v: { size: 1GB, on: d, via: p-1, for: a } } },
           far: { port-adapters: [p-3], disk-adapters: [e], bandwidth: 200MB/s } }
array-links: { w: { joins: [san, far] } }
hosts: { a: { network: lan, relay: r-1, storage: { san: { link: l-1, port: p-1 } }, serves: { rate: 10/s } },
         b: { network: lan, relay: r-2, storage: { san: { link: l-2, port: p-2 } }, serves: { rate: 10/s }, power: off },
         c: { network: lan, relay: r-3, storage: { far: { link: l-3, port: p-3 } } } }
links: { l-1: {}, l-2: {}, l-3: {} }
services: { s: { runs-on: a, director: d-1, load: { rate: 1/s, mix: { r: { reads: shareable } } } } }
policies: { p: { ${policy} } }
${more}
`;

const DOMAIN =
  "domain: { sites: { x: { network: lan } }, systems: { y: { site: x, clusters: [a] } }, servers: { A: { on: c } } }";
const REPLICATION =
  "replication: { agents: { x: { on: a } }, transfers: { t: { from: v, to: far, on: e, every: 10min, agents: [x] } } }";
const SETS =
  "storage-servers: { u: { networks: lan, control: { m-1: {}, m-2: {} } } }\nfailover-sets: { sets: { k: { of: [m-1, m-2] } } }";

/** Everything that has a period of its own, with the words around it. */
const EVERY: readonly (readonly [what: string, more: (every: string) => string, policy: (every: string) => string])[] =
  [
    ["reports of agents", (every) => `agents: { a: { report: ${every} } }`, () => "failover: { preset: 2A }"],
    ["queries", () => "", (every) => `failover: { preset: 2A, detect: { queries: { every: ${every} } } }`],
    ["balancing", () => "", (every) => `balancing: { static: 2, every: ${every} }`],
    ["checks of paths", () => "exports: { x: { of: v } }", (every) => `paths: { polling-interval: ${every} }`],
    ["agents of transfers", () => REPLICATION, (every) => `replication: { detect: { every: ${every} } }`],
    ["failover sets", () => SETS, (every) => `failover-sets: { every: ${every} }`],
    ["agents of clusters", () => DOMAIN, (every) => `domain: { every: ${every} }`],
  ];

const often = (problems: readonly string[]): string => problems.filter((each) => /often|million/.test(each)).join("\n");

test.each(EVERY)("%s", (_, more, policy) => {
  const told = (every: string) => often(problemsOf(WORLD(more(every), policy(every))));
  expect(told("999us")).toMatch(/^\d+:\d+ 999us is too often: whoever does something every 999 µs does nothing else/);
  // An hour has 1.8 million times 2 ms, 100 thousand times 36 ms and 36 thousand times 100 ms.
  expect(told("2ms")).toMatch(/^\d+:\d+ warning: everybody does this some 1\.8 million times in one run/);
  for (const every of ["36ms", "100ms", "5s"]) expect(told(every)).toBe("");
});

test.each(["0s", "1us"])("nor does anybody try again after %s", (pause) => {
  const limits = `limits: { retry-after: ${pause} }`;
  for (const [more, policy] of [
    ["agents: { a: {} }", `failover: { preset: 2A, ${limits} }`],
    ["", `balancing: { static: 2, ${limits} }`],
    [REPLICATION, `replication: { ${limits} }`],
    [DOMAIN, `domain: { registration: { pause: ${pause} } }`],
  ] as const) {
    expect(problemsOf(WORLD(more, policy)).join("\n")).toMatch(/is too often|is no time at all/);
  }
});
