import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { foundBy, note, SPEC, START, type Told } from "../small-run.js";

describe("no-needless-replacement", () => {
  const networks = ["eth", "fc"];
  const spec = {
    ...SPEC,
    networks: [...SPEC.networks, ...networks.map((name) => ({ name, latency: 100, bandwidth: 125e6 }))],
    memberSets: [{ name: "control", members: ["mc-1", "mc-2"], networks }],
  };
  const givenUp: Happening = note({
    ...{ kind: "member-given-up", set: "control", member: "mc-2", by: "mc-1" },
    because: { rule: "silent-on-all-networks", networks, within: SECOND },
  });
  const talk = (over: string, disturbed: boolean): Happening => ({
    ...{ kind: "TalkDisturbed", from: "mc-2", to: null, over, disturbed },
  });
  const find = (told: readonly Told[], setSilence?: number) =>
    foundBy("no-needless-replacement", [START, ...told], {
      spec,
      declared: { families: ["failover-sets"], ...(setSilence !== undefined && { setSilence: setSilence * SECOND }) },
    });
  /** Cut off on both networks from 10 s to 16 s. */
  const cut: readonly Told[] = [
    ...networks.map((each): Told => [10, talk(each, true)]),
    ...networks.map((each): Told => [16, talk(each, false)]),
  ];

  it("is violated when a member is given up that works and could be heard all the time", () => {
    expect(find([[20, givenUp]])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 20, what: "mc-1 gives up mc-2, which works since 0s" }],
    });
  });

  it("is violated when one of the networks was whole", () => {
    expect(
      find([
        [10, talk("eth", true)],
        [20, givenUp],
      ]),
    ).toMatchObject({ violations: 1 });
  });

  it("holds when the member has stopped", () => {
    const gone: Happening = { kind: "PartChanged", server: "ss-1", part: "mc-2", state: "gone" };
    expect(
      find([
        [18, gone],
        [20, givenUp],
      ]),
    ).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("holds as long as the verdict may still come of the time in which it could not be heard", () => {
    expect(find([...cut, [20, givenUp]])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([...cut, [22, givenUp]])).toMatchObject({ violations: 1 });
  });

  it("gives a policy more time that takes longer to notice", () => {
    expect(find([...cut, [22, givenUp]], 10)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([...cut, [27, givenUp]], 10)).toMatchObject({ violations: 1 });
  });
});
