// Every kind of error: what is said, and where.
import { describe, expect, test } from "vitest";
import { formatProblems, hasErrors, ScenarioError } from "../../src/scenario/index.js";
import { decode, type Files, problemsOf, SMALL } from "./a-scenario.js";
import { newScenario } from "./starter.js";

const FULL = newScenario("full");

/** The problems after something was replaced, which must be there. */
function after(...replacements: readonly (readonly [string, string])[]): string[] {
  return problemsOf(replaced(FULL, replacements));
}

function replaced(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((whole, [from, to]) => {
    expect(whole).toContain(from);
    return whole.replace(from, to);
  }, text);
}

test("a problem names file, line and column, shows the line with a caret, and says what was expected", () => {
  const { problems } = decode(replaced(FULL, [["power: off", "power: of"]]));
  expect(formatProblems(problems)).toBe(`scenarios/x.yaml:41:12: of cannot stand here
      power: of
             ^^
  expected one of on, off, standalone
  did you mean off?`);
  expect(new ScenarioError(problems).message).toBe(formatProblems(problems));
  expect(problems[0]).toMatchObject({ severity: "error", line: 41, column: 12, length: 2, suggestion: "off" });
});

test("a distribution that a comma within { } cuts off is said to lack quotes", () => {
  const host = "web-1: { network: lan, boot: { online: lognormal(2s, 1s) } }";
  const told = problemsOf(replaced(SMALL, [["web-1: { network: lan }", host]]));
  expect(told.join("\n")).toContain("lognormal(2s has no closing bracket");
  expect(told.join("\n")).toContain("1s) is no key, but the end of a value that lacks quotes");
});

test("a word that cannot stand within a policy is told where it stands, not that a mapping cannot be a policy", () => {
  const balancing = (keys: string) =>
    problemsOf(`${SMALL}policies: { spread: { balancing: { static: 1, ${keys} } } }\n`);
  for (const key of ["weights", "sessions", "order", "then"]) {
    expect(balancing(`${key}: heavy`).find((problem) => problem.includes("heavy"))).toMatch(/heavy cannot stand here/);
    expect(balancing(`${key}: heavy`).join("\n")).not.toContain("a mapping stands here");
  }
  expect(balancing("weights: { web-1: 3 }").join("\n")).toContain("a mapping cannot stand here");
});

test("what was expected is told within 80 columns, and of many names some where one is suggested", () => {
  const faults = (key: string) => `${SMALL}faults:\n  - at: 1h\n    ${key}: web-1\n`;
  const near = formatProblems(decode(faults("crush")).problems);
  expect(near).toMatch(/expected one of name, at, [^]* and \d+ more\n {2}did you mean crash\?/);
  const strange = formatProblems(decode(faults("zzzzzzzzzz")).problems);
  expect(strange).toMatch(/crash, hang, slow/);
  expect(strange).not.toContain(" more");
  for (const text of [near, strange]) {
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  }
});

test("a long line is cut around the column", () => {
  const [problem] = decode(`name: ${"x ".repeat(300)}\nduration: 1d`).problems;
  expect(problem!.excerpt.length).toBeLessThanOrEqual(110);
  const { excerpt, caret } = decode(`name: x\nduration: 1d\ntitle: [${"'a long text', ".repeat(100)} -3s ]`)
    .problems[0]!;
  expect(excerpt.length).toBeLessThanOrEqual(110);
  expect(caret).toBeLessThan(110);
});

test("warnings do not forbid a run", () => {
  const { scenario, problems } = decode(replaced(SMALL, [["  lan: {}", "  lan: {}\n  wan: {}"]]));
  expect(scenario).not.toBeNull();
  expect(hasErrors(problems)).toBe(false);
  expect(formatProblems(problems)).toMatch(/^scenarios\/x.yaml:5:3: warning: nothing uses the network wan\n/);
});

