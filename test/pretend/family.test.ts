// A family of somebody else's is one folder and one registration: all that the house does for its own it does for this one.
import { describe, expect, test } from "vitest";
import { listCommand } from "../../src/cli/usage/list.js";
import { sayPlan } from "../../src/cli/plan-text.js";
import { decodeText, explainReplication, scenarioText } from "../../src/experiment/index.js";
import { explanation } from "../../src/report/index.js";
import { planOf, registerFamily, scenarioSchemaText, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "../scenario/a-scenario.js";
import { behaviourOf, live, village, VILLAGE } from "./a-village.js";
import { greetingFamily } from "./greeting/family.js";

registerFamily(greetingFamily());

describe("before a run", () => {
  test("the schema and `list` know it", async () => {
    const schema = scenarioSchemaText();
    for (const word of ["Hosts greet each other.", "Hosts that may greet each other.", "Between two hellos."]) {
      expect(schema).toContain(word);
    }
    const printed: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text) => printed.push(String(text)) > 0;
    await listCommand().parseAsync(["node", "list"]);
    process.stdout.write = write;
    for (const word of ["Gestures", "friendship", "never-waves-at-a-stranger"])
      expect(printed.join("")).toContain(word);
  });

  test("`check` prints its plan and its weak point", () => {
    const scenario = village();
    expect(sayPlan(planOf(scenario, scenario.policies[0]!))).toMatchInlineSnapshot(`
      "
      Policy polite: nobody takes over from a host that fails; hosts say hello every
      10 s
        two-friends: anna -> bert, about 1 s when all goes well
               notice
                 a hello over lan or san
               greet                  0 s, at most 5 s
                 say greeting to bert over lan
                 say greeting to bert over san
                 else give up, and try again later
               wave                   1 s, at most 10 s
                 wave at bert
                 else give up, and try again later"
    `);
    expect(weaknessesOf(scenario).join()).not.toContain("alone");
    const lonely = decodeText(
      scenarioText(VILLAGE.replaceAll("[lan, san]", "[lan]").replace("  san: {}\n", "")),
    ).scenario;
    expect(weaknessesOf(lonely)).toContain("two-friends: anna and bert know each other over lan alone");
  });

  test("what cannot be meant is told where it stands", () => {
    expect(problemsOf(VILLAGE.replace("bert: { network: [lan, san] }", "bert: { network: lan }"))).toEqual([
      "10:41 bert is not on san",
    ]);
    expect(problemsOf(VILLAGE.replace("between: [anna, bert]", "between: [anna, carl]")).join()).toContain("carl");
    expect(problemsOf(`${VILLAGE}expect: { two-friends.friends: ">= 90%" }\n`)).toEqual([]);
    expect(problemsOf(`${VILLAGE}expect: { two-friends.rto: "<= 1s" }\n`).join()).toContain("no measure");
  });
});

describe("a run", () => {
  test("makes friends, which is measured, watched, and shown as a strip", () => {
    const { states, measures, invariant } = live(village());
    expect(states).toEqual(["0 stranger", "0.0002 greeting", "1.0006 friend"]);
    expect(measures["two-friends.friends"]).toBeCloseTo(1 - 1.0006 / 3600, 9);
    expect(invariant("never-waves-at-a-stranger")).toMatchObject({ atStake: 1, violations: 0 });
    expect(invariant("terminates")).toMatchObject({ atStake: 2, violations: 0 });
  });

  test("under a policy that does not speak to it nobody greets", async () => {
    const { policies } = await explainReplication(scenarioText(VILLAGE), "rude", 0);
    expect(policies[0]!.replications[0]!.invariants.map(({ name }) => name)).not.toContain("never-waves-at-a-stranger");
    expect(policies[0]!.detail.chronicle.filter(({ told }) => told?.kind === "NoteMade")).toEqual([]);
  });

  test("is explained in its own words", async () => {
    const { scenario, policies } = await explainReplication(scenarioText(VILLAGE), "polite", 0);
    expect(explanation(scenario, policies[0]!)).toMatchInlineSnapshot(`
      "village under polite, replication 0, 1 h simulated, 0 incidents

      No host was down.

      What happened:

             00:00:00  anna: anna wants to be friends with bert, because a hello was
                         heard over lan
                       bert: two-friends: bert was greeted
                       anna: step greet done after 400 µs, because a greeting of
                         bert
             00:00:01  anna: step wave done after 1 s
                       anna: anna and bert are friends"
    `);
  });

  test("is struck by a fault that is aimed at one of its steps", () => {
    const { states, chronicle } = live(
      village(
        "faults: [{ when: { step: wave, of: two-friends }, crash: bert, repair: 10min, window: { to: 1min } }]\n",
      ),
    );
    expect(chronicle.join("\n")).toContain("bert: hit by crash");
    expect(states.slice(0, 3)).toEqual(["0 stranger", "0.0002 greeting", "1.0006 stranger"]);
    expect(states.at(-1)).toContain("friend");
  });
});

