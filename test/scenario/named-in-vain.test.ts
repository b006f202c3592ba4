// What cannot work is told before the run, with line and column: whoever a policy names and nobody could use, and an engine that converts nothing.
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

/** A shop with its data at one storage system; the list of whom the policy names is in the fifth line. */
function world(
  policy: string,
  {
    second = "relay: r-2, power: off",
    third = "relay: r-3, power: off",
    more = "",
  }: Readonly<Record<string, string>> = {},
): string {
  return `name: vain
duration: 1h
policies:
  p:
    ${policy}
networks: { lan: {}${second.includes("wan") ? ", wan: {}" : ""} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1, da-2], bandwidth: 100MB/s, volumes: { stock: { size: 1GB, on: da-1, via: fa-1, for: web-1 } } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 10/s }, platform: { hardware: sun, system: solaris, applications: [oracle-7] } }
  web-2: { like: web-1, ${second} }
  web-3: { like: web-1, ${third} }
agents: { web-1: {} }
services:
  shop:
    runs-on: web-1
    director: d-1
    load: { rate: 5/s, mix: { browse: { share: 100%, reads: shareable, of: stock } } }
${more}`;
}

const HELPED = "balancing: { pool: [web-2, web-3], data: { by: [copy] } }";
const REPLACED = "failover: { preset: 2A, parts: [data], data: [copy], stand-ins: [web-2, web-3] }";

const NOT_READ = "no transformation of data from sun, solaris, oracle-7 to sun, solaris, sybase-11 is known";
const NOT_STARTED = "web-2 is off and has no relay: nobody can start it from afar";
const NOT_SHOWN = "array-1 does not show stock to web-2";

const OTHER_MAKE = {
  second: "relay: r-2, power: off, platform: { hardware: sun, system: solaris, applications: [sybase-11] }",
};
const NO_RELAY = { second: "relay: null, power: off" };
const MASKED = { more: "exports: { disk: { of: stock, to: [web-1, web-3] } }\n" };

