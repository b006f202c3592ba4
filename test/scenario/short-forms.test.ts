// `like`, `count` and `include`: what they mean, and where errors in them point.
import { describe, expect, test } from "vitest";
import { pathInFolder } from "../../src/scenario/index.js";
import { decode, problemsOf, scenarioOf, SMALL } from "./a-scenario.js";

const names = (entries: readonly { readonly name: string }[]): string[] => entries.map(({ name }) => name);

describe("like", () => {
  test("copies deeply, overrides, and takes away what is empty", () => {
    const text = `${SMALL}  web-2:
    like: web-1
    boot: { auto: false }
    relay: r-2
    platform: { hardware: a, system: b, applications: [c, d] }
  web-3: { like: web-2, boot: { diagnostics: 1s }, relay: ~, platform: { applications: [e] } }
`;
    const [, , third] = scenarioOf(text).world.hosts;
    expect(third!.boot).toMatchObject({ auto: false, diagnostics: { mean: 1e6 } });
    expect(third).not.toHaveProperty("relay");
    expect(third!.platform).toEqual({ hardware: "a", system: "b", applications: ["e"] });
  });

  test("may speak of an entry that stands below, and of one that is like another", () => {
    const text = `${SMALL}links:\n  c: { like: b }\n  b: { like: a, latency: 2us }\n  a: { latency: 1us, bandwidth: 1MB/s }\n`;
    expect(scenarioOf(text).world.links.map(({ latency, bandwidth }) => [latency, bandwidth])).toEqual([
      [1, 1e6],
      [2, 1e6],
      [2, 1e6],
    ]);
  });

  test("works in volumes and policies too", () => {
    const text = `${SMALL}agents: { web-1: {} }
policies:
  one: { failover: { preset: 2A, limits: { boot: 1min } } }
  two: { like: one, failover: { limits: { relay: 1s } } }
`;
    expect(scenarioOf(text).policies[1]).toMatchObject({ parts: { failover: { limits: { boot: 60e6, relay: 1e6 } } } });
  });

  test("of nothing says so once, and not what is missing therefore", () => {
    expect(problemsOf(`${SMALL}  web-2: { like: web-9 }\n`)).toEqual(["7:18 nothing here is named web-9 (web-1?)"]);
    expect(problemsOf(`${SMALL}  web-2: { like: [web-1] }\n`)).toEqual(["7:18 `like` takes the name of another entry"]);
  });

  test("points to where the value stands that is wrong", () => {
    const text = SMALL.replace("network: lan", "network: lan, flush: 0s");
    expect(problemsOf(`${text}  web-2: { like: web-1 }\n`)).toEqual(["6:33 0s is no time at all"]);
  });

  test("loops are refused", () => {
    expect(problemsOf(`${SMALL}  a: { like: b }\n  b: { like: c }\n  c: { like: a }\n`)).toEqual([
      "9:14 a is like b is like c is like a",
    ]);
    expect(problemsOf(`${SMALL}  a: { like: a }\n`)).toEqual(["7:14 a is like a"]);
  });
});

describe("count", () => {
  test("makes entries with numbers in their names and words", () => {
    const text = `${SMALL}  node-{i}: { count: 12, network: lan, address: "10.0.{i}.{i+100}", relay: "r-{i}" }\n`;
    const { hosts, relays } = scenarioOf(text).world;
    expect(names(hosts).slice(0, 3)).toEqual(["node-1", "node-2", "node-3"]);
    expect(names(hosts).slice(-3)).toEqual(["node-11", "node-12", "web-1"]);
    expect(hosts[11]).toMatchObject({ identity: { address: "10.0.12.112", node: "node-12" }, relay: "r-12" });
    expect(relays).toHaveLength(12);
  });

  test("goes together with like, and within an entry", () => {
    const text = `${SMALL}  node-{i}: { count: 2, like: web-1 }
storage:
  array-{i}:
    count: 2
    port-adapters: [ "fa-{i}" ]
    disk-adapters: [ "da-{i}" ]
    bandwidth: 1MB/s
`;
    const { hosts, arrays } = scenarioOf(text).world;
    expect(names(hosts)).toEqual(["node-1", "node-2", "web-1"]);
    expect(arrays.map(({ portAdapters }) => portAdapters[0]!.name)).toEqual(["fa-1", "fa-2"]);
  });

  test("repeats items of a list", () => {
    const text = `${SMALL}  web-2: { like: web-1 }\nfaults:\n  - { at: "{i}h", crash: "web-{i}", count: 2 }\n`;
    expect(scenarioOf(text).faults.map(({ name, timing }) => [name, timing])).toEqual([
      ["crash web-1", { at: 3600e6 }],
      ["crash web-2", { at: 7200e6 }],
    ]);
  });

  test.each([
    ["0", "7:18 a count of 0 cannot be"],
    ["1.5", "7:18 a count of 1.5 cannot be"],
    ["-1", "7:18 a count of -1 cannot be"],
    ["many", "7:18 a count of many cannot be"],
    ["1000000", "7:18 a count of 1000000 cannot be"],
    ["[1]", "7:18 a count is one number"],
  ])("of %s is refused", (count, expected) => {
    expect(problemsOf(`${SMALL}  n{i}: { count: ${count}, network: lan }\n`)).toEqual([expected]);
  });

  test("needs a number in the name, and makes no name twice", () => {
    expect(problemsOf(`${SMALL}  node: { count: 2, network: lan }\n`)).toEqual(["7:3 node cannot be counted"]);
    expect(problemsOf(`${SMALL}  web-{i}: { count: 2, network: lan }\n`)).toEqual([
      "7:3 web-1 stands here a second time",
    ]);
  });
});

