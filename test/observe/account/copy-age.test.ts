/** The age of the newest copy, by hand: areas of triangles and trapezia. */
import { describe, expect, it } from "vitest";
import { CopyAge } from "../../../src/observe/account/copy-age.js";
import { SECOND } from "../../../src/units/index.js";

const at = (seconds: number) => seconds * SECOND;

describe("the age of the newest copy", () => {
  it("is not known before there is one", () => {
    expect(new CopyAge(0).figures(at(100))).toEqual({ mean: null, max: null, end: null, without: 0 });
  });

  it("grows from the age at which a copy is complete to the next one", () => {
    const age = new CopyAge(0);
    age.becomes(at(10), at(5));
    age.becomes(at(30), at(20));
    // From 5 to 25 for 20 s, from 10 to 20 for 10 s.
    expect(age.figures(at(40))).toEqual({ mean: (15 * 20 + 15 * 10) / 30, max: 25, end: 20, without: 0 });
  });

  it("is counted from the end of the warm-up on, with what had grown by then", () => {
    const age = new CopyAge(at(20));
    age.becomes(at(10), at(5));
    expect(age.figures(at(30))).toEqual({ mean: 20, max: 25, end: 25, without: 0 });
  });

  it("goes on growing when the newest copy breaks, and there is none until the next", () => {
    const age = new CopyAge(0);
    age.becomes(at(10), at(10));
    age.breaks(at(20));
    age.breaks(at(25));
    expect(age.figures(at(30))).toMatchObject({ max: 20, without: at(10) });
    age.becomes(at(40), at(35));
    expect(age.figures(at(50))).toMatchObject({ max: 30, end: 15, without: at(20) });
  });

  it("that breaks before there was any is of nothing", () => {
    const age = new CopyAge(0);
    age.breaks(at(5));
    expect(age.figures(at(10)).without).toBe(0);
  });
});
