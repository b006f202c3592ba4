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

  it("counts the outages of its hosts, and how long they are; with services it counts theirs alone", () => {
    const { measures } = run([crash, switchedOff, back, [60, health("web-1", "healthy", "hung")]], { spec: BARE });
    expect(measures).toMatchObject({ "web-1.outages": 2, "web-1.outage.longest": 40, "web-1.outage.mean": 40 });
    expect(measures).toMatchObject({ "web-2.outages": 0, "web-2.outage.longest": 0, "web-2.outage.mean": null });
    expect(run([crash], { spec: SPEC }).measures).not.toHaveProperty(["web-1.outages"]);
  });

  it("measures the availability of its hosts, and shows strips of what there is", () => {
    const { measures, detail } = run([crash, switchedOff, back], { spec: BARE, detail: true });
    expect(measures["web-1.availability"]).toBe(0.6);
    expect(detail?.strips.map(({ kind }) => kind)).toContain("host");
    expect(detail?.strips.some(({ kind }) => kind === "service")).toBe(false);
  });
});
