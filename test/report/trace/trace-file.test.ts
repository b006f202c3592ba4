import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openTrace, ReportFolderError, type TraceFormat } from "../../../src/report/index.js";
import type { TraceEntry } from "../../../src/result/index.js";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "trace-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function written(format: TraceFormat, entries: readonly object[], end = 1000): string {
  const place = folder();
  const trace = openTrace(place, { format });
  for (const entry of entries) trace.add(entry as TraceEntry);
  trace.finish(end);
  expect(readdirSync(place)).toEqual([trace.name]);
  return readFileSync(join(place, trace.name), "utf8");
}

interface ChromeEvent {
  readonly ph: string;
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: unknown;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

function chrome(entries: readonly object[]): {
  readonly events: readonly ChromeEvent[];
  rowOf(event: ChromeEvent): string;
} {
  const { traceEvents } = JSON.parse(written("chrome", entries)) as { traceEvents: readonly ChromeEvent[] };
  const rows = new Map(traceEvents.filter(({ ph }) => ph === "M").map(({ tid, args }) => [tid, args!.name!]));
  return { events: traceEvents, rowOf: ({ tid }) => rows.get(tid)! };
}

describe("a trace", () => {
  test("is one JSON object a line, in order, whatever stands in it", () => {
    const entries = [
      { at: 0, kind: "ServiceUp", service: "shop", host: "web-1" },
      { at: 5, kind: "ServiceDown", service: "shop", why: 'it says "no"\nand ü' },
    ];
    expect(written("jsonl", entries).split("\n")).toEqual([...entries.map((entry) => JSON.stringify(entry)), ""]);
    expect(written("jsonl", [])).toBe("");
  });

  test("keeps entries that are longer than a chunk, and those before and after", () => {
    const entries = ["a", "ü".repeat(2_000_000), "b"].map((why, at) => ({ at, kind: "ServiceDown", why }));
    const lines = written("jsonl", entries).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(entries);
  });

  test("does not lie there before it is finished, nor after it was discarded", () => {
    const place = folder();
    const trace = openTrace(place, { format: "jsonl" });
    trace.add({ at: 0, kind: "ServiceUp" });
    expect(existsSync(join(place, "trace.jsonl"))).toBe(false);
    trace.discard();
    expect(readdirSync(place)).toEqual([]);
    expect(() => openTrace(join("/dev/null", "x"), { format: "jsonl" })).toThrow(ReportFolderError);
  });

  test("takes a million entries in little memory", () => {
    const place = folder();
    const report = fileURLToPath(new URL("../../../dist/report/index.js", import.meta.url));
    const script = `
      const { openTrace } = await import(${JSON.stringify(report)});
      for (const format of ["jsonl", "chrome"]) {
        const trace = openTrace(${JSON.stringify(place)}, { format });
        for (let at = 0; at < 500_000; at++) {
          trace.add({ at, kind: "ReportArrived", host: "web-1", sentAt: at });
          trace.add({ at, kind: "RequestEnded", service: "shop", class: "read", end: "served", latency: 1, final: true });
        }
        trace.finish(1e6);
      }`;
    execFileSync(process.execPath, ["--max-old-space-size=48", "--input-type=module", "-e", script]);
    expect(statSync(join(place, "trace.jsonl")).size).toBeGreaterThan(50 * 1_000_000);
    expect(statSync(join(place, "trace.events.json")).size).toBeGreaterThan(100 * 1_000_000);
  });
});

describe("a trace for viewers", () => {
  test("shows states as spans from one change to the next, and to the end", () => {
    const { events, rowOf } = chrome([
      { at: 0, kind: "HostStageChanged", host: "web-1", from: "off", to: "online" },
      { at: 400, kind: "HostStageChanged", host: "web-1", from: "online", to: "off" },
    ]);
    const spans = events.filter(({ ph }) => ph === "X");
    expect(spans.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ["online", 0, 400],
      ["off", 400, 600],
    ]);
    expect(spans.map(rowOf)).toEqual(["web-1", "web-1"]);
  });

  test("shows a step as a span, and an order and its outcome as an arrow", () => {
    const note = (kind: string) => ({ kind, step: "boot", of: { subjects: [{ kind: "service", name: "shop" }] } });
    const { events, rowOf } = chrome([
      { at: 10, kind: "NoteMade", place: "controller", note: note("step-begun") },
      { at: 10, kind: "EffectSent", place: "controller", id: 7, action: { kind: "boot", host: "web-2" } },
      { at: 90, kind: "OutcomeDelivered", place: "controller", id: 7, action: "boot", outcome: { result: "done" } },
      { at: 90, kind: "NoteMade", place: "controller", note: note("step-ended") },
    ]);
    expect(events.filter(({ ph }) => ph === "s" || ph === "f").map(({ ph, id, ts }) => [ph, id, ts])).toEqual([
      ["s", "controller 7", 10],
      ["f", "controller 7", 90],
    ]);
    const span = events.find((event) => event.ph === "X" && rowOf(event) === "controller: shop")!;
    expect([span.name, span.ts, span.dur]).toEqual(["boot", 10, 80]);
  });

  test("has no spans of a row that overlap, nor any without length, and arrows only within spans", () => {
    const note = (kind: string, step: string) => ({
      kind,
      step,
      of: { subjects: [{ kind: "service", name: "shop" }] },
      result: "done",
    });
    const sent = (at: number, id: number) => {
      return { at, kind: "EffectSent", place: "controller", id, action: { kind: "withdraw", host: "web-1" } };
    };
    const delivered = (at: number, id: number) => {
      return { at, kind: "OutcomeDelivered", place: "controller", id, action: "withdraw", outcome: {} };
    };
    const { events, rowOf } = chrome([
      { at: 0, kind: "HostStageChanged", host: "web-1", from: "off", to: "diagnostics" },
      { at: 10, kind: "NoteMade", place: "controller", note: note("step-begun", "withdraw") },
      ...[sent(10, 1), sent(10, 2), sent(10, 3), sent(11, 4)],
      ...[delivered(90, 2), delivered(90, 1), delivered(91, 3), delivered(92, 4)],
      { at: 92, kind: "NoteMade", place: "controller", note: note("step-ended", "withdraw") },
      { at: 92, kind: "NoteMade", place: "controller", note: note("step-begun", "set-identity") },
      { at: 92, kind: "NoteMade", place: "controller", note: note("step-ended", "set-identity") },
      { at: 92, kind: "HostStageChanged", host: "web-1", from: "diagnostics", to: "booting" },
      { at: 92, kind: "HostStageChanged", host: "web-1", from: "booting", to: "online" },
    ]);
    const spans = events.filter(({ ph }) => ph === "X").toSorted((a, b) => a.tid - b.tid || a.ts - b.ts);
    for (const [index, { ts, dur, tid }] of spans.entries()) {
      const next = spans[index + 1];
      expect(dur).toBeGreaterThan(0);
      if (next?.tid === tid) expect(ts + dur!).toBeLessThanOrEqual(next.ts);
    }
    const arrows = events.filter(({ ph }) => ph === "s" || ph === "f");
    expect(arrows).toHaveLength(8);
    for (const { tid, ts } of arrows) {
      expect(spans.filter((span) => span.tid === tid && span.ts <= ts && ts < span.ts + span.dur!)).toHaveLength(1);
    }
    expect(new Set(arrows.map(rowOf))).toEqual(
      new Set(["controller: messages", "controller: messages 2", "controller: messages 3"]),
    );
    const instants = events.filter(({ ph }) => ph === "i").map(({ name }) => name);
    expect(instants).toEqual(["set-identity", "booting"]);
  });

  test("shows a request from its first attempt to its end", () => {
    const ended = { kind: "RequestEnded", service: "shop", class: "read", end: "served", final: true };
    const { events } = chrome([
      { at: 100, ...ended, latency: 60 },
      { at: 110, ...ended, latency: 100 },
    ]);
    const spans = events.filter(({ ph }) => ph === "b" || ph === "e").map(({ ph, id, ts }) => [ph, id, ts]);
    expect(spans).toEqual([
      ["b", 1, 40],
      ["e", 1, 100],
      ["b", 2, 10],
      ["e", 2, 110],
    ]);
  });
});
