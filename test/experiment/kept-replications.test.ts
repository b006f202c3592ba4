import { describe, expect, test } from "vitest";
import { KeptReplications } from "../../src/experiment/kept-replications.js";
import type { ReplicationResult } from "../../src/result/index.js";

function replication(number: number, down: number, violations = 0): ReplicationResult {
  return {
    replication: number,
    measures: {},
    incidents: [{ recoveryTimeSeconds: down } as ReplicationResult["incidents"][number]],
    losses: [],
    invariants: [{ name: "unique-identity", atStake: 1, violations, examples: [] }],
    faults: [],
    digest: { behaviour: "", schedule: "" },
    eventsExecuted: 0,
  };
}

/** A thousand replications, of which each is down for as many seconds as `down` says. */
function keep(
  down: (number: number) => number,
  violating: (number: number) => boolean = () => false,
): readonly number[] {
  const kept = new KeptReplications();
  for (let i = 0; i < 1000; i++) kept.add(replication(i, down(i), violating(i) ? 1 : 0));
  expect(kept.count).toBe(1000);
  return kept.finish().map((each) => each.replication);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("the replications that are kept", () => {
  test("are all while they are few", () => {
    const kept = new KeptReplications();
    for (let i = 0; i < 300; i++) kept.add(replication(i, 0));
    expect(kept.finish().map((each) => each.replication)).toEqual(upTo(300));
  });

  test("are the first and the worst of many, in their order", () => {
    expect(keep((i) => (i % 100 === 99 ? 1000 + i : 1)).slice(0, 300)).toEqual(upTo(300));
    const worst = keep((i) => (i % 100 === 99 ? 1000 + i : 0)).slice(300);
    expect(worst).toHaveLength(50);
    expect(worst).toEqual(expect.arrayContaining([399, 499, 599, 699, 799, 899, 999]));
    expect(worst.toSorted((a, b) => a - b)).toEqual(worst);
  });

  test("are those with violations too, and the earlier one among equals", () => {
    const kept = keep(
      () => 5,
      (i) => i >= 990,
    );
    expect(kept).toEqual([...upTo(350), 990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
  });

  test("are never more than four hundred, however many violate something", () => {
    expect(
      keep(
        (i) => i,
        () => true,
      ),
    ).toHaveLength(400);
  });
});
