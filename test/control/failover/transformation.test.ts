import { describe, expect, it } from "vitest";
import { handOver } from "../../../src/control/failover/device-changes.js";
import { present } from "../../../src/control/failover/device-presented.js";
import { whyNotEligible } from "../../../src/control/failover/eligibility.js";
import { volume } from "../../../src/control/failover/facts.js";
import { possibleMove } from "../../../src/control/failover/stand-in.js";
import { initialState } from "../../../src/control/failover/state.js";
import { movingVolumes } from "../../../src/control/failover/step/moving-volumes.js";
import {
  comparePlatforms,
  differencesOf,
  formatOf,
  movesIn,
  readsAsItIs,
  sayComparison,
  transformationIn,
} from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { figurePolicy, figureSpec, platforms, transformations } from "../../model/figure-worlds.js";

const { solaris, faster, otherHardware, windows, otherProduct } = platforms;

describe("two recorded configurations compared", () => {
  it("are alike when they differ in clock speed alone, or when nothing is recorded", () => {
    expect(comparePlatforms(solaris, faster, [])).toEqual({ is: "alike" });
    expect(comparePlatforms(solaris, null, [])).toEqual({ is: "alike" });
  });

  it("on other hardware need the system's device data transformed and nothing else", () => {
    const comparison = comparePlatforms(solaris, otherHardware, transformations);
    expect(comparison).toEqual({ is: "other-hardware", system: transformations[0] });
    expect(["system", "programs", "data"].map((kind) => movesIn(comparison, kind as "data"))).toEqual([
      true,
      true,
      true,
    ]);
    expect(transformationIn(comparison, "system")).toBe(transformations[0]);
    expect(transformationIn(comparison, "data")).toBeNull();
  });

  it("with another operating system and the same product move data alone, transformed", () => {
    const comparison = comparePlatforms(solaris, windows, transformations);
    expect(comparison).toEqual({ is: "other-system", data: transformations[1], log: null });
    expect(["system", "programs", "data"].map((kind) => movesIn(comparison, kind as "data"))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("with another operating system and the same product need the log transformed too, where that is known", () => {
    const log = { of: "log", from: "solaris", to: "windows-nt", rate: 20e6, by: "engine" } as const;
    expect(comparePlatforms(solaris, windows, [...transformations, log])).toEqual({
      is: "other-system",
      data: transformations[1],
      log,
    });
  });

  it("with another product need data and log transformed", () => {
    expect(comparePlatforms(solaris, otherProduct, transformations)).toEqual({
      is: "other-product",
      data: transformations[1],
      log: transformations[2],
    });
  });

  it("that nobody can transform say so", () => {
    expect(comparePlatforms(solaris, otherHardware, [])).toEqual({
      is: "unknown",
      why:
        "no transformation of system from sun-4x@300MHz, solaris-2.6, oracle-7.3.4 to sun-4m, solaris-2.6, oracle-7.3.4 " +
        "is known",
    });
  });

  it("compare nothing but what moves", () => {
    const parts = ["programs", "data"] as const;
    expect(comparePlatforms(solaris, otherHardware, [], parts)).toEqual({ is: "alike", in: parts });
    expect(comparePlatforms(solaris, otherHardware, [], ["system", "data"])).toMatchObject({ is: "unknown" });
  });

  it("move programs too where they can be transformed, and must where the policy names them", () => {
    const programs = { of: "programs", from: "solaris", to: "windows-nt", rate: 10e6, by: "engine" } as const;
    const comparison = comparePlatforms(solaris, windows, [...transformations, programs]);
    expect(comparison).toEqual({ is: "other-system", data: transformations[1], log: null, programs });
    expect(["system", "programs", "data"].map((kind) => movesIn(comparison, kind as "data"))).toEqual([
      false,
      true,
      true,
    ]);
    expect(transformationIn(comparison, "programs")).toBe(programs);
    expect(comparePlatforms(solaris, windows, transformations, ["programs", "data"])).toEqual({
      is: "unknown",
      why:
        "no transformation of programs from sun-4x@300MHz, solaris-2.6, oracle-7.3.4 to " +
        "pc-2, windows-nt-4.0, oracle-7.3.4 is known",
    });
  });

  it("take the fastest way when several are known, by export and import too", () => {
    const slow = { ...transformations[1]!, rate: 1e6, by: "export-import" as const };
    expect(comparePlatforms(solaris, windows, [slow, ...transformations])).toMatchObject({ data: { rate: 100e6 } });
    expect(comparePlatforms(solaris, windows, [slow])).toMatchObject({ data: slow });
  });
});

describe("data that another make uses as it is", () => {
  const asIs = { of: "data", from: "solaris", to: "windows-nt", by: "as-is" } as const;

  it("moves alone and is not converted, whatever conversions there are", () => {
    const comparison = comparePlatforms(solaris, windows, [...transformations, asIs]);
    expect(comparison).toEqual({ is: "other-system", data: null, log: null });
    expect(movesIn(comparison, "data")).toBe(true);
    expect(movesIn(comparison, "programs")).toBe(false);
    expect(transformationIn(comparison, "data")).toBeNull();
    expect(sayComparison(comparison)).toBe(
      "another operating system: only data moves, as it is, onto the stand-in's own system and programs",
    );
  });

  it("goes back as it came, and says so beside programs that are transformed", () => {
    expect(comparePlatforms(windows, solaris, [asIs])).toEqual({ is: "other-system", data: null, log: null });
    const programs = { of: "programs", from: "solaris", to: "windows-nt", rate: 10e6, by: "engine" } as const;
    expect(sayComparison(comparePlatforms(solaris, windows, [asIs, programs]))).toBe(
      "another operating system: programs and data move, programs transformed, data as it is, onto the stand-in's own system",
    );
  });

  it("is of no use to a third make", () => {
    expect(readsAsItIs([asIs], "solaris oracle", "windows-nt oracle")).toBe(true);
    expect(readsAsItIs([asIs], "windows-nt oracle", "solaris oracle")).toBe(true);
    expect(readsAsItIs([asIs], "solaris oracle", "openvms oracle")).toBe(false);
    expect(readsAsItIs(transformations, "solaris oracle", "windows-nt oracle")).toBe(false);
  });
});

describe("configurations that are recorded in parts", () => {
  const one = { number: 1, kind: "ultrasparc-2@300MHz" };
  const parts = { ...solaris, processors: one, controllers: ["hme-2.1", "isp-1.31"] };
  const other = { ...parts, controllers: ["isp-1.31", "hme-3.0"] };

  it("are alike whatever the order of the record and the clock of the processors", () => {
    const same = { ...parts, processors: { number: 1, kind: "ultrasparc-2" }, controllers: ["isp-1.31", "hme-2.1"] };
    expect(comparePlatforms(parts, same, [])).toEqual({ is: "alike" });
    expect(differencesOf(parts, same)).toEqual([]);
  });

  it("differ part by part, one for one", () => {
    const twice = { ...parts, hardware: "sun-4m", controllers: ["hme-2.1", "hme-2.1", "isp-1.31"] };
    expect(differencesOf(parts, twice)).toEqual([
      { part: "hardware", from: ["sun-4x"], to: ["sun-4m"] },
      { part: "controllers", from: [], to: ["hme-2.1"] },
    ]);
    expect(differencesOf(solaris, { ...solaris, processors: one, applications: [] })).toEqual([
      { part: "processors", from: [], to: ["1 ultrasparc-2"] },
      { part: "applications", from: ["oracle-7.3.4"], to: [] },
    ]);
  });

  it("say which parts no conversion of the system is known for", () => {
    const many = { ...parts, processors: { number: 4, kind: "ultrasparc-2" } };
    expect(comparePlatforms(parts, many, transformations)).toEqual({
      is: "unknown",
      why:
        "no transformation of system from sun-4x@300MHz, 1 ultrasparc-2, hme-2.1 and isp-1.31, solaris-2.6, oracle-7.3.4 " +
        "to sun-4x@300MHz, 4 ultrasparc-2, hme-2.1 and isp-1.31, solaris-2.6, oracle-7.3.4 is known; " +
        "they differ in processors (1 ultrasparc-2, there 4 ultrasparc-2)",
    });
    expect(comparePlatforms(solaris, parts, [])).toMatchObject({
      why: expect.stringContaining("processors (none recorded, there 1 ultrasparc-2)") as string,
    });
    // What belongs to no operating system knows nothing of all that.
    expect(comparePlatforms(parts, many, [], ["programs", "data"])).toMatchObject({ is: "alike" });
  });

  it("are brought together by a conversion of the only part that differs, and of no other", () => {
    const revision = { of: "system", from: "hme-2.1", to: "hme-3.0", rate: 50e6, by: "engine" } as const;
    const comparison = comparePlatforms(parts, other, [revision]);
    expect(comparison).toEqual({
      is: "other-hardware",
      system: revision,
      differs: "controllers (hme-2.1, there hme-3.0)",
    });
    expect(sayComparison(comparison)).toBe(
      "other controllers (hme-2.1, there hme-3.0): the operating system's data about devices is transformed",
    );
    expect(comparePlatforms(parts, { ...other, hardware: "sun-4m" }, [revision])).toMatchObject({ is: "unknown" });
    expect(comparePlatforms(parts, { ...other, controllers: ["isp-2.0", "hme-3.0"] }, [revision])).toMatchObject({
      is: "unknown",
    });
    const whole = { ...revision, from: "sun-4x", to: "sun-4x" };
    expect(comparePlatforms(parts, { ...other, processors: { number: 4, kind: "x" } }, [whole])).toMatchObject({
      system: whole,
    });
  });
});

describe("the format of what a host writes", () => {
  it("holds devices for the system, the operating system for programs, the product too for data", () => {
    expect(formatOf(solaris, "system")).toBe("solaris-2.6 on sun-4x");
    expect(formatOf(windows, "programs")).toBe("windows-nt");
    expect(formatOf(otherProduct, "data")).toBe("windows-nt sql-server");
  });
});

describe("a stand-in of another make", () => {
  /** web-2 went on with the data of web-1, converted; what starts web-1 stayed there. */
  function converted() {
    const state = initialState(failoverConfig(figureSpec("9"), figurePolicy("9")));
    const [group] = state.groups;
    const data = volume(state.facts, "shop-data");
    present(data, "shop-data@web-2", "web-2");
    handOver(data, "web-2", 0);
    group!.holder = "web-2";
    return { facts: state.facts, to: (name: string) => possibleMove(state, group!, name) };
  }

  it("is tried once more with its own system: what stayed with the first host is not missed", () => {
    const { facts, to } = converted();
    expect(movingVolumes(facts, to("web-2")).map(({ name }) => name)).toEqual(["shop-data"]);
    expect(whyNotEligible(to("web-2"), facts)).toBeNull();
  });
});
