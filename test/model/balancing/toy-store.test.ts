/** The toy store in the evening, end to end: every time by hand, and who served how much. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Note } from "../../../src/control/index.js";
import type { Record as WorldRecord } from "../../../src/model/index.js";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";

/** Load rises at 17:00, three hours after the beginning, and sinks at 22:00. */
const EVENING = 3 * 3600;
const NIGHT = 8 * 3600;

function runHelped() {
  const file = new URL("../../../scenarios/load-balancing/toy-store-evening.yaml", import.meta.url);
  const { scenario } = decodeScenario(readFileSync(file, "utf8"), "toy-store-evening.yaml", {
    read: () => new Error("nothing is included"),
  });
  const policy = scenario!.policies.find(({ name }) => name === "helped")!;
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario!, policy, kernel, new Streams(scenario!.seed));
  const records: WorldRecord[] = [];
  world.listen((record) => records.push(record));
  begin();
  kernel.run(scenario!.duration);
  world.traffic.audit();
  return { world, records };
}

const { world, records } = runHelped();

const notes = records.flatMap((record) =>
  record.kind === "NoteMade" ? [{ at: record.at / SECOND, note: record.note }] : [],
);

function timeOf(isIt: (note: Note) => boolean): number {
  const found = notes.find(({ note }) => isIt(note));
  if (found === undefined) throw new Error(`nothing like ${String(isIt)} was told`);
  return found.at;
}

const begun = (kind: "grow" | "shrink"): number => timeOf((note) => note.kind === "begun" && note.of.kind === kind);
const ended = (kind: "grow" | "shrink"): number => timeOf((note) => note.kind === "ended" && note.of.kind === kind);

it("grows when load has been high for ten minutes of readings, one a minute", () => {
  // The reading that is judged at 17:01 still tells of the minute before 17:00.
  expect(begun("grow")).toBe(EVENING + 60 + 600);
});

it("takes the steps of Fig. 13 in their order", () => {
  const figures = notes.flatMap(({ note }) =>
    note.kind === "step-begun" && note.of.kind === "grow" ? [note.figure] : [],
  );
  expect(figures.filter((figure) => figure !== null)).toEqual(["1310", "1330", "1330", "1340", "1350", "1350", "1360"]);
});

it("copies 4 GB and 20 GB between two adapters of 200 MB/s in 120 s, and boots in 151 s", () => {
  const from = begun("grow");
  const configured = timeOf((note) => note.kind === "step-begun" && note.step === "configure");
  // Half the bandwidth each: 40 s for the small one, then 16 GB at all of it. Production takes less than 1 % of it.
  expect(configured - from).toBeGreaterThan(120);
  expect(configured - from).toBeLessThan(121.5);
  const serving = ended("grow");
  expect(serving - configured).toBeCloseTo(1 + 90 + 60 + 0.0004, 6);
});

it("shrinks twenty minutes after the evening, drains, shuts down in 40 s and cuts the power", () => {
  const from = begun("shrink");
  expect(from).toBe(NIGHT + 60 + 1200);
  const freed = timeOf((note) => note.kind === "host-leased" && note.service === null);
  expect(freed - from).toBeGreaterThan(40 + 1 + 0.1);
  expect(freed - from).toBeLessThan(45);
  expect(world.host("web-2").power.on).toBe(false);
});

it("gives the helper every other request that may be shared, and none that may not", () => {
  const from = ended("grow");
  const to = begun("shrink");
  const expected = ((NIGHT - from) * 6 + (to - NIGHT) * 1.5) * 0.9 * 0.5;
  const { received } = world.host("web-2").server;
  // Poisson: a standard deviation of about 220; four of them.
  expect(Math.abs(received - expected)).toBeLessThan(900);
  const writers = records.flatMap((record) => (record.kind === "WritesAcknowledged" ? [record.host] : []));
  expect(new Set(writers)).toEqual(new Set(["web-1"]));
});
