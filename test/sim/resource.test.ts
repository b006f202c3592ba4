import { describe, expect, it } from "vitest";
import { Kernel, Resource, type Release } from "../../src/sim/index.js";

describe("a resource", () => {
  it("grants its units in order of arrival, at once when one is free", () => {
    const kernel = new Kernel();
    const resource = new Resource(2);
    const log: string[] = [];
    for (const name of ["a", "b", "c", "d", "e"]) {
      resource.claim((release) => {
        log.push(`${kernel.now} ${name}`);
        kernel.after(10, release);
      });
    }
    expect(log).toEqual(["0 a", "0 b"]);
    kernel.run(40);
    expect(log).toEqual(["0 a", "0 b", "10 c", "10 d", "20 e"]);
  });

  it("gives a unit to whoever has waited longest, not to whoever claims while it is given back", () => {
    const resource = new Resource(1);
    const log: string[] = [];
    let release!: Release;
    const claim = (name: string): void =>
      resource.claim((given) => {
        release = given;
        log.push(name);
        if (name === "second") claim("fourth");
      });
    for (const name of ["first", "second", "third"]) claim(name);
    for (let i = 0; i < 3; i++) release();
    expect(log).toEqual(["first", "second", "third", "fourth"]);
  });
});