describe("keys", () => {
  test.each<[string, string, string, string[]]>([
    ["unknown in an entry", "shutdown: 40s", "shutdwn: 40s", ["33:5 there is no key shutdwn here (shutdown?)"]],
    ["unknown at the root", "seed: 1 ", "sead: 1 ", ["6:1 there is no key sead here (seed?)"]],
    ["missing", "    network: lan\n", "", ["27:3 `network` is missing", "35:3 `network` is missing"]],
    ["misspelt, and told once", "    runs-on:", "    run-on:", ["49:5 there is no key run-on here (runs-on?)"]],
    ["twice", "    network: lan\n", "    network: lan\n    network: lan\n", ["29:5 network stands here a second time"]],
    ["missing at the root", "duration: 30d ", "", ["1:1 `duration` is missing"]],
  ])("%s", (_, from, to, expected) => {
    const text = from.startsWith("duration") ? "name: x\n" : replaced(FULL, [[from, to]]);
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("quantities", () => {
  test.each([
    ["a bare number", "diagnostics: 90s", "diagnostics: 90", "32:26 90 has no unit"],
    ["an unknown unit", "shutdown: 40s", "shutdown: 40sec", "33:15 40sec has no unit that is known: sec"],
    ["a unit of another case", "size: 60GB", "size: 60gb", "20:26 60gb has no unit that is known: gb (60GB?)"],
    ["negative", "shutdown: 40s", "shutdown: -40s", "33:15 -40s is negative"],
    ["infinite", "shutdown: 40s", "shutdown: .inf", "33:15 Infinity is not finite"],
    ["a zero interval of an agent", "report: 5s", "report: 0s", "44:20 0s is no time at all"],
    ["a zero interval of faults", "exponential(20d)", "0s", "69:12 this is no time at all"],
    ["a share without %", "95%", "0.95", "53:26 0.95 has no unit"],
    ["a list", "shutdown: 40s", "shutdown: [40s]", "33:5 a list stands here"],
    ["a truth value", "shutdown: 40s", "shutdown: true", "33:15 true stands here"],
    ["nothing", "flush: 5s", "flush:", "34:5 nothing stands here"],
    ["a duration for a size", "size: 60GB", "size: 60s", "20:26 60s has no unit that is known: s"],
  ])("%s", (_, from, to, expected) => {
    expect(after([from, to])).toEqual([expected]);
  });

  test("an endless duration is told by a bare number, too", () => {
    expect(after(["warm-up: 1h ", "warm-up: 400y "])).toEqual([
      "5:10 400y is longer than the 285 years that can be told in microseconds",
    ]);
  });

  test("of the wrong type in places that are no quantities", () => {
    expect(after(["auto: true", "auto: yes"])).toEqual(["32:67 yes stands here"]);
    expect(after(["concurrency: 16", "concurrency: 1.5"])).toEqual(["35:41 1.5 stands here"]);
    expect(after(["concurrency: 16", "concurrency: 0"])).toEqual(["35:41 0 is too little"]);
    expect(after(["times: 2", "times: 1000000"])).toEqual(["56:23 1000000 is too much"]);
    expect(after(["agents:\n", "agents: x\nx:\n"])).toEqual([
      "43:9 `agents` is not a mapping of names to entries",
      "44:1 there is no key x here",
    ]);
    expect(after(["{ report: 5s }", "5s"])).toEqual(["44:10 5s stands here"]);
  });
});

describe("names", () => {
  test.each<[string, string, string, string[]]>([
    ["unknown", "crash: web-1", "crash: web-3", ["67:12 there is no host named web-3 (web-1?)"]],
    ["of another kind", "crash: web-1", "crash: lan", ["67:12 lan is a network, not a host"]],
    ["of an agent's host", "  web-2: { report", "  web-3: { report", ["45:3 there is no host named web-3 (web-1?)"]],
    ["of a service in an expectation", "shop.rto", "shp.rto", ["75:3 there is no service named shp (shop?)"]],
    ["of a preset", "preset: 2A, data: [split", "preset: 2Z, data: [split", ["60:39 there is no preset 2Z (2A?)"]],
    [
      "of a data strategy",
      "[split-mirror, copy]",
      "[split-miror]",
      ["60:50 there is no data strategy split-miror (split-mirror?)"],
    ],
  ])("%s", (_, from, to, expected) => {
    expect(after([from, to])).toEqual(expected);
  });

  test("of a storage system are checked where a host is attached", () => {
    const text = replaced(FULL, [["array-1: { link: fc-1, port: fa-1 }", "array-9: { link: fc-1, port: fa-1 }"]]);
    expect(problemsOf(text)[0]).toBe("30:16 there is no array named array-9 (array-1?)");
  });

  test("are unique among all kinds, and one such error makes no others", () => {
    expect(after(["networks:\n", "networks:\n  fc-1: {}\n"])).toEqual(["24:3 fc-1 is already the name of a network"]);
    const [exported] = after(["services:\n", "exports: { shop-data: { of: shop-data } }\nservices:\n"]);
    expect(exported).toContain("shop-data is already the name of an export");
  });

  test.each([
    ["web.1", '"web.1" cannot be a name'],
    ["web 1", '"web 1" cannot be a name'],
    ["-web", '"-web" cannot be a name'],
    ["web-{i}", "web-{i} has no `count`"],
    ["x".repeat(65), "a name has at most 64 letters"],
  ])("%s is none", (name, message) => {
    expect(problemsOf(SMALL.replace("web-1:", `${name}:`))).toEqual([`6:3 ${message}`]);
  });

  test("that nothing uses are warned of, if they do nothing by themselves", () => {
    const text = `${SMALL.replace("  lan: {}", "  lan: {}\n  wan: {}")}links: { fc-9: {} }\nrelays: { relay-9: {} }\ncrews: { field: {} }\n`;
    expect(problemsOf(text)).toEqual([
      "5:3 warning: nothing uses the network wan",
      "8:10 warning: nothing uses the link fc-9",
      "9:11 warning: nothing uses the relay relay-9",
      "10:10 warning: nothing uses the crew field",
    ]);
  });
});

describe("meaning", () => {
  test.each([
    ["an address twice", "10.0.0.12", "10.0.0.11", "38:14 10.0.0.11 is already the address of web-1"],
    ["a link twice", "link: fc-2", "link: fc-1", "39:33 fc-1 is already the link of web-1"],
    ["a warm-up without an end", "warm-up: 1h ", "warm-up: 30d ", "5:10 the warm-up leaves nothing of the run"],
    ["shares that do not make up all", "share: 5%", "share: 6%", "52:7 the shares make up 101%"],
    [
      "a class that reads and writes",
      "writes: shop-data",
      "writes: shop-data, reads: exclusive",
      "54:55 a request either reads or writes",
    ],
    ["a class without a share", "share: 5%, ", "", "54:9 `share` is missing"],
    [
      "a service time that does not fit",
      "concurrency: 16",
      "concurrency: 16, time: 1s",
      "35:51 a rate of 100/s and this time do not agree",
    ],
    ["a host that serves nothing", "rate: 100/s", "rate: 0/s", "35:21 web-1 would never complete a request"],
    ["a weekly load without a start", "start: 2000-11-20T00:00Z", "", "51:56 weekly load needs the scenario's `start`"],
    ["windows that overlap", "x2.5 }", "x2.5, 18:00-19:00: x2 }", "51:54 18:00-19:00 overlaps with another window"],
    ["a window that is none", "17:00-22:00", "17-22", "51:35 17-22 are no hours of the day"],
    ["manual and a preset", "{ manual:", "{ preset: 2A, manual:", "62:34 `preset` means nothing beside `manual`"],
    ["a policy without a routine", "preset: 2A, data: [copy]", "data: [copy]", "61:16 `preset` is missing"],
    ["a policy that says nothing", "{ failover: { preset: 2A, data: [copy] } }", "{}", "61:3 cold-copy says nothing"],
    [
      "a run beyond what can be told",
      "start: 2000-",
      "start: 2255-",
      "7:8 the run would end after the year 2255, which cannot be told in microseconds",
    ],
  ])("%s", (_, from, to, expected) => {
    expect(after([from, to])[0]).toBe(expected);
  });

  test("a host needs to say what it serves when any service has a load", () => {
    expect(after(["    serves: { rate: 100/s, concurrency: 16 }\n", ""])[0]).toBe(
      "27:3 web-1 needs `serves`, since shop has a load",
    );
  });

  test.each<[string, string, readonly string[]]>([
    ["nobody else serves without a policy", "none", []],
    ["stand-ins that are named", "{ failover: { preset: 2A, stand-ins: [b] } }", ["b"]],
    [
      "hosts that are kept for it",
      "{ failover: { preset: 2A, stand-ins: [b], partition: [{ for: a, by: [c] }] } }",
      ["b", "c"],
    ],
    ["every host, where no stand-ins are named", "{ failover: { preset: 2A } }", ["b", "c", "d"]],
    ["hosts of the pool", "{ balancing: { pool: [c] } }", ["c"]],
    ["whatever a module makes of it", "{ module: ./x.mjs }", ["b", "c", "d"]],
  ])("only hosts that may come to serve what has a load need to say what they serve: %s", (_, policy, needing) => {
    const text = `name: x
duration: 1d
networks: { lan: {} }
hosts:
  a: { network: lan, serves: { rate: 10/s } }
  b: { network: lan }
  c: { network: lan }
  d: { network: lan }
services:
  idle: { runs-on: d }
  shop: { runs-on: a, load: { rate: 1/s } }
policies:
  it: ${policy}`;
    const needed = problemsOf(text).flatMap(
      (problem) => / (\w) needs `serves`, since it may come to serve shop/.exec(problem)?.[1] ?? [],
    );
    expect(needed).toEqual(needing);
  });

  test("a volume belongs to the only host that is attached where it is presented, or says to whom", () => {
    const shared: [string, string] = ["port: fa-2", "port: fa-1"];
    const both = "web-1 and web-2 are attached to fa-1, so that";
    expect(after(shared).slice(0, 2)).toEqual([
      `19:59 ${both} shop-os belongs to nobody in particular`,
      `20:60 ${both} shop-data belongs to nobody in particular`,
    ]);
    const owned = replaced(FULL, [
      shared,
      ["via: fa-1", "via: fa-1, for: web-2"],
      ["60GB, holds: data", "60GB, for: web-1"],
    ]);
    expect(problemsOf(owned)).toEqual(["15:27 warning: nothing uses the port-adapter fa-2"]);
    expect(after(["via: fa-1", "via: fa-2, for: web-1"])).toEqual(["19:70 web-1 is not attached to fa-2"]);
  });

  test("adapters belong to one storage system", () => {
    const other = "  array-2: { port-adapters: [fa-3], disk-adapters: [da-3], bandwidth: 1MB/s }\n\nlinks:";
    const problems = after(
      ["\nlinks:", other],
      ["port: fa-2", "port: fa-3"],
      ["mirror: { on: da-2 }", "mirror: { on: da-3 }"],
    );
    expect(problems.filter((each) => !each.includes("warning"))).toEqual([
      "19:79 da-3 belongs to another storage system than array-1",
      "40:45 fa-3 belongs to another storage system than array-1",
    ]);
  });

  test("an adapter has a bandwidth of its own or that of its array", () => {
    expect(after(["    bandwidth: 200MB/s            # of each adapter\n", ""])).toEqual([
      "15:5 fa-1 has no bandwidth",
      "16:5 da-1 has no bandwidth",
    ]);
    const own = "port-adapters: { fa-1: {}, fa-2: { bandwidth: 1GB/s } }";
    const { scenario } = decode(replaced(FULL, [["port-adapters: [fa-1, fa-2]", own]]));
    expect(scenario!.world.arrays[0]!.portAdapters).toEqual([
      { name: "fa-1", bandwidth: 200e6 },
      { name: "fa-2", bandwidth: 1e9 },
    ]);
  });

  test("a policy must be able to learn of a failure", () => {
    const agents = "agents:\n  web-1: { report: 5s }\n  web-2: { report: 5s }\n";
    expect(after([agents, ""])[0]).toBe("57:19 this policy would never learn of a failure");
    const asking = "preset: 2A, detect: { queries: { every: 5s } }, data";
    const text = replaced(FULL, [
      [agents, ""],
      ["preset: 2A, data: [split", `${asking}: [split`],
    ]);
    expect(problemsOf(text).map((each) => each.slice(0, 5))).toEqual(["58:16", "59:14"]);
    expect(
      after([agents, ""], ["preset: 2A, data: [copy]", "preset: 2A, detect: { reports: { misses: 3 } }"]),
    ).toContain("58:50 no host has an agent that could report");
  });

  test("a policy cannot ask more often than every millisecond", () => {
    const asking = (every: string) =>
      after(["preset: 2A, data: [split", `preset: 2A, detect: { queries: { every: ${every} } }, data: [split`]);
    expect(asking("1ms").filter((each) => !each.includes("warning"))).toEqual([]);
    expect(asking("999us")).toEqual([
      "60:71 999us is too often: whoever does something every 999 µs does nothing else, and no run would end",
    ]);
  });

  test("two hosts on one relay are warned of", () => {
    expect(after(["relay: relay-2", "relay: relay-1"])).toEqual([
      "40:12 warning: relay-1 switches the power of web-1 as well",
    ]);
  });

  test("but not where that is meant, for which there must be two", () => {
    const meant = `${FULL}relays: { relay-1: { shared: true } }\n`;
    const warned = problemsOf(meant).filter((each) => each.includes("relay-1"));
    expect(warned).toEqual([expect.stringContaining("warning: one host alone hangs on relay-1")]);
    expect(problemsOf(replaced(meant, [["relay: relay-2", "relay: relay-1"]]))).toEqual([]);
  });

  test("a director between two networks must say where it stands", () => {
    const text = `${SMALL}  web-2: { network: wan }\nservices:\n  a: { runs-on: web-1, director: d }\n  b: { runs-on: web-2, director: d }\n`;
    const two = text.replace("  lan: {}", "  lan: {}\n  wan: {}");
    expect(problemsOf(two)).toEqual(["10:34 d could stand in lan or wan"]);
    expect(problemsOf(`${two}directors: { d: { network: wan } }\n`)).toEqual([]);
  });

  test("a module lies in the scenario's folder and can be read", () => {
    const withModule = (path: string, files: Files = {}): string[] =>
      problemsOf(`${SMALL}policies:\n  mine: { module: ${path} }\n`, files);
    expect(withModule("../mine.js")).toEqual(["8:19 ../mine.js is outside the scenario's folder"]);
    expect(withModule("mine.js")).toEqual(["8:19 mine.js cannot be read: there is no such file"]);
    expect(withModule("./a/../mine.js", { "mine.js": "" })).toEqual([]);
  });
});

test("a service that reads or writes a volume of another host is an error", () => {
  const text = `${SMALL}  web-2: { network: lan, relay: r-2, storage: { array-1: { link: fc-2, port: fa-2 } }, serves: { rate: 9/s } }
links: { fc-2: {} }
storage:
  array-1:
    port-adapters: [fa-2]
    disk-adapters: [da-1]
    bandwidth: 1MB/s
    volumes: { notes: { size: 1GB, on: da-1, via: fa-2 } }
services: { idle: { runs-on: web-1, load: { rate: 1/s, mix: { all: { writes: notes } } } } }
`;
  expect(problemsOf(text)).toContainEqual(
    expect.stringContaining("notes is a volume of web-2, and idle runs on web-1"),
  );
});

test("a service on a host that is off at the beginning is warned of", () => {
  const text = `${SMALL}  web-2: { network: lan, relay: r-2, power: off }\nservices: { idle: { runs-on: web-2 } }\n`;
  expect(problemsOf(text)).toEqual([expect.stringMatching(/warning: web-2 is off at the beginning$/)]);
});

describe("expectations", () => {
  test.each([
    ['">= 99 percent"', "74:22 99 percent is no quantity"],
    ['">= 150%"', "74:22 150% is more than all"],
    ['">= -1%"', "74:22 -1% is negative"],
    ['"<= 5 mins"', "74:22 5 mins has no unit that is known: mins (<= 5min?)"],
    ['"99%"', "74:22 99% is no condition"],
    ['"=> 99%"', "74:22 => 99% is no condition"],
    [">= 99%", "74:23 what begins with > must be quoted"],
    ["99%", "74:22 99% is no condition"],
  ])("%s is no condition", (condition, expected) => {
    expect(after(['">= 99%"', condition])).toEqual([expected]);
  });

  test("are of a service or of all hosts", () => {
    expect(after(["shop.availability", "availability"])).toEqual(["74:3 availability is no measure"]);
    expect(after(["shop.rto.p95", "shop.rt.p95"])).toEqual(["75:3 shop.rt.p95 is no measure (shop.rto.p95?)"]);
    expect(after(["shop.availability", "web-1.availability"])).toEqual([]);
  });
});

describe("YAML that is none", () => {
  test.each<[string, string, string[]]>([
    ["an open quote", "name: 'x\n", ["2:1 not YAML: missing closing 'quote"]],
    [
      "an open list",
      "name: [x\n",
      ["2:1 not YAML: flow sequence in block collection must be sufficiently indented and end with a ]"],
    ],
    ["a tab", "\ta: 1", ["1:1 not YAML: tabs are not allowed as indentation"]],
    ["two documents", `${SMALL}---\na: 1\n`, ["7:1 a scenario is one document, and here a second begins"]],
    ["a tag", "name: !secret x\n", ["1:7 not plain YAML: Unresolved tag: !secret"]],
    ["an alias of nothing", "name: *x\n", ["1:7 nothing before is anchored as &x"]],
    ["a list as a key", "? [a]\n: 1\n", ["1:3 not YAML: with stringKeys, all keys must be strings"]],
    ["nothing", "", ["1:1 a scenario is a mapping"]],
    ["a word", "hello", ["1:1 a scenario is a mapping"]],
    ["a list", "- hello", ["1:1 a scenario is a mapping"]],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

test("all errors are told at once, whatever their kind, in the order of the lines", () => {
  const problems = after(
    ["duration: 10d ", "duration: 30 "],
    ["holds: system", "holds: sys"],
    ["10.0.0.12", "10.0.0.11"],
    ["power: off", "power: of"],
    ["preset: 2A, data: [copy]", "preset: no-such, dat: [copy]"],
    ["crash: web-1", "crsh: web-1"],
    ["hang: web-1", "hang: web-9"],
    ['"<= 10min"', '"<= 10"min'],
  );
  expect(problems).toEqual(["75:24 not YAML: unexpected scalar at node end"]);
  const rest = after(
    ["duration: 10d ", "duration: 30 "],
    ["holds: system", "holds: sys"],
    ["power: off", "power: of"],
    ["preset: 2A, data: [copy]", "preset: no-such, dat: [copy]"],
    ["share: 94%".replace("94", "95"), "share: 94%"],
    ["crash: web-1", "crsh: web-1"],
    ["hang: web-1", "hang: web-9"],
    ['"<= 10min"', '"10min"'],
  );
  expect(rest).toEqual([
    "4:11 30 has no unit",
    "19:36 sys cannot stand here (system?)",
    "41:12 of cannot stand here (off?)",
    "52:7 the shares make up 99%",
    "61:36 there is no preset no-such",
    "61:45 there is no key dat here (data?)",
    "67:5 there is no key crsh here (crash?)",
    "70:11 there is no host named web-9 (web-1?)",
    "75:17 10min is no condition",
  ]);
});

test("what every entry of a count has wrong is told once", () => {
  const text = `${SMALL}  node-{i}: { count: 40, network: lan, shutdown: "{i}" }\n`;
  expect(problemsOf(text)).toEqual(["7:50 1 has no unit"]);
});
