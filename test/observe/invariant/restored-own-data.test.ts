import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, mounted, note, SPEC, START, stored, type Told } from "../small-run.js";

const volume = "shop-data";
const split: Happening = { kind: "MirrorSplit", volume, device: "d2" };
const laidOver: Happening = { kind: "DeviceOverwritten", host: "web-1", volume, device: "d1", by: "other" };
const joined: Happening = { kind: "MirrorEstablished", volume, device: "d1", source: "d2" };

describe("restored-own-data", () => {
  const find = (...told: readonly Told[]) =>
    foundBy("restored-own-data", [START, [2, stored(0, 5)], ...told], { declaredSeconds: 1 });

  it("is not at stake as long as a stand-in keeps its data", () => {
    expect(find([5, mounted("web-1", "d1", [0, 5])])).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("holds when all that was laid over is back, and its mirror with it", () => {
    const back = mounted("web-1", "d2", [0, 5]);
    expect(find([5, split], [6, laidOver], [7, back], [8, joined])).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("is violated by a write that is not there any more, and by a mirror that nobody joined again", () => {
    const back = mounted("web-1", "d2", [0, 4]);
    expect(find([5, split], [6, laidOver], [7, back])).toMatchObject({
      atStake: 2,
      violations: 2,
      examples: [{ what: "web-1 goes on with d2, which lacks 1 writes of its own" }, {}],
    });
  });

  it("asks for nothing that was put aside on a mirror that is corrupt, of which nobody has heard; a mirror is wanted all the same", () => {
    const corrupt = (device: string): Told => [4, { kind: "DeviceCorrupted", volume, device }];
    const back = mounted("web-1", "d3", [0, 4]);
    const later: readonly Told[] = [
      [5, split],
      [6, laidOver],
      [7, back],
    ];
    expect(find(corrupt("d2"), ...later, [8, joined])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(corrupt("d1"), ...later, [8, joined])).toMatchObject({ atStake: 2, violations: 1 });
    expect(find(corrupt("d2"), ...later)).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("asks for no mirror where another goes on with it that is not cabled to its storage system", () => {
    const links = SPEC.links.filter(({ joins }) => joins?.includes("web-2") !== true);
    const told: readonly Told[] = [
      START,
      [2, stored(0, 5)],
      [5, split],
      [6, laidOver],
      [7, mounted("web-2", "d3", [0, 5])],
    ];
    const found = (spec: typeof SPEC, ...more: readonly Told[]) =>
      foundBy("restored-own-data", [...told, ...more], { spec, declaredSeconds: 1 });
    expect(found(SPEC)).toMatchObject({ atStake: 2, violations: 1 });
    expect(found({ ...SPEC, links })).toMatchObject({ atStake: 1, violations: 0 });
    // At home again it is to have one.
    expect(found({ ...SPEC, links }, [8, mounted("web-1", "d1", [0, 5])])).toMatchObject({ atStake: 2, violations: 1 });
  });

  it("is not at stake for what the policy gave up", () => {
    const because = { rule: "of-no-account" } as const;
    const given = note({ kind: "data-discarded", host: "web-1", volumes: [volume], because });
    expect(find([5, given], [6, laidOver], [7, mounted("web-1", "d2")])).toMatchObject({ atStake: 0, violations: 0 });
  });
});