describe("faults", () => {
  test("one network is cut: they go on over the other; both are cut: they are strangers", () => {
    expect(live(village("faults: [{ at: 10min, cut: lan }]\n")).states.at(-1)).toBe("1.0006 friend");
    const { states, chronicle } = live(village("faults: [{ at: 10min, group: { cut: [lan, san], for: 5min } }]\n"));
    expect(states.slice(3).map((each) => each.split(" ")[1])).toEqual(["stranger", "greeting", "friend"]);
    expect(chronicle.join("\n")).toContain("anna: two-friends ends");
  });

  test.each(["anna", "bert"])("a crash of %s kills its machine, which starts again from its disk", (host) => {
    const { states, invariant } = live(village(`faults: [{ at: 10min, crash: ${host}, repair: 10min }]\n`));
    // Whoever begins remembers its friend; it forgets one that is silent.
    const since = states.slice(3).map((each) => each.split(" ")[1]);
    expect(since).toEqual(host === "anna" ? [] : ["stranger", "greeting", "friend"]);
    expect(invariant("effects-match").violations).toBe(0);
  });

  test("a crash in the middle of a step: it is done again after the restart", () => {
    const faults =
      "faults: [{ when: { step: wave, of: two-friends }, crash: anna, repair: 10min, window: { to: 1min } }]\n";
    const { chronicle, states, invariant } = live(village(faults));
    expect(chronicle.filter((each) => each.includes("step wave"))).toMatchInlineSnapshot(`
      [
        "0.0006 anna: step wave begins",
        "750.0006 anna: step wave unknown after 750s",
        "750.0006 anna: step wave begins",
        "751.0006 anna: step wave done after 1s",
      ]
    `);
    expect(states).toHaveLength(3);
    expect(invariant("terminates").violations).toBe(0);
  });

  test("a host that hangs says and does nothing until it wakes", () => {
    const { chronicle } = live(village("faults: [{ at: 10min, hang: anna, for: 10min }]\n"));
    const during = chronicle.filter((each) => Number(each.split(" ")[0]) > 600 && Number(each.split(" ")[0]) < 1200);
    expect(during).toEqual([]);
  });

  test.each([
    "",
    "faults: [{ at: 10min, cut: lan, for: 5min }, { at: 12min, group: { cut: san, for: 1min } }]\n",
    "faults: [{ at: 10min, crash: bert, repair: 10min }, { at: 30min, hang: anna, for: 2min }]\n",
    "faults: [{ every: exponential(3min), cut: lan, for: exponential(1min) }, { every: exponential(3min), cut: san, for: exponential(1min) }]\n",
  ])("hellos that change nothing are left out, and everything else is as it was (%#)", (faults) => {
    const scenario = village(faults);
    const [few, all] = [behaviourOf(scenario, false), behaviourOf(scenario, true)];
    expect(few.digest).toBe(all.digest);
    expect(few.events).toBeLessThan(all.events / 2);
  });

  test("nothing is heard too early by a host that wakes at the very instant of a hello", () => {
    const instant = VILLAGE.replaceAll("san: {}", "san: { latency: 0s }").replaceAll("lan: {}", "lan: { latency: 0s }");
    for (const host of ["anna", "bert"]) {
      const scenario = scenarioOf(`${instant}faults: [{ at: 10min, hang: ${host}, for: 2min }]\n`);
      expect(behaviourOf(scenario, false).digest).toBe(behaviourOf(scenario, true).digest);
    }
  });
});
