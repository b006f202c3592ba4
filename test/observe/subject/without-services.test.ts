import { describe, expect, it } from "vitest";
import { health, power, run, SPEC, type Told } from "../small-run.js";

const BARE = { ...SPEC, services: [] };

const crash: Told = [
  10,
  { kind: "FaultInjected", fault: "crash web-1", effect: "crash", target: "web-1" },
  health("web-1", "healthy", "failed"),
];
const switchedOff: Told = [20, power("web-1", false)];
const back: Told = [
  50,
  power("web-1", true),
  health("web-1", "failed", "healthy"),
  { kind: "HostStageChanged", host: "web-1", from: "off", to: "online" },
];

describe("a run without services", () => {
  it("has incidents of its hosts: from a failure until the host works again, with its causes", () => {
    const { incidents } = run([crash, switchedOff, back], { spec: BARE });
    expect(incidents).toMatchObject([
      {
        service: "web-1",
        subject: { kind: "host", name: "web-1" },
        causes: ["crash web-1"],
        startSeconds: 10,
        endSeconds: 50,
        from: "web-1",
        to: "web-1",
      },
    ]);
  });

  it("has none of a host that is switched off on purpose, nor where there are services", () => {
    expect(run([switchedOff], { spec: BARE }).incidents).toEqual([]);
    expect(run([crash], { spec: SPEC }).incidents.filter(({ subject }) => subject !== undefined)).toEqual([]);
  });

  it("measures the availability of its hosts, and shows strips of what there is", () => {
    const { measures, detail } = run([crash, switchedOff, back], { spec: BARE, detail: true });
    expect(measures["web-1.availability"]).toBe(0.6);
    expect(detail?.strips.map(({ kind }) => kind)).toContain("host");
    expect(detail?.strips.some(({ kind }) => kind === "service")).toBe(false);
  });
});
