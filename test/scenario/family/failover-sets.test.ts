// What a policy of failover sets cannot mean beside its servers, what `check` plans for their parts, and what it says of voters.
import { describe, expect, test } from "vitest";
import { planOf, weaknessesOf } from "../../../src/scenario/index.js";
import { MILLISECOND, SECOND } from "../../../src/units/index.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";

interface Written {
  readonly policy?: string;
  readonly members?: string;
  readonly sets?: string;
  readonly networks?: string;
  readonly more?: string;
}

const NETWORKS = "{ eth: { latency: 500us }, fc: { latency: 100us }, lan: {} }";

/** Two chassis with two members each, and a store. */
function written({
  policy = "{}",
  members = "[a, b, c, d]",
  sets = "",
  networks = NETWORKS,
  more = "",
}: Written): string {
  return `
name: sets
duration: 1min
networks: ${networks}
storage-servers:
  one: { networks: [eth, fc], control: { a: {}, b: {} }, cards: { k: { processors: [p, q] } }, stores: { s: { size: 20GB } }, spares: [t] }
  two: { networks: [eth, fc], control: { c: {}, d: {}, e: {} }, stores: { u: { size: 1GB } } }
failover-sets: { sets: { control: { of: ${members} }${sets} } }
policies: { tried: { failover-sets: ${policy} } }
${more}`;
}

function complaints(of: Written): readonly string[] {
  const all = problemsOf(written(of)).map((each) => each.replace(/^\d+:\d+ /, ""));
  return all.filter((each) => each !== "warning: nothing uses the network lan");
}

describe("times that no member could keep are refused", () => {
  test.each([
    ["{ lease: 1s }", "a lease of 1 s ends before the Primary has spoken again, which it does every 1 s"],
    ["{ every: 4s }", "a lease of 3 s ends before the Primary has spoken again, which it does every 4 s"],
    [
      "{ every: 200us }",
      "200us is too often: whoever does something every 200 µs does nothing else, and no run would end",
    ],
    ["{ self-test-within: 150ms }", "a self-test is answered after 200.2 ms, and nobody waits longer than 150 ms"],
    ["{ limit: { failures: 32, within: 1y } }", "32 is too much"],
  ])("%s", (policy, complaint) => {
    expect(complaints({ policy })).toEqual([complaint]);
  });

  test("also for the distance over which they talk, by the fastest network", () => {
    const networks = "{ eth: { latency: 10s }, fc: { latency: 600ms }, lan: {} }";
    expect(complaints({ networks, policy: "{ self-test-within: 2s }" })).toEqual([
      "votes come back after 1.2 s, and who stands for Primary waits 1 s for them",
    ]);
    expect(complaints({ networks, policy: "{ self-test-within: 2s, every: 2s }" })).toEqual([
      "a lease of 3 s ends before answers are back: every 2 s and a round trip of 1.2 s",
    ]);
    expect(complaints({ networks, policy: "{ self-test-within: 2s, every: 2s, lease: 4s }" })).toEqual([]);
  });

  test("but not where nobody has to agree", () => {
    expect(complaints({ policy: "{ quorum: { by: none }, lease: 1s }" })).toEqual([]);
  });
});

describe("a witness is a data store, and votes where the number of members is even", () => {
  test.each([
    ["[a, b, c, d]", "{ witness: u }", []],
    ["[a, b, c, d]", "{ witness: p }", ["p is no data store: it cannot vote"]],
    ["[a, b, c, d]", "{ by: none, witness: u }", ["warning: this does nothing: nobody has to agree"]],
    ["[a, b, c]", "{ witness: u }", ["warning: this does nothing: 3 members have a majority without a witness"]],
  ])("%s with %s", (members, quorum, expected) => {
    expect(complaints({ members, policy: `{ quorum: ${quorum} }` })).toEqual(expected);
  });
});

describe("a cut that would do nothing is told", () => {
  test.each([
    ["set-split: control, side: [p], over: eth", "p says nothing over any network"],
    ["set-split: control, side: [a], over: lan", "control does not talk over lan"],
    ["set-split: control, side: [a, b, c, d], over: eth", "warning: all members of control are on that side"],
    ["member-cut: a, over: lan", "a does not talk over lan"],
  ])("%s", (fault, complaint) => {
    expect(complaints({ more: `faults: [{ at: 1s, ${fault}, for: 1s }]` })).toEqual([complaint]);
  });

  test("and what cuts something is not", () => {
    const more = "faults: [{ at: 1s, set-split: control, side: [a, b, u], over: [eth, fc], for: 1s }]";
    expect(complaints({ more })).toEqual([]);
  });
});

describe("the voters of a set", () => {
  function weaknesses(of: Written): readonly string[] {
    return weaknessesOf(scenarioOf(written(of)));
  }

  test("are no weakness where any server may be lost", () => {
    expect(weaknesses({ members: "[a, b, c]", policy: "{}" })).toEqual([
      "control: 2 of 3 voters (a, b) are in one: without it nobody is Primary",
    ]);
    expect(weaknesses({ policy: "{ quorum: { witness: u } }" })).toEqual([
      "control: 3 of 5 voters (c, d, u) are in two: without it nobody is Primary",
    ]);
  });

  test("are none left where all are needed", () => {
    expect(weaknesses({ members: "[a, c]" })).toEqual(["control: none of its 2 voters may fail"]);
  });

  test("have no majority in either half where they are even and have no witness", () => {
    expect(weaknesses({})).toContain("control: cut into halves of 2, neither has a Primary, for there is no witness");
  });

  test("are two Primaries where nobody has to agree", () => {
    expect(weaknesses({ policy: "{ quorum: { by: none } }" })).toEqual([
      "control: where its networks are cut, each side has a Primary",
    ]);
  });
});

describe("what is planned for parts", () => {
  const sets =
    ", processors: { of: [p, q], composition: n-way }, stores: { of: [s, t] }, lone: { of: [u] }, whole: { of: [one, two] }";
  const scenario = scenarioOf(written({ sets }));
  const { moves, about } = planOf(scenario, scenario.policies[0]!);
  const moveOf = (set: string) => moves.find(({ subjects }) => subjects[0]!.startsWith(set));

  test("is who does instead what one did, and how soon that is noticed", () => {
    expect(moveOf("processors")).toMatchObject({ from: "p", to: "q", noticedWithinMicros: 3 * SECOND });
    expect(moveOf("processors")!.subjects).toEqual(["processors, each of 2 alike"]);
    // Three intervals of silence, a self-test, and the next word of the Primary.
    expect(moveOf("whole")).toMatchObject({ from: "one", to: "two", noticedWithinMicros: 5 * SECOND });
  });

  test("takes as long as it takes to make anew what a store held, whoever does it then", () => {
    expect(moveOf("processors")!.steps).toMatchObject([{ name: "assign", expectedMicros: 500 * MILLISECOND }]);
    // 20 GB at 200 MB/s.
    expect(moveOf("stores")!.steps).toMatchObject([{ name: "assign", expectedMicros: 100.5 * SECOND }]);
  });

  test("is nothing for a part for which nobody stands in", () => {
    expect(moveOf("lone")).toBeUndefined();
    expect(weaknessesOf(scenario)).toContain("lone: nobody stands in for u");
  });

  test("begins with nothing of hosts where there are none", () => {
    expect(about).toBe(
      "3 of 4 voters agree to a Primary, which speaks every 1 s; what fails is restarted, then repaired by a person",
    );
  });
});
