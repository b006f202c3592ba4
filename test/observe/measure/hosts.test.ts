import { describe, expect, it } from "vitest";
import { health, power, run, START } from "../small-run.js";

const copied = (bytes: number, result: "done" | "failed") =>
  ({ kind: "CopyEnded", volume: "shop-data", target: "d2", bytes, result, why: null, holds: [] }) as const;

describe("hosts", () => {
  it("draw power from the start when the scenario says so, and from the moment they get it", () => {
    const { measures } = run(
      [
        START,
        [1000, power("web-2", true), { kind: "HostStageChanged", host: "web-2", from: "off", to: "booting" }],
        [1800, { kind: "HostStageChanged", host: "web-2", from: "booting", to: "online" }],
      ],
      { seconds: 3600 },
    );
    expect(measures["web-1.hours"]).toBe(1);
    expect(measures["web-2.hours"]).toBeCloseTo(2600 / 3600, 14);
    expect(measures["hosts.hours"]).toBeCloseTo(6200 / 3600, 14);
    expect(measures["hosts.hours.online"]).toBe(1.5);
    expect(measures["hosts.owned"]).toBe(2);
    expect(measures["web-2.availability"]).toBe(0.5);
  });

  it("are available while online and neither hung nor failed", () => {
    const { measures } = run([
      START,
      [10, health("web-1", "healthy", "hung")],
      [30, health("web-1", "hung", "healthy")],
    ]);
    expect(measures["web-1.availability"]).toBe(0.8);
    expect(measures["web-1.hours"]).toBe(100 / 3600);
  });

  it("are measured after the warm-up", () => {
    const { measures } = run([START, [10, health("web-1", "healthy", "failed")], [60, power("web-1", false)]], {
      warmUpSeconds: 50,
    });
    expect(measures["web-1.availability"]).toBe(0);
    expect(measures["hosts.hours"]).toBe(10 / 3600);
  });
});

describe("counts of the run", () => {
  it("are taken after the warm-up", () => {
    const page = { kind: "PersonPaged", subject: "web-1" } as const;
    const { measures } = run(
      [START, [10, copied(7, "done"), page], [60, copied(5, "done"), copied(3, "failed"), page]],
      {
        warmUpSeconds: 50,
      },
    );
    expect(measures["storage.copied"]).toBe(5);
    expect(measures["pages"]).toBe(1);
    expect(measures["takeovers"]).toBe(0);
  });
});
