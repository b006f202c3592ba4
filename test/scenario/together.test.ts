// Sites of several hosts that move as one: who follows, who stays, and when they go back; times are worked out by hand.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const FIG_10 = readFileSync(new URL("../../scenarios/site-failover/fig-10.yaml", import.meta.url), "utf8");

function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    return text.replace(from, to);
  }, FIG_10);
}

/** Outages under the policy by which the hosts of the primary site move as one, and what was refused. */
function outagesOf(text: string) {
  const scenario = scenarioOf(text);
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  return {
    outages: result.incidents.map(({ service, startSeconds, from, to, recoveryTimeSeconds }) => {
      return `${service} ${Math.round(startSeconds)}: ${from} -> ${to}, ${Math.round(recoveryTimeSeconds!)} s`;
    }),
    refused: detail!.chronicle.flatMap(({ what, because }) => (what.startsWith("refuses") ? [because] : [])),
  };
}

const CRASH = "  - { at: 2min, crash: host-1011, repair: 8min }\n  - { at: 4min, crash: host-1031, repair: 3min }";

describe("hosts that move as one", () => {
  test("a sound host follows in order, and comes back with the other one when that is repaired", () => {
    // Reports are missed for 2 s; 8 s of no answer, 1.1 s for the relay, 5 s to withdraw, 1 s to split, 6 s to boot. In order: 3 s.
    const { outages } = outagesOf(changed([CRASH, "  - { at: 2min, crash: host-1011, repair: 8min }"]));
    expect(outages).toEqual([
      "shop 120: host-1011 -> host-1021, 23 s",
      "stock 122: host-1012 -> host-1022, 15 s",
      "shop 630: host-1021 -> host-1011, 14 s",
      "stock 630: host-1022 -> host-1012, 10 s",
    ]);
  });

  test("the other one brings the first along as well, and both wait for it", () => {
    const { outages } = outagesOf(changed([CRASH, "  - { at: 2min, crash: host-1012, repair: 4min }"]));
    expect(outages.map((each) => each.replace(/, .*/, ""))).toEqual([
      "stock 120: host-1012 -> host-1022",
      "shop 122: host-1011 -> host-1021",
      "shop 390: host-1021 -> host-1011",
      "stock 390: host-1022 -> host-1012",
    ]);
  });

  test("whoever has no stand-in stays where it is and serves", () => {
    const { outages } = outagesOf(
      changed(
        [CRASH, "  - { at: 2min, crash: host-1011, repair: 8min }"],
        ["together: [[", "stand-ins: [host-1021]\n      together: [["],
        ["for: host-1012, by: [host-1022]", "for: host-1012, by: [host-1021]"],
      ),
    );
    expect(outages.map((each) => each.replace(/, .*/, ""))).toEqual([
      "shop 120: host-1011 -> host-1021",
      "shop 630: host-1021 -> host-1011",
    ]);
  });

  test("whoever could not be made to serve where it followed to stays where it is until its site is whole", () => {
    // It goes once, in order; its stand-in gets no power, and it starts again where it was, 6 s for that and 5 s of pause.
    const { outages } = outagesOf(
      changed([
        CRASH,
        "  - { at: 1min, relay-stuck: relay-1022, as: open, repair: 17min }\n  - { at: 2min, crash: host-1011, repair: 8min }",
      ]),
    );
    expect(outages.map((each) => each.replace(/, .*/, ""))).toEqual([
      "shop 120: host-1011 -> host-1021",
      "stock 122: host-1012 -> host-1012",
      "shop 630: host-1021 -> host-1011",
    ]);
  });

  test("an operator's order brings the whole site back, and is refused while one of it has failed", () => {
    const orders = "orders: [{ at: 5min, fail-back: host-1012 }, { at: 12min, fail-back: host-1011 }]\nfaults:";
    const { outages, refused } = outagesOf(
      changed(
        [CRASH, "  - { at: 2min, crash: host-1011, repair: 8min }"],
        ["      failback: { after: 30s }\n", ""],
        ["faults:", orders],
      ),
    );
    expect(refused).toEqual([
      "host-1011 failed, and nobody has said that it is in order",
      "host-1011, which is of its site, failed, and nobody has said that it is in order",
    ]);
    expect(outages.slice(2).map((each) => each.replace(/, .*/, ""))).toEqual([
      "shop 720: host-1021 -> host-1011",
      "stock 720: host-1022 -> host-1012",
    ]);
  });

  // Both hang on one relay: what one is given starts the other, so that they go back one after the other. From 30 min on shop is
  // brought back, 3 s in order, 5 s to withdraw and 6 s to boot; stock looks again a minute after that began, and boots from standalone.
  test.each([
    ["at a time of the day", "      failback: { time-of-day: 30min }\n", "faults:"],
    ["by order", "", "orders: [{ at: 30min, fail-back: host-1012 }]\nfaults:"],
  ])("who hang on one relay go back one after the other on the same day, %s", (_, failback, faults) => {
    const { outages, refused } = outagesOf(
      changed(
        [CRASH, "  - { at: 2min, crash: host-1011, repair: 8min }"],
        ["relay: relay-1012 }", "relay: relay-1011 }"],
        ["standalone: 1s, online: 2s }", "standalone: 1s, online: 2s, auto: false }"],
        ["      failback: { after: 30s }\n", failback],
        ["faults:", faults],
        ["duration: 20min", "duration: 40min"],
      ),
    );
    expect(refused).toEqual([]);
    expect(outages.slice(2).map((each) => each.replace(/, .*/, ""))).toEqual([
      "shop 1800: host-1021 -> host-1011",
      "stock 1860: host-1022 -> host-1012",
    ]);
  });

  test("`check` says of each whom it follows", () => {
    const scenario = scenarioOf(FIG_10);
    const moves = planOf(scenario, scenario.policies[0]!).moves;
    const notices = moves.map(({ subjects, notices: told }) => `${subjects.join()}: ${told?.at(-1)}`);
    expect(notices).toContain("stock: it follows when host-1011 is replaced, of whose site it is");
    expect(notices.join()).not.toContain("cars: it follows");
  });

  test.each([
    ["[[host-1011, host-1012], [host-1012, host-1031]]", "host-1012 is of a site already"],
    ["[[host-1011, host-1021]]", "no service runs on host-1021"],
  ])("%s: %s", (sites, message) => {
    expect(problemsOf(changed(["[[host-1011, host-1012]]", sites])).join()).toContain(message);
  });
});
