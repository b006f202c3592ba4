import { describe, expect, test } from "vitest";
import type { World } from "../../src/model/index.js";
import { cornerNames, oneMore, runCorner } from "./corner-run.js";
import { mutants } from "./mutants.js";

/** Of load balancing, of transfers and of paths: they have worlds of their own. */
const ELSEWHERE = new Set([
  "no-write-to-read-only",
  "stale-read-declared",
  "no-double-allocation",
  "pool-conservation",
  "released-returns",
  "recovers-after-trigger",
  "queue-bounded",
  "epoch-monotonic",
  "transfer-complete",
  "command-once",
  "scripts-balanced",
  "transfers-go-on",
  "io-answered-once",
]);

/** Each corner case so often as it is, and so often with one thing more that goes wrong; `npm run campaign` runs thousands. */
const SEEDS = 5;

/** The policy of this one is wrong on purpose. */
const UNSAFE = "stuck-relay-unsafe";

test("runs of the corner cases violate nothing, but where the policy proceeds unsafely", () => {
  const atStake = new Map<string, number>();
  const found = new Map<string, number>();
  const others: string[] = [];
  for (const name of cornerNames) {
    for (let replication = 0; replication < SEEDS; replication++) {
      for (const more of [null, (world: World) => oneMore(world)]) {
        const { invariants } = runCorner(name, { replication, more });
        for (const each of invariants) atStake.set(each.name, (atStake.get(each.name) ?? 0) + each.atStake);
        const bad = invariants.filter(({ violations }) => violations > 0);
        if (name === UNSAFE && more === null && bad.length > 0) found.set(name, (found.get(name) ?? 0) + 1);
        if (name !== UNSAFE) {
          others.push(
            ...bad.map((each) => `${name} ${replication} ${more === null ? "as it is" : "and more"}: ${each.name}`),
          );
        }
      }
    }
  }
  console.log([...atStake].map(([name, times]) => `${name}: at stake ${times} times`).join("\n"));
  expect(others).toEqual([]);
  expect(found.get(UNSAFE)).toBe(SEEDS);
  const idle = [...atStake].flatMap(([name, times]) => (times === 0 ? [name] : []));
  expect(idle.filter((name) => !ELSEWHERE.has(name))).toEqual([]);
}, 300_000);

/** What it takes to see some mutants in a corner case; all others are seen in any of them, whatever strikes. */
const TAKES: Readonly<Record<string, { readonly corners?: readonly string[]; readonly hits?: readonly string[] }>> = {
  // It names the volumes of a stand-in that has some of its own.
  "splits too early": { corners: ["active-stand-in"] },
  "gives up for good": { corners: ["active-stand-in"], hits: ["power-loss", "relay-stuck"] },
};

/** Mutants that no corner case shows, and why; the random trials do. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "forgets data that was put aside": "the stand-in of the corner cases has backups, from which its data comes back",
  dawdles:
    "the limits of these policies, restoring a backup among them, add up to more than ten times those of the steps that " +
    "one fault makes wait",
  "spares the unknown":
    "a host must be heard again in the middle of a takeover and fall silent for good after it: one fault more does not do that",
};

/** A mutant must be caught within so many rounds, in each of which every corner case runs as it is and with one thing more. */
const ROUNDS = 15;

describe("in the corner cases", () => {
  for (const { name, about, violates, broken } of mutants.filter((each) => NOT_HERE[each.name] === undefined)) {
    test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}`, () => {
      const { corners = cornerNames.filter((each) => each !== UNSAFE), hits = broken.hits } = TAKES[name] ?? {};
      const missing = new Set(violates);
      for (let replication = 0; replication < ROUNDS; replication++) {
        for (const more of [null, (world: World) => oneMore(world, hits)]) {
          for (const corner of corners) {
            if (missing.size === 0) return;
            for (const found of runCorner(corner, { replication, more, broken }).invariants) {
              if (found.violations > 0) missing.delete(found.name);
            }
          }
        }
      }
      expect([...missing]).toEqual([]);
    });
  }

  test("only mutants that exist are left out, or have conditions", () => {
    const known = mutants.map(({ name }) => name);
    expect([...Object.keys(TAKES), ...Object.keys(NOT_HERE)].filter((name) => !known.includes(name))).toEqual([]);
  });
});
