import { describe, expect, test } from "vitest";
import { summedUp, type Words } from "../../src/report/summing-up.js";
import type { ChronicleEntry, Told } from "../../src/result/index.js";

const WORDS: Words = {
  sentence: ({ what, because }) => ({ what, because }),
  time: (seconds) => `${seconds} s`,
  names: new Set(["web-1", "web-2", "db"]),
  gist: false,
};

function said(
  atSeconds: number,
  actor: string,
  what: string,
  told: Partial<Told> = {},
  because: string | null = null,
): ChronicleEntry {
  return { atSeconds, actor, what, because, told: { kind: "told", ...told } };
}

function begun(at: number, what: string, recovers = false): ChronicleEntry {
  return said(at, "db", `${what} begins`, { undertaking: { of: what, result: null, recovers } }, "it is due");
}

function ended(at: number, what: string, result: "done" | "given-up" = "done", recovers = false): ChronicleEntry {
  return said(at, "db", `${what} is ${result}`, { undertaking: { of: what, result, recovers } }, "so it ends");
}

function step(at: number, of: string, name: string, seconds: number, result: "done" | "failed" = "done") {
  const quantities = { what: [{ from: 0, to: 0, is: "duration", value: seconds } as const], because: [] };
  return said(
    at,
    "db",
    `step ${name} ${result}`,
    { step: { of, name, figure: null, result }, quantities },
    "it says so",
  );
}

function lines(entries: readonly ChronicleEntry[], more: Partial<Words> = {}): readonly string[] {
  return summedUp(entries, { ...WORDS, ...more }).lines.map(({ time, text }) => `${time} ${text}`);
}

describe("what is summed up", () => {
  test("steps that went as they should stand behind their undertaking, with what took them long", () => {
    const run = [
      begun(10, "run"),
      step(10, "run", "open", 0.1),
      step(14, "run", "copy", 4),
      step(16, "run", "close", 2),
    ];
    expect(lines([...run, ended(16, "run")])).toEqual([
      "16 s db: run is done after 6 s (copy 4 s, close 2 s, 1 other step), because it is due",
    ]);
  });

  test("a step that failed is told where it did, and so is how that began", () => {
    const run = [begun(10, "run"), step(12, "run", "copy", 2, "failed"), step(16, "run", "copy-all", 4)];
    expect(lines([...run, ended(16, "run")])).toEqual([
      "10 s db: run begins, because it is due",
      "12 s db: step copy failed, because it says so",
      "16 s db: run is done (copy-all 4 s), because so it ends",
    ]);
  });

  test("an undertaking that brings something back is told from its beginning, however well it goes", () => {
    expect(lines([begun(10, "takeover", true), ended(70, "takeover", "done", true)])).toEqual([
      "10 s db: takeover begins, because it is due",
      "70 s db: takeover is done, because so it ends",
    ]);
  });

  test("of what is given up with a step that failed that is the reason", () => {
    const run = [begun(10, "run"), step(30, "run", "copy", 20, "failed"), ended(30, "run", "given-up")];
    expect(lines(run)).toEqual([
      "10 s db: run begins, because it is due",
      "30 s db: run is given-up, because it says so",
    ]);
  });

  test("what is the same of others is told once, with of whom else", () => {
    const cut = (at: number, host: string) => said(at, host, `${host} lost p-1`);
    expect(lines([cut(1, "web-1"), cut(2, "web-2"), cut(2, "db")])).toEqual([
      "1 s web-1: lost p-1 (also web-2, db; until 2 s)",
    ]);
    // Three times are told, each with its instant; more are not.
    const apart = [1, 101, 201].map((at) => cut(at, "web-1"));
    expect(lines(apart)).toEqual(["1 s web-1: lost p-1", "101 s web-1: lost p-1", "201 s web-1: lost p-1"]);
    expect(lines([...apart, cut(301, "web-2")])).toEqual([
      "1 s web-1: lost p-1 (also web-2; 4 times in all; until 301 s)",
    ]);
  });

  test("words between names decide: what says something else is told too", () => {
    expect(lines([said(1, "web-1", "is up"), said(1, "web-2", "is down")])).toEqual([
      "1 s web-1: is up",
      "1 s web-2: is down",
    ]);
  });

  test("what one says at one instant stands together, each reason once; what is routine is left out", () => {
    const all = [
      said(5, "db", "judges web-1", {}, "it is silent"),
      said(5, "web-2", "waits"),
      said(5, "db", "asks web-2", { routine: true }),
      said(5, "db", "takes over", {}, "it is silent"),
    ];
    expect(lines(all)).toEqual(["5 s db: judges web-1, because it is silent; takes over", "5 s web-2: waits"]);
  });

  test("of the gist what went as it should is but counted", () => {
    const runs = [1, 2, 3, 4].flatMap((n) => [begun(n * 100, `run ${n}`), ended(n * 100 + 60, `run ${n}`)]);
    const { lines: told, smooth } = summedUp([...runs, said(900, "web-1", "is down")], { ...WORDS, gist: true });
    expect(told).toEqual([{ time: "900 s", text: "web-1: is down" }]);
    expect(smooth).toEqual(["run 1 is done (4 times in all; until 460 s)"]);
  });
});