describe("a host that is named and can be of use to nobody", () => {
  test.each([
    ["a helper that cannot read the data", HELPED, OTHER_MAKE, `web-2 can help nobody: ${NOT_READ}`],
    ["a helper that nobody can start", HELPED, NO_RELAY, `web-2 can help nobody: ${NOT_STARTED}`],
    ["a helper to which the data is not exported", HELPED, MASKED, `web-2 can help nobody: ${NOT_SHOWN}`],
    ["a stand-in that cannot read the data", REPLACED, OTHER_MAKE, `web-2 can stand in for nobody: ${NOT_READ}`],
    ["a stand-in that nobody can start", REPLACED, NO_RELAY, `web-2 can stand in for nobody: ${NOT_STARTED}`],
    ["a stand-in to which the data is not exported", REPLACED, MASKED, `web-2 can stand in for nobody: ${NOT_SHOWN}`],
    [
      "a stand-in of another network to which nobody redirects",
      REPLACED.replace("preset: 2A", "preset: 2A, redirect: false"),
      { second: "relay: r-2, power: off, network: wan" },
      "web-2 can stand in for nobody: web-2 is in another network (wan), and the policy does not redirect",
    ],
    [
      "a stand-in of another network to which nothing leads",
      REPLACED.replace("preset: 2A", "preset: 2A, redirect: true"),
      { second: "relay: r-2, power: off, network: wan" },
      "web-2 can stand in for nobody: web-2 is in another network (wan), and no connector leads there from lan",
    ],
    [
      "a helper of another network to which nothing leads",
      HELPED,
      { second: "relay: r-2, power: off, network: wan" },
      "web-2 can help nobody: web-2 is in another network (wan), and no connector leads there from whoever passes requests on",
    ],
  ] as const)("is told where it stands: %s", (_, policy, more, message) => {
    const at = `5:${4 + policy.indexOf("web-2") + 1}`;
    expect(problemsOf(world(policy, more))).toContain(`${at} warning: ${message}`);
  });

  test.each([
    ["", "web-2 is on no network that the controller reaches: at work it would be taken for dead"],
    ["web-1: { watches: [web-1, web-2] }", null],
    ["web-2: { report: 1s }", "web-2 is on no network that the controller reaches: at work it would be taken for dead"],
  ])("is told of a stand-in that the controller never hears: agents %s", (agents, why) => {
    const text = world(REPLACED.replace("web-2, web-3", "web-2"), { more: "controller: { networks: [hub] }\n" })
      .replace("lan: {}", "lan: {}, hub: {}")
      .replace("web-1: { network: lan", "web-1: { network: [lan, hub]")
      .replace("web-2: { like: web-1,", "web-2: { like: web-1, network: lan,")
      .replace("agents: { web-1: {} }", `agents: { ${agents.includes("web-1") ? agents : `web-1: {}, ${agents}`} }`);
    const told = problemsOf(text).filter((each) => each.includes("stand in for nobody"));
    expect(told.map((each) => each.replace(/^.*warning: /, ""))).toEqual(
      why === null ? [] : [`web-2 can stand in for nobody: ${why}`],
    );
  });

  test("is told of a director that the controller could not tell of another network", () => {
    const far = { second: "relay: r-2, power: off, network: wan", more: "controller: { networks: [hub] }\n" };
    const text = world(
      REPLACED.replace("preset: 2A", "preset: 2A, redirect: true").replace("web-2, web-3", "web-2"),
      far,
    )
      .replace("wan: {}", "wan: {}, hub: {}")
      .replace("web-1: { network: lan", "web-1: { network: [lan, hub]")
      .replace("storage:", "connectors: { r-a: { joins: [lan, wan] } }\nstorage:");
    expect(problemsOf(text).join()).toContain(
      "web-2 can stand in for nobody: d-1, which would have to be told, is on no network that the controller reaches",
    );
  });

  test("is told until when, or since when, that is so, where an upgrade makes something else of it", () => {
    const upgraded = (at: string, application: string): string =>
      `orders: [{ at: ${at}, upgrade: web-2, platform: { hardware: sun, system: solaris, applications: [${application}] } }]\n`;
    const told = (policy: string, second: string, more: string) =>
      problemsOf(world(policy, { second, more })).map((each) => each.replace(/^.*warning: /, ""));
    const other = OTHER_MAKE.second;
    const alike = "relay: r-2, power: off";
    const becomesAlike = upgraded("6min", "oracle-8");
    expect(told(REPLACED, other, becomesAlike)).toEqual([`before 6 min web-2 can stand in for nobody: ${NOT_READ}`]);
    expect(told(HELPED, other, becomesAlike)).toEqual([`before 6 min web-2 can help nobody: ${NOT_READ}`]);
    const becomesOther = upgraded("10min", "sybase-11");
    expect(told(REPLACED, alike, becomesOther)).toEqual([`from 10 min on web-2 can stand in for nobody: ${NOT_READ}`]);
    // Of use it never is.
    const stays = upgraded("10min", "sybase-12");
    expect(told(REPLACED, other, stays)).toEqual([`web-2 can stand in for nobody: ${NOT_READ}`]);
  });

  test("is of use behind the relay of the first host when another one has taken over before, and else is not", () => {
    const behind = { second: "relay: r-1, power: off" };
    const told = (policy: string) =>
      problemsOf(world(policy, behind)).filter((each) => each.includes("stand in for nobody"));
    expect(told(REPLACED)).toEqual([]);
    expect(told(REPLACED.replace("web-2, web-3", "web-2")).join()).toContain("r-1 switches the power of web-1 as well");
  });

  test("is of use in another network where connectors lead there, be it over a third one", () => {
    const far = { second: "relay: r-2, power: off, network: wan" };
    const joined = (text: string): string =>
      text
        .replace("wan: {}", "wan: {}, hub: {}")
        .replace("storage:", "connectors: { r-a: { joins: [lan, hub] }, r-b: { joins: [hub, wan] } }\nstorage:");
    expect(problemsOf(joined(world(REPLACED.replace("preset: 2A", "preset: 2A, redirect: true"), far)))).toEqual([]);
    expect(problemsOf(joined(world(HELPED, far)))).toEqual([]);
  });

  test("is told of a helper to which no way leads from the data", () => {
    const text = world(HELPED).replace(", l-2: { joins: [web-2, fa-1] }", "");
    expect(problemsOf(text).join("\n")).toContain(
      "web-2 can help nobody: no way leads from array-1, where stock is, to a storage system that web-2 is attached to",
    );
  });

  test("is not told of whoever is of use to somebody, nor of whoever nobody has named", () => {
    expect(problemsOf(world(HELPED))).toEqual([]);
    expect(problemsOf(world(REPLACED))).toEqual([]);
    expect(problemsOf(world(REPLACED.replace(", stand-ins: [web-2, web-3]", ""), NO_RELAY))).toEqual([]);
  });

  test("is not told of hosts that serve now, and may be free another time", () => {
    const more = "  mail: { runs-on: web-2 }\n";
    expect(problemsOf(world(REPLACED, { second: "relay: r-2", more }))).toEqual([]);
  });

  test("is told where it is kept for one of several hosts", () => {
    const shares = "[{ for: web-1, by: [web-3] }, { for: web-4, by: [web-2] }]";
    const policy = `failover: { preset: 2A, parts: [data], data: [copy], partition: ${shares} }`;
    const text = world(policy, { ...NO_RELAY, more: "  mail: { runs-on: web-4 }\n" });
    const problems = problemsOf(text.replace("agents:", "  web-4: { like: web-1, relay: r-4 }\nagents:"));
    expect(problems).toEqual([
      `5:${policy.indexOf("web-2") + 5} warning: web-2 can stand in for nobody: ${NOT_STARTED}`,
    ]);
  });

  test("is told once for all that are alike, where they are many", () => {
    const names = Array.from({ length: 9 }, (_, index) => `spare-${index}`);
    const hosts = names.map((name) => `  ${name}: { like: web-1, relay: null, power: off }\n`).join("");
    const text = world(REPLACED.replace("web-2, web-3", ["web-2", ...names].join(", "))).replace(
      "agents:",
      `${hosts}agents:`,
    );
    const links = names.map((name) => `, l-${name}: { joins: [${name}, fa-1] }`).join("");
    const problems = problemsOf(text.replace(" }\nhosts:", `${links} }\nhosts:`));
    expect(problems.filter((each) => each.includes("can stand in for nobody"))).toEqual([
      "5:77 warning: spare-0 can stand in for nobody (nor can 8 more): spare-0 is off and has no relay: nobody can start it from afar",
    ]);
  });
});

