import { describe, expect, it } from "vitest";
import {
  addInvariant,
  addMeasure,
  addSubjectKind,
  availabilityOf,
  type SubjectKind,
} from "../../../src/observe/index.js";
import { run, SPEC, START, type Told } from "../small-run.js";

/** What a family may have: pairs of hosts that are up while both links work. */
const pairs: SubjectKind = {
  kind: "pair",
  names: ({ networks }) => networks.map(({ name }) => `pair of ${name}`),
  serves: true,
  states: (_, set) => ({
    first: () => "up",
    hears: { LinkChanged: ({ up, at }) => set("pair of lan", up ? "up" : "cut", at) },
  }),
};
addSubjectKind(pairs);
addMeasure(availabilityOf(pairs));
addMeasure({
  name: "greetings",
  about: "Steps that pairs took.",
  of: "pair",
  values: [{ key: "steps", about: "Steps that a pair took.", unit: "count", better: "neither" }],
  begin: () => {
    let steps = 0;
    return {
      hears: { NoteMade: ({ note }) => void (steps += note.kind === "step-begun" ? 1 : 0) },
      values: () => [steps],
    };
  },
});
addInvariant({
  name: "pairs-are-two",
  about: "A pair is of two.",
  idle: "nobody knocked",
  appliesTo: ({ families }) => families?.includes("pairs") ?? true,
  watch: (finding) => ({ finish: () => finding.stake() }),
});

const pair = {
  family: "pairs",
  kind: "greeting",
  id: "1",
  subjects: [{ kind: "pair", name: "pair of lan" }],
  recovers: true,
};
const cut: Told = [10, { kind: "LinkChanged", link: "fc-1", up: false }];
const greets: Told = [
  20,
  {
    kind: "NoteMade",
    place: "web-1",
    note: { kind: "begun", of: pair, routine: "hello", because: { rule: "controller-restarted" } },
  },
  {
    kind: "NoteMade",
    place: "web-1",
    note: { kind: "step-begun", of: pair, step: "wave", figure: null, phase: "redirect" },
  },
];
const mended: Told = [30, { kind: "LinkChanged", link: "fc-1", up: true }];

describe("a family of one's own", () => {
  const found = run([START, cut, greets, mended], { spec: SPEC, detail: true });

  it("has strips of its subjects, incidents with the phases of its undertakings, and its measures", () => {
    const strip = found.detail?.strips.find(({ kind }) => kind === "pair");
    expect(strip?.intervals).toEqual([
      [0, "up"],
      [10, "cut"],
      [30, "up"],
    ]);
    expect(found.incidents).toMatchObject([
      { service: "pair of lan", subject: { kind: "pair" }, startSeconds: 10, endSeconds: 30, detectedSeconds: 20 },
    ]);
    expect(found.incidents[0]?.phases.map(({ phase }) => phase)).toEqual(["detect", "redirect"]);
    expect(found.measures["pair of lan.steps"]).toBe(1);
    expect(found.measures["pair of lan.availability"]).toBe(0.8);
  });

  it("is told in the chronicle without a word of its own", () => {
    const told = found.detail?.chronicle.map(({ actor, what }) => `${actor}: ${what}`);
    expect(told).toContain("web-1: greeting of pair of lan begins");
    expect(told).toContain("web-1: step wave begins");
  });

  it("has invariants where they apply", () => {
    expect(found.invariants.find(({ name }) => name === "pairs-are-two")?.atStake).toBe(1);
    const twice = (): void => addInvariant({ name: "pairs-are-two", about: "", idle: "nothing", watch: () => ({}) });
    expect(twice).toThrow("there is an invariant pairs-are-two already");
  });
});
