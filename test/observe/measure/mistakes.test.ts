import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { health, run, START, verdict } from "../small-run.js";

const silenced: Happening = {
  kind: "AddressSilenced",
  host: "web-1",
  address: "10.0.0.11",
  node: "web-1",
  domain: "lan",
};
const answers: Happening = {
  kind: "AddressAnswered",
  host: "web-1",
  address: "10.0.0.11",
  node: "web-1",
  domain: "lan",
};

describe("mistakes", () => {
  it("are verdicts on a host that is healthy and answers; they last until they are taken back, or it is shut down", () => {
    const { measures } = run([
      START,
      [1, answers],
      [10, verdict("web-1")],
      [14, verdict("web-1", "healthy")],
      [30, verdict("web-1")],
      [38, silenced],
    ]);
    expect(measures["web-1.mistakes.rate"]).toBe(2 / 100);
    expect(measures["web-1.mistakes.mean"]).toBe(6);
    expect(measures["web-2.mistakes.rate"]).toBe(0);
    expect(measures["web-2.mistakes.mean"]).toBeNull();
  });

  it("are neither right verdicts nor warnings", () => {
    const { measures } = run([
      START,
      [1, answers],
      [5, verdict("web-1", "failure imminent")],
      [10, silenced, health("web-1", "healthy", "failed")],
      [12, verdict("web-1")],
    ]);
    expect(measures["web-1.mistakes.rate"]).toBe(0);
  });
});
