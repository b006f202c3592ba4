/** Every key that may be said of site failover and load balancing is drawn: one that is new has to be drawn as well. */
import { expect, test } from "vitest";
import { keyOf, keysOfSchema } from "../../scenario/keys/keys-of-schema.js";
import { drawnSite } from "./trial.js";
import { drawSite } from "./world.js";

/** From here on all of it is drawn. */
const FROM = 13_300_000;
const SEEDS = 240;

/** Keys that begin with one of these are of no drawn scenario of sites, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "faults.": "the trials strike by themselves (test/mutants/chaos.ts), and a test there sees that all kinds are",
  expect: "what a scenario expects of itself nobody judges here",
  "policies.*.module": "logic that somebody brings along",
  "policies.*.replication": "test/mutants/replication",
  replication: "test/mutants/replication",
  "policies.*.paths": "test/mutants/paths",
  "exports.*.access": "test/mutants/paths",
  "exports.*.port-groups": "test/mutants/paths",
  "exports.*.trespass": "test/mutants/paths",
  "policies.*.failover-sets": "test/mutants/failover-sets",
  "failover-sets": "test/mutants/failover-sets",
  "storage-servers": "test/mutants/failover-sets",
  "policies.*.domain": "test/mutants/dual-server",
  domain: "test/mutants/dual-server",
};

const isElsewhere = (key: string): boolean =>
  Object.keys(ELSEWHERE).some((each) => key === each || `${key}.`.startsWith(each.endsWith(".") ? each : `${each}.`));

const known = keysOfSchema();
const memory = new Map<string, string | undefined>();

function keyAt(path: string): string | undefined {
  if (!memory.has(path)) memory.set(path, keyOf(path, known));
  return memory.get(path);
}

function keysIn(value: unknown, path: string, found: Set<string>): void {
  if (value === null || typeof value !== "object") return;
  for (const [name, inner] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    const key = keyAt(at);
    if (key !== undefined) found.add(key);
    keysIn(inner, at, found);
  }
}

test("no key of the family is left out", () => {
  const drawn = new Set<string>();
  const seeds = Array.from({ length: SEEDS }, (_, index) => FROM + index);
  for (const seed of seeds) {
    if (drawnSite(seed).refused === null) keysIn(JSON.parse(drawSite(seed).text), "", drawn);
  }
  const own = known.filter((key) => !isElsewhere(key));
  expect(
    own.filter((key) => !drawn.has(key)),
    "draw these in test/mutants/sites, or say where they are",
  ).toEqual([]);
  // No line above is there for nothing, or for what is drawn here.
  expect(Object.keys(ELSEWHERE).filter((each) => !known.some((key) => `${key}.`.startsWith(each)))).toEqual([]);
  expect([...drawn].filter(isElsewhere)).toEqual([]);
  console.log(`${own.length} keys are drawn`);
}, 120_000);
