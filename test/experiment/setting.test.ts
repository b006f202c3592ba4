import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { applySettings } from "../../src/experiment/setting.js";

const TEXT = `name: x # kept
hosts:
  web-1: { flush: 5s, boot: { auto: true } }
expect:
  shop.rto.max: "<= 6min"
faults:
  - at: 1h
    crash: web-1
`;

const after = (path: string, value: string): unknown => parse(applySettings(TEXT, [{ path, value }]));

describe("setting a value by its path", () => {
  test("replaces a value, in a map and in a list, and leaves the rest as it was", () => {
    expect(after("hosts.web-1.flush", "30s")).toEqual({
      ...(parse(TEXT) as object),
      hosts: { "web-1": { flush: "30s", boot: { auto: true } } },
    });
    expect(after("faults.0.at", "2h")).toMatchObject({ faults: [{ at: "2h", crash: "web-1" }] });
    expect(applySettings(TEXT, [{ path: "hosts.web-1.flush", value: "30s" }])).toContain("# kept");
  });

  test("reads the value as YAML: numbers, truths, lists, maps, quoted text", () => {
    for (const [value, meant] of [
      ["3", 3],
      ["false", false],
      ["[a, b]", ["a", "b"]],
      ["{ misses: 2 }", { misses: 2 }],
      ['"lognormal(4h, 2h)"', "lognormal(4h, 2h)"],
      ["none", "none"],
    ] as const) {
      expect(after("hosts.web-1.flush", value)).toMatchObject({ hosts: { "web-1": { flush: meant } } });
    }
  });

  test("makes what an entry leaves out, however deep", () => {
    expect(after("hosts.web-1.a.b.c", "1")).toMatchObject({ hosts: { "web-1": { flush: "5s", a: { b: { c: 1 } } } } });
    expect(after("seed", "9")).toMatchObject({ seed: 9 });
  });

  test("takes the longest name, since names may have dots", () => {
    expect(after("expect.shop.rto.max", '"<= 1min"')).toMatchObject({ expect: { "shop.rto.max": "<= 1min" } });
  });

  test("refuses to make a section or an entry, which would be a slip of the fingers", () => {
    expect(() => after("hosts.web-9.flush", "1s")).toThrow("there is no web-9.flush here, only web-1");
    expect(() => after("host.web-1.flush", "1s")).toThrow("only name, hosts, expect, faults");
    expect(() => after("faults.1.at", "1s")).toThrow("faults.1.at: 1 is none of the list's 1 items");
    expect(() => after("name.first", "1s")).toThrow("cannot be set within a single value");
    expect(() => after("hosts.web-1.flush", "[1")).toThrow("is not YAML");
  });

  test("sets several one after the other", () => {
    const settings = [
      { path: "hosts.web-1.flush", value: "1s" },
      { path: "hosts.web-1.flush", value: "2s" },
    ];
    expect(parse(applySettings(TEXT, settings))).toMatchObject({ hosts: { "web-1": { flush: "2s" } } });
  });
});

describe("setting what an included file brings", () => {
  const FILES: Readonly<Record<string, string>> = {
    "base.yaml": "include: deeper.yaml\nhosts: { web-1: { flush: 5s } }\nfaults: [{ at: 1h, crash: web-1 }]\n",
    "deeper.yaml": "agents: { db-1.a: { report: 2s } }\n",
    "host.yaml": "boot: { auto: true }\n",
  };
  const text = "include: base.yaml\nhosts: { web-2: { include: host.yaml } }\n";
  const set = (path: string, value: string): unknown =>
    parse(applySettings(text, [{ path, value }], (file) => FILES[file] ?? new Error("none")));

  test("writes it above that file, however deep it comes from", () => {
    expect(set("hosts.web-1.flush", "9s")).toMatchObject({ include: "base.yaml", hosts: { "web-1": { flush: "9s" } } });
    expect(set("agents.db-1.a.report", "9s")).toMatchObject({ agents: { "db-1.a": { report: "9s" } } });
    expect(set("hosts.web-2.boot.auto", "false")).toMatchObject({ hosts: { "web-2": { boot: { auto: false } } } });
  });

  test("knows the names of all files, and refuses a single item of a list that comes from another one", () => {
    expect(() => set("hosts.web-9.flush", "1s")).toThrow(/there is no web-9\.flush here, only web-2, web-1/);
    expect(() => set("agent.x", "1s")).toThrow(/did you mean agents\?/);
    expect(() => set("faults.0.at", "2h")).toThrow("faults.0.at: faults comes from base.yaml");
    expect(set("faults", "[]")).toMatchObject({ faults: [] });
  });
});
