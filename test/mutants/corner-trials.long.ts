// Every corner case as it is, and with one thing more that goes wrong: nothing is violated, and everything was at stake.
import { expect, test } from "vitest";
import type { World } from "../../src/model/index.js";
import { cornerNames, oneMore, runCorner } from "./corner-run.js";

/** Of load balancing, transfers, paths, failover sets and domains: they have worlds of their own. */
const ELSEWHERE = new Set([
  "no-write-to-read-only",
  "stale-read-declared",
  "no-double-allocation",
  "pool-conservation",
  "directed-when-online",
  "drained-before-off",
  "reads-for-its-tenant",
  "released-returns",
  "recovers-after-trigger",
  "queue-bounded",
  "epoch-monotonic",
  "at-most-one-writer",
  "transfer-complete",
  "command-once",
  "scripts-balanced",
  "transfers-go-on",
  "agents-on-paths",
  "io-answered-once",
  "one-primary-in-a-set",
  "set-epoch-rises",
  "config-monotonic",
  "acknowledged-config-kept",
  "config-converges",
  "role-after-catch-up",
  "no-needless-replacement",
  "eventually-primary",
  "eventually-admitted",
  "task-once",
  "task-answered-to-its-asker",
  "copies-converge",
  "copies-monotonic",
  "no-double-agent",
  "eventually-registered",
]);

/** Each corner case so often as it is, and so often with one thing more that goes wrong; `npm run campaign` runs thousands, and
 * every mutant in all of them (corner-mutants.long.ts). */
const SEEDS = 2;

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
