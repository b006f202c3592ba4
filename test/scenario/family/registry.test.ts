// A family of somebody else's is registered once, and whatever asks the registry knows it at once.
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { actionKinds, imagine, type KindOfAction, kindOf } from "../../../src/model/index.js";
import {
  buildRun,
  type Family,
  families,
  faultKind,
  planOf,
  registerFamily,
  type Scenario,
  scenarioSchemaText,
  weaknessesOf,
} from "../../../src/scenario/index.js";
import { invariants, measures } from "../../../src/observe/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { problemsOf, scenarioOf, SMALL } from "../a-scenario.js";

declare module "../../../src/control/words.js" {
  interface Actions {
    bow: { readonly host: string };
  }
}

const started: unknown[] = [];

const bow: KindOfAction<"bow"> = {
  kind: "bow",
  perform: (_world, _action, settle) => settle({ status: "done" }),
  say: ({ host }) => `bow to ${host}`,
  takes: () => 3,
};

/** Says something now and then, to whom the section names. */
const greeting: Family<{ word: string }, { word: string }, readonly string[]> = {
  name: "greeting",
  about: "Hosts are greeted.",
  schema: () => z.strictObject({ word: z.string() }),
  decode: (written, { at, checks }) => {
    if (written.word === "") checks.error([...at, "word"], { message: "this greets nobody" });
    return { part: written };
  },
  section: {
    key: "greeted",
    about: "Who is greeted.",
    form: "named",
    keys: { refer: "host" },
    schema: () => z.strictObject({}),
    decode: (written) => (written as { list: { name: string }[] }).list.map(({ name }) => name),
  },
  deploy: ({ parts }, { sections }) => {
    if (!("greeting" in parts)) return [];
    const machine = {
      start: (config: unknown) => {
        started.push(config);
        return { state: null, effects: [] };
      },
      step: () => ({ state: null, effects: [] }),
    };
    return [{ place: "controller", machine, config: [parts["greeting"], sections?.["greeting"]] }];
  },
  plan: ({ parts }) => ("greeting" in parts ? { about: "everybody is greeted", moves: [] } : null),
  weaknesses: ({ sections }) => (sections === undefined ? ["nobody is greeted"] : []),
  steps: ["greet"],
  lists: { greetings: [{ name: "hello", about: "The usual one." }] },
  faults: [
    {
      name: "hoarseness",
      about: "A host is greeted by nobody.",
      targets: ["host"],
      targetKey: "host",
      schema: () => ({}),
      canStrike: () => true,
      strike: () => () => undefined,
      hostsServiced: () => [],
    },
  ],
  actions: [bow],
};

const POLITE = `${SMALL}greeted:
  web-1: {}
services:
  shop: { runs-on: web-1 }
policies:
  polite: { greeting: { word: hello } }
  both: { greeting: { word: hello }, failover: { preset: 2A, detect: { queries: { every: 5s } } } }
faults:
  - { at: 1h, hoarseness: web-1, for: 1min }
  - { when: { step: greet, of: shop }, hoarseness: web-1, for: 1min }
`;

test("the families of the house are registered in their order", () => {
  const own = ["failover", "balancing", "replication", "paths", "failover-sets", "domain"];
  expect(families.map(({ name }) => name)).toEqual(own);
});

test.each<[string, Partial<Family>]>([
  ["family failover", { name: "failover" }],
  ["family module", { name: "module" }],
  ["section hosts", { section: { ...greeting.section!, key: "hosts" } }],
  ["section duration", { section: { ...greeting.section!, key: "duration" } }],
  ["fault crash", { faults: [{ ...greeting.faults![0]!, name: "crash" }] }],
  ["list presets", { lists: { presets: [] } }],
  ["action boot", { actions: [{ ...bow, kind: "boot" }] }],
  ["kind of subject host", { subjects: [{ kind: "host", names: () => [] }] }],
  ["measure downtime", { measures: [{ ...measures[0]!, name: "downtime" }] }],
  ["invariant terminates", { invariants: [{ ...invariants[0]!, name: "terminates" }] }],
])("a name is given once: there is a %s already", (taken, more) => {
  const before = families.length;
  expect(() => registerFamily({ ...greeting, ...more } as Family)).toThrow(`there is a ${taken} already`);
  expect(families).toHaveLength(before);
});

test("a family that is not registered is unknown to the language", () => {
  expect(problemsOf(POLITE).join("\n")).toContain("there is no key greeted here");
});

describe("a family that is registered", () => {
  const polite = (): Scenario => {
    if (!families.includes(greeting)) registerFamily(greeting);
    return scenarioOf(POLITE);
  };

  test("brings actions of its own, which are carried out, said and timed as those of the house", () => {
    expect(polite().policies).toHaveLength(2);
    const action = { kind: "bow", host: "web-1" } as const;
    expect(kindOf(action).say(action, { hosts: [], relays: [] })).toBe("bow to web-1");
    expect(imagine(action)).toEqual({ status: "done" });
    expect(actionKinds()).toContain("bow");
  });

  test("has a part in policies, a section, fault kinds and steps", () => {
    const { policies, sections, faults } = polite();
    expect(policies[0]).toEqual({ name: "polite", parts: { greeting: { word: "hello" } } });
    expect(Object.keys(policies[1]!.parts)).toEqual(["failover", "greeting"]);
    expect(sections).toEqual({ greeting: ["web-1"] });
    expect(faults.map(({ name }) => name)).toEqual(["hoarseness web-1", "hoarseness web-1 #2"]);
    expect(faultKind("hoarseness").about).toBe("A host is greeted by nobody.");
  });

  test("tells what cannot be meant where it stands", () => {
    expect(
      problemsOf(POLITE.replace("polite: { greeting: { word: hello } }", 'polite: { greeting: { word: "" } }')),
    ).toEqual(["12:25 this greets nobody"]);
    expect(problemsOf(POLITE.replace("  web-1: {}\n", "  web-7: {}\n")).join()).toContain("web-7");
    expect(problemsOf(POLITE.replace("polite: { greeting: { word: hello } }", "polite: {}"))).toEqual([
      "12:3 polite says nothing",
    ]);
  });

  test("stands in the schema, and in what is hashed", () => {
    const { canonical, digest } = polite();
    expect(scenarioSchemaText()).toContain("Hosts are greeted.");
    expect(scenarioSchemaText()).toContain("Who is greeted.");
    expect(canonical).toContain('{"greeting":{"word":"hello"},"kind":"none","name":"polite"}');
    expect(canonical).toContain('"sections":{"greeting":["web-1"]}');
    expect(scenarioOf(POLITE.replace("word: hello", "word: hi")).digest).not.toBe(digest);
  });

  test("stands in plans, beside what the others do", () => {
    const scenario = polite();
    const [alone, both] = scenario.policies.map((policy) => planOf(scenario, policy).about);
    expect(alone).toBe("nobody takes over from a host that fails; everybody is greeted");
    expect(both).toMatch(/^shut the failed host down.*; everybody is greeted$/);
    expect(weaknessesOf(scenario)).not.toContain("nobody is greeted");
    expect(weaknessesOf(scenarioOf(POLITE.replace("greeted:\n  web-1: {}\n", "")))).toContain("nobody is greeted");
  });

  test("has its machines started with what the policy and the section say", () => {
    const scenario = polite();
    for (const policy of scenario.policies) {
      started.length = 0;
      buildRun(scenario, policy, new Kernel(), new Streams(1)).begin();
      expect(started).toEqual([[{ word: "hello" }, ["web-1"]]]);
    }
  });
});