describe("include", () => {
  const files = {
    "parts/hosts.yaml": "web-1: { network: lan, relay: r-1 }\nweb-2: { like: web-1, relay: r-2 }\n",
    "faults.yaml": "- { at: 2h, hang: web-1 }\n- { at: 3h, crash: web-1 }\n",
    "bad.yaml": "web-1:\n  network: lan\n  flush: 0s\n",
    "self.yaml": "include: self.yaml\n",
    "a.yaml": "include: b.yaml\n",
    "b.yaml": "include: a.yaml\n",
    "broken.yaml": "a: [\n",
    "word.yaml": "hello\n",
  };
  const head = "name: small\nduration: 1d\nnetworks: { lan: {} }\n";

  test("takes a section from another file and overrides it", () => {
    const text = `${head}hosts:\n  include: parts/hosts.yaml\n  web-2: { power: off }\n  web-3: { like: web-2, relay: r-3 }\n`;
    const { hosts } = scenarioOf(text, files).world;
    expect(hosts.map(({ name, relay, power }) => [name, relay, power])).toEqual([
      ["web-1", "r-1", "on"],
      ["web-2", "r-2", "off"],
      ["web-3", "r-3", "off"],
    ]);
  });

  test("takes a list, whole or among other items", () => {
    const whole = scenarioOf(`${SMALL}faults: { include: faults.yaml }\n`, files);
    expect(names(whole.faults)).toEqual(["hang web-1", "crash web-1"]);
    const among = scenarioOf(`${SMALL}faults:\n  - { at: 1h, crash: web-1 }\n  - include: faults.yaml\n`, files);
    expect(names(among.faults)).toEqual(["crash web-1", "hang web-1", "crash web-1 #2"]);
  });

  test("takes the whole world", () => {
    const { scenario } = decode("name: other\ninclude: small.yaml\n", { "small.yaml": SMALL });
    expect(scenario).toMatchObject({ name: "other", world: { hosts: [{ name: "web-1" }] } });
  });

  test("has what is like an entry of the file that was included, as it is after it was overridden", () => {
    const world = "networks: { lan: {} }\nhosts:\n  web-1: { network: lan, relay: r-1, flush: 3s }\n";
    const text = `name: x\nduration: 1d\ninclude: w.yaml\nhosts:\n  web-1: { flush: 9s }\n  a-2: { like: a-1, power: off }\n  a-1: { like: web-1, relay: ~ }\n  a-{i+2}: { like: web-1, count: 2 }\n`;
    const { hosts } = scenarioOf(text, { "w.yaml": world }).world;
    expect(hosts.map(({ name, relay, power, flush }) => [name, relay, power, flush])).toEqual([
      ["a-1", undefined, "on", 9e6],
      ["a-2", undefined, "off", 9e6],
      ["a-3", "r-1", "on", 9e6],
      ["a-4", "r-1", "on", 9e6],
      ["web-1", "r-1", "on", 9e6],
    ]);
    expect(problemsOf(text.replace("like: a-1", "like: web-3"), { "w.yaml": world })).toContainEqual(
      "6:16 nothing here is named web-3 (web-1?)",
    );
  });

  test("points into the other file", () => {
    const { problems } = decode(`${head}hosts: { include: bad.yaml }\n`, files);
    expect(problems).toMatchObject([{ file: "scenarios/bad.yaml", line: 3, column: 10, excerpt: "  flush: 0s" }]);
    expect(decode(`${head}hosts: { include: broken.yaml }\n`, files).problems).toMatchObject([
      { file: "scenarios/broken.yaml", line: 2, column: 1 },
    ]);
  });

  test.each([
    ["self.yaml", 1, "self.yaml", "x.yaml includes self.yaml includes self.yaml"],
    ["a.yaml", 1, "b.yaml", "x.yaml includes a.yaml includes b.yaml includes a.yaml"],
    ["none.yaml", 4, "x.yaml", "none.yaml cannot be read: there is no such file"],
    ["../other.yaml", 4, "x.yaml", "../other.yaml is outside the scenario's folder"],
    ["/etc/passwd", 4, "x.yaml", "/etc/passwd is outside the scenario's folder"],
    ["[a.yaml]", 4, "x.yaml", "`include` takes the path of a file"],
  ])("of %s is refused", (path, line, file, message) => {
    const { problems } = decode(`${head}hosts: { include: ${path} }\n`, files);
    expect(problems).toMatchObject([{ file: `scenarios/${file}`, line, message }]);
  });

  test("of a word or a list leaves nothing beside it", () => {
    expect(problemsOf(`${head}hosts: { include: faults.yaml, a: {} }\n`, files)).toEqual([
      "4:19 faults.yaml holds a list, beside which there can be nothing",
    ]);
    expect(problemsOf(`${SMALL}links: { include: word.yaml }\n`, files)).toEqual([
      "1:1 `links` is not a mapping of names to entries",
    ]);
  });
});

test.each([
  ["a.yaml", "a.yaml"],
  ["./parts//a.yaml", "parts/a.yaml"],
  ["parts/../a.yaml", "a.yaml"],
  ["..", null],
  ["a/../../b", null],
  ["/a", null],
  ["C:\\a", null],
  ["c:a", null],
  ["a\\b", null],
  ["a\0b", null],
  [".", null],
  ["", null],
])("the path %j is %j in the folder", (path, inFolder) => {
  expect(pathInFolder(path)).toBe(inFolder);
});
