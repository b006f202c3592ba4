/** A domain as it is written: what cannot be meant is refused at its place, once; `check` tells how long a task takes. */
import { expect, test } from "vitest";
import { planOf, weaknessesOf } from "../../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";

interface Parts {
  readonly devices?: string;
  readonly clusters?: string;
  readonly console?: string;
  readonly caretaker?: string;
  readonly site?: string;
  readonly more?: string;
}

function domain({
  devices = "",
  clusters = "",
  console = "",
  caretaker = "",
  site = "town",
  more = "",
}: Parts): string {
  return `name: domain
duration: 10min
networks: { lan: { latency: 1ms } }
hosts: { c-1: { network: lan }, c-2: { network: lan }, hq: { network: lan } }
domain:
  sites: { town: { network: lan } }
  systems: { bank: { site: ${site}, clusters: [c-1, c-2], devices: { ${devices} } } }
  servers: { A: { on: hq }, B: { on: c-1 } }
  clusters: { ${clusters} }
  tasks: { refill: { takes: 20s } }
  consoles: { desk: { site: town, ${console} } }
  ${caretaker}
policies: { dual: { domain: {} } }
${more}`;
}

test.each<[string, Parts, string]>([
  ["a server twice", { clusters: "c-1: { servers: [A, A], pairs: 2 }" }, "9:35 A stands here twice"],
  ["a server twice at a console", { console: "servers: [A, B, A]" }, "11:51 A stands here twice"],
  ["a cluster twice at a console", { console: "clusters: [c-1, c-1]" }, "11:51 c-1 stands here twice"],
  ["states of one name", { devices: "d: { states: [up, up] }" }, "7:85 both states of d are called up"],
  [
    "a person called as a host",
    { caretaker: "caretaker: { name: hq, site: town }" },
    "12:22 hq is already the name of a host",
  ],
  [
    "a step that is none",
    { more: "faults: [{ when: { step: launch-9, of: c-1 }, crash: c-1, repair: 1s }]" },
    "14:26 there is no step launch-9 (launch-1?)",
  ],
  [
    "a step of a host that is no cluster",
    { more: "faults: [{ when: { step: launch, of: hq }, crash: hq, repair: 1s }]" },
    "14:38 hq is a host, not a service or a cluster or a domain-agent or a console",
  ],
  [
    "a step that agents take at a start, of a console",
    { more: "faults: [{ when: { step: register, of: desk }, crash: c-1, repair: 1s }]" },
    "14:26 no step register is taken for desk: this fault never strikes",
  ],
  [
    "a step of the tasks of a console of which only sums are told",
    { console: "tell: sums", more: "faults: [{ when: { step: execute, of: desk }, crash: c-1, repair: 1s }]" },
    "14:39 tasks are told in sums, and none of their steps: this fault never strikes",
  ],
  [
    "a step of the tasks of an agent where no console tells them",
    { console: "tell: sums", more: "faults: [{ when: { step: store-asker, of: c-1-A }, crash: c-1, repair: 1s }]" },
    "14:43 tasks are told in sums, and none of their steps: this fault never strikes",
  ],
])("%s is refused at its place", (_, parts, problem) => {
  expect(problemsOf(domain(parts))).toEqual([problem]);
});

test("what is wrong within the section is told there alone", () => {
  expect(problemsOf(domain({ site: "towm" }))).toEqual(["7:28 there is no site named towm (town?)"]);
});

test("steps of the start of each agent may be waited for, and what the person says may be disturbed", () => {
  const more = `faults:
  - { when: { step: launch-3, of: c-2 }, crash: c-2, repair: 1s }
  - { at: 1min, disturbance: { from: caretaker, to: c-1-A, loss: 50% }, for: 1min }`;
  expect(problemsOf(domain({ more, caretaker: "caretaker: { site: town }" }))).toEqual([]);
});

test("agents that leave servers that are well, or try again before an answer can come, are told of", () => {
  const under = (policy: string) => domain({}).replace("domain: {}", `domain: ${policy}`);
  expect(problemsOf(under("{ re-register: automatic, after: 5s }"))).toEqual([
    "13:62 warning: a server that is well is silent for 5 s too: agents leave it again and again",
  ]);
  expect(problemsOf(under("{ re-register: automatic, after: 6s }"))).toEqual([]);
  const hasty = (answer: string) =>
    weaknessesOf(scenarioOf(under(`{ registration: { pause: 1ms, answer: ${answer} } }`))).filter((each) =>
      each.includes("tries again"),
    );
  // A millisecond there and one back; c-1 carries B itself.
  expect(hasty("1ms")).toEqual([]);
  expect(hasty("500us")).toEqual(
    ["c-1-A", "c-2-A", "c-2-B"].map(
      (agent) =>
        `under dual ${agent} tries again every 1.5 ms to register with ${agent.at(-1)!}, whose answer takes 2 ms: most of that is in vain, and slows a run down while ${agent.at(-1)!} is away`,
    ),
  );
});

test("a task takes as long as its execution, and what is stored before and after", () => {
  const scenario = scenarioOf(domain({}));
  const task = planOf(scenario, scenario.policies[0]!).moves[1]!;
  expect(task.steps.map(({ name, expectedMicros }) => [name, expectedMicros])).toEqual([
    ["store-asker", 5_000],
    ["hand-on", 0],
    ["execute", 20_005_000],
    ["fetch-failure", 0],
  ]);
});