test("hosts of several networks are told apart where they are many: those that are reached may stand in", () => {
  const names = Array.from({ length: 9 }, (_, index) => `spare-${index}`);
  const networkOf = (index: number): string => (index % 3 === 0 ? "far" : "wan");
  const hosts = names.map((name, index) => {
    return `  ${name}: { like: web-2, network: ${networkOf(index)}, relay: r-${10 + index} }\n`;
  });
  const links = names.map((name) => `, l-${name}: { joins: [${name}, fa-1] }`).join("");
  const policy = REPLACED.replace("preset: 2A", "preset: 2A, redirect: true").replace("web-2, web-3", names.join(", "));
  const text = world(policy, { second: "relay: r-2, power: off, network: wan" })
    .replace("wan: {}", "wan: {}, far: {}")
    .replace("storage:", "connectors: { r-a: { joins: [lan, wan] } }\nstorage:")
    .replace("agents:", `${hosts.join("")}agents:`)
    .replace(" }\nhosts:", `${links} }\nhosts:`);
  const told = problemsOf(text).filter((each) => each.includes("can stand in for nobody"));
  expect(told.map((each) => each.replace(/^.*warning: /, ""))).toEqual(
    ["spare-0", "spare-3", "spare-6"].map(
      (host) =>
        `${host} can stand in for nobody: ${host} is in another network (far), and no connector leads there from lan`,
    ),
  );
  expect(planOf(scenarioOf(text), scenarioOf(text).policies[0]!).moves[0]).toMatchObject({ to: "spare-1" });
});

describe("hosts that are alike but for what keeps one of them", () => {
  const planned = (text: string) => {
    const scenario = scenarioOf(text);
    const [move] = planOf(scenario, scenario.policies[0]!).moves;
    return { to: move!.to, excluded: move!.excluded.map(({ host }) => host) };
  };

  test.each([
    ["no relay", NO_RELAY],
    ["not shown", MASKED],
  ])("are judged each by itself as helpers: %s", (_, more) => {
    expect(planned(world(HELPED, more))).toEqual({ to: "web-3", excluded: ["web-2"] });
    expect(planned(world(HELPED.replace("web-2, web-3", "web-3, web-2"), more))).toEqual({
      to: "web-3",
      excluded: ["web-2"],
    });
  });

  test("are judged each by itself as stand-ins too, where they are many", () => {
    const names = Array.from({ length: 9 }, (_, index) => `spare-${index}`);
    const hosts = names.map((name, index) => `  ${name}: { like: web-2, relay: r-${10 + index} }\n`).join("");
    const links = names.map((name) => `, l-${name}: { joins: [${name}, fa-1] }`).join("");
    const all = ["web-3", "web-2", ...names].join(", ");
    const text = world(REPLACED.replace("web-2, web-3", all), MASKED)
      .replace("agents:", `${hosts}agents:`)
      .replace(" }\nhosts:", `${links} }\nhosts:`);
    const scenario = scenarioOf(text);
    const [move] = planOf(scenario, scenario.policies[0]!).moves;
    expect(move).toMatchObject({ to: "web-3", excluded: [{ host: "web-2" }] });
    expect(move!.excluded[0]!.alike).toHaveLength(9);
    expect(move!.orLikewise).toBeUndefined();
  });
});

describe("an engine", () => {
  const CONVERTS = "transformations: [{ of: data, from: oracle, to: sybase, rate: 1MB/s }]\n";

  test.each([
    ["{}", "`capacity` is missing"],
    ["{ on: array-1 }", "`capacity` is missing"],
    ["{ capacity: 0MB/s }", "0MB/s would carry nothing"],
    ["{ capacity: 5 }", "5 has no unit"],
  ])("without capacity is refused where it stands: %s", (engine, message) => {
    const text = world(REPLACED, { ...OTHER_MAKE, more: `${CONVERTS}transformation-engine: ${engine}\n` });
    const line = text.split("\n").findIndex((each) => each.startsWith("transformation-engine")) + 1;
    const [problem] = problemsOf(text);
    expect(problem).toMatch(new RegExp(`^${line}:\\d+ `));
    expect(problem).toContain(message);
  });
});
