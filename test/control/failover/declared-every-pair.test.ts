/** What a takeover is declared to take is worked out for hosts of each kind; here it is compared with the search of every pair. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FailoverConfig, type FailoverPolicy, declaredTakeover } from "../../../src/control/index.js";
import { dataStrategies } from "../../../src/control/failover/data/index.js";
import { preset, presets, relaysOf } from "../../../src/control/failover/preset/index.js";
import type { Facts } from "../../../src/control/failover/facts.js";
import { initialState } from "../../../src/control/failover/state.js";
import type { FailoverStep } from "../../../src/control/failover/steps.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { SECOND } from "../../../src/units/index.js";
import { quickPolicy, quickSpec } from "../../mutants/trial.js";

const base = failoverConfig(quickSpec(), quickPolicy());
const someOf = <T>(values: readonly T[], most = 3) => fc.subarray([...values], { minLength: 0, maxLength: most });
const seconds = fc.integer({ min: 1, max: 60 }).map((each) => each * SECOND);
const strategies = dataStrategies.map(({ name }) => name);
const NAMES = ["a", "b", "c", "d", "e", "f"];

const policies = fc.record(
  {
    preset: fc.constantFrom(...presets.map(({ name }) => name)),
    data: someOf(strategies),
    dataFor: fc.dictionary(fc.constantFrom(...NAMES), someOf(strategies), { maxKeys: 4 }),
    shutdown: fc.record({
      within: seconds,
      relay: fc.constantFrom("if-needed", "always", "never"),
      unconfirmed: fc.constantFrom("retry", "page", "proceed-unsafely"),
    }),
    limits: fc.record({
      ...{ relay: seconds, replicate: seconds, boot: seconds, retryAfter: seconds },
      tries: fc.constant(2),
    }),
    standby: fc.constantFrom("cold", "staged", "active"),
    ownData: fc.constantFrom("mirror", "backup", "discard"),
    redirect: fc.boolean(),
    identity: fc.record({ set: fc.constantFrom("standalone", "before-copy") }),
  },
  { requiredKeys: ["preset", "data", "shutdown", "limits"] },
) satisfies fc.Arbitrary<Partial<FailoverPolicy>>;

const configs = fc
  .record({
    policy: policies,
    made: fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 6 }),
  })
  .chain(({ policy, made }) => {
    const names = NAMES.slice(0, made.length);
    const { startsOnline: _, stopsInStandalone: __, ...like } = base.hosts[0]!;
    const hosts = names.map((name, at) => {
      const [hasRelay, isOn, stops] = made[at]!;
      return {
        ...like,
        ...{ name, relay: hasRelay ? `relay-${name}` : null },
        ...(isOn && { startsOnline: true as const }),
        ...(stops && { stopsInStandalone: true as const }),
      };
    });
    const groups = fc.subarray(names, { minLength: 1 }).chain((holders) =>
      fc.tuple(
        ...holders.map((holder) =>
          fc.record({
            holder: fc.constant(holder),
            services: fc.subarray([`shop-${holder}`, `mail-${holder}`]),
            volumes: fc.subarray(base.volumes.map(({ name }) => name)),
          }),
        ),
      ),
    );
    return groups.map((each): FailoverConfig => ({ ...base, policy: quickPolicy(policy), hosts, groups: each }));
  });

test("hosts of a kind stand for all of it: the longest takeover is that of every pair", () => {
  let declared = 0;
  fc.assert(
    fc.property(configs, (config) => {
      const longest = longestOfEveryPair(config);
      if (longest !== null) declared++;
      expect(declaredTakeover(config)).toBe(longest);
    }),
    { seed: 12, numRuns: 200 },
  );
  // Not only where a person is called in any case.
  expect(declared).toBeGreaterThan(50);
});

function longestOfEveryPair(config: FailoverConfig): number | null {
  const { facts } = initialState(config);
  const { policy, hosts, groups } = config;
  for (const { holder } of groups) facts.hosts[holder]!.stage = "off";
  const names = hosts.map(({ name }) => name);
  const limits = groups.flatMap(({ holder: home, services, volumes }) =>
    names.flatMap((from) =>
      names.flatMap((to) => {
        const move = { from, to, home, services, volumes, policy, kind: "takeover" } as const;
        const steps = preset(policy.preset).steps(move, relaysOf(move, facts));
        return isOfPeople(steps) ? [] : limitOf(steps, facts);
      }),
    ),
  );
  return limits.length === 0 ? null : Math.max(...limits);
}

/** Every step to its limit, and every alternative beside what it stands in for, but for those of people, and those that have nothing to do when all is well but for who is replaced. */
function limitOf(steps: readonly FailoverStep[], facts: Facts): number {
  let limit = 0;
  for (const { within, otherwise, isNeedless } of steps) {
    if (isNeedless?.(facts) === true) continue;
    limit += within;
    if (Array.isArray(otherwise) && !isOfPeople(otherwise)) limit += limitOf(otherwise, facts);
  }
  return limit;
}

function isOfPeople(steps: readonly FailoverStep[]): boolean {
  return steps.some(({ phase, isNeedless }) => phase === "person" && isNeedless === undefined);
}
