import { describe, expect, it } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";
import { SECOND } from "../../../src/units/index.js";
import { down, run, SPEC, START, takeoverEnded, takeoverStarted, up, type Told, begun, move } from "../small-run.js";

const injected = (fault: string, target: string) => ({ kind: "FaultInjected", fault, effect: "hit", target }) as const;
const cleared = (fault: string, target: string) => ({ kind: "FaultCleared", fault, effect: "hit", target }) as const;

function causesOf(told: readonly Told[]) {
  return run(told).incidents.map(({ causes }) => causes);
}

describe("the causes of an incident", () => {
  it("are the faults in force on what the service depends on", () => {
    const told: Told[] = [
      START,
      [5, injected("cut fc-1", "fc-1"), injected("crash web-2", "web-2")],
      [10, injected("crash web-1", "web-1"), down()],
      [20, up("web-2")],
    ];
    expect(causesOf(told)).toEqual([["crash web-1", "cut fc-1"]]);
  });

  it("begin with the latest; those of one instant stand in the order in which they struck", () => {
    const told: Told[] = [
      START,
      [5, injected("relay-stuck", "web-1")],
      [10, injected("fire", "web-1"), injected("water", "array-1"), down()],
    ];
    expect(causesOf(told)).toEqual([["fire", "water", "relay-stuck"]]);
  });

  it("are, when nothing else explains it, faults of the host that it belongs to and that it left", () => {
    const told: Told[] = [START, [5, injected("hang", "web-1"), down()], [20, up("web-2")], [30, down()]];
    expect(causesOf(told)).toEqual([["hang"], ["hang"]]);
  });

  it("include one that is told at the same instant after the outage", () => {
    expect(causesOf([START, [10, down(), injected("power", "array-1"), injected("other", "web-2")]])).toEqual([
      ["power"],
    ]);
  });

  it("are the latest one since the service came up, though cleared, when none is in force", () => {
    const told: Told[] = [
      START,
      [2, injected("first", "web-1")],
      [3, cleared("first", "web-1"), injected("second", "lan")],
      [4, cleared("second", "lan")],
      [10, down()],
      [20, up()],
      [30, down()],
    ];
    expect(causesOf(told)).toEqual([["second"], []]);
  });

  it("are the upgrade of a host of that instant, whatever else is in force", () => {
    const platform = { hardware: "sun-4x", system: "solaris-9", applications: [] };
    const told: Told[] = [
      START,
      [5, injected("crash web-1", "web-1"), down()],
      [8, up("web-2")],
      [10, { kind: "HostUpgraded", host: "web-2", platform }, down()],
      [20, up("web-1")],
      [30, down()],
    ];
    expect(causesOf(told)).toEqual([["crash web-1"], ["upgrade of web-2"], ["crash web-1"]]);
  });

  it("name a fault that hit several things once", () => {
    expect(causesOf([START, [10, injected("common", "web-1"), injected("common", "array-1"), down()]])).toEqual([
      ["common"],
    ]);
  });

  it("are faults of the host from which its own is watched, when a verdict moved it and nothing else hit it", () => {
    const spec = { ...SPEC, agents: [{ host: "web-2", watches: ["web-1", "web-2"], report: SECOND }] };
    const dies = injected("agent-crash web-2", "web-2");
    const moved: Told[] = [START, [5, dies], [10, takeoverStarted(), down()]];
    const causes = (told: readonly Told[]) => run(told, { spec }).incidents.map((each) => each.causes);
    expect(causes(moved)).toEqual([["agent-crash web-2"]]);
    expect(causes([START, [5, dies, injected("crash", "web-1")], [10, takeoverStarted(), down()]])).toEqual([
      ["crash"],
    ]);
    expect(causes([START, [5, dies], [10, down()]])).toEqual([[]]);
    expect(causesOf(moved)).toEqual([["takeover of shop"]]);
  });

  it("are, without a fault, the move for whose sake the service was taken down", () => {
    const forIt: Told[] = [START, [10, takeoverStarted(), down()], [20, takeoverEnded(), up("web-2")]];
    expect(causesOf(forIt)).toEqual([["takeover of shop"]]);
    const because = { rule: "verdict", host: "web-9", verdict: "failed" } as const;
    const forAnother: Told[] = [START, [10, begun(move(["mail"], "web-9", "web-1"), because, "2C")], [11, down()]];
    expect(causesOf(forAnother)).toEqual([["takeover of mail"]]);
    const [taken] = run(forAnother).incidents;
    expect(
      taken!.phases.map(({ phase }) => phase),
      "what is done on purpose is not to be detected",
    ).toEqual(["repair"]);
    expect(taken!.detectedSeconds).toBe(taken!.startSeconds);
    const gives = { rule: "gives-way", to: ["shop"], priority: 2 } as const;
    const givingWay: Told[] = [
      START,
      [10, begun(move(["shop"], "web-9", "web-1", "giving way"), gives, "give way"), down()],
    ];
    expect(causesOf(givingWay)).toEqual([["giving way to shop"]]);
    const back: Told[] = [START, [10, begun(move(["mail"], "web-9", "web-1", "failback"), because), down()]];
    expect(causesOf(back)).toEqual([["failback of mail"]]);
  });

  it("are the move that takes it down on purpose, unless something has struck since", () => {
    const because = { rule: "verdict", host: "web-9", verdict: "failed" } as const;
    const clearing = begun(move(["mail"], "web-9", "web-1"), because, "2C");
    const back = begun(move(["shop"], "web-1", "web-9", "failback"), because);
    for (const [told, cause] of [
      [clearing, "takeover of mail"],
      [back, "failback of shop"],
    ] as const) {
      expect(causesOf([START, [5, injected("lossy lan", "lan")], [10, told], [11, down()]])).toEqual([[cause]]);
      expect(causesOf([START, [10, told], [11, injected("crash web-1", "web-1"), down()]])).toEqual([["crash web-1"]]);
    }
  });

  it("are not what strikes another host at the same switch, or its cable", () => {
    const [cable, other] = SPEC.links;
    const spec = {
      ...SPEC,
      switches: [{ name: "sw-1" }],
      links: [
        { ...cable!, joins: ["web-1", "sw-1"] as const },
        { ...other!, joins: ["web-2", "sw-1"] as const },
        { ...cable!, name: "fc-3", joins: ["sw-1", "fa-1"] as const },
      ],
    };
    const causes = (target: string) =>
      run([START, [5, injected("blow", target)], [10, down()]], { spec }).incidents.map((each) => each.causes);
    for (const target of ["web-1", cable!.name, "sw-1", "fc-3"]) expect(causes(target)).toEqual([["blow"]]);
    for (const target of ["web-2", other!.name]) expect(causes(target)).toEqual([[]]);
  });

  it("are what took the part of a storage server that a port of its paths is", async () => {
    const { scenario } = await readScenario("scenarios/paths/ports-of-a-server.yaml");
    const { incidents, measures } = runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false }).result;
    expect(incidents.map(({ service, causes }) => [service, ...causes])).toEqual([
      ["desk", "part-failure c-1"],
      ["ways", "part-failure c-1"],
    ]);
    // The host: an I/O fails after 0.1 s, and the device takes 1 s. The set: found after 0.5004 s, and assigned in 0.5 s.
    expect([measures["desk.rto.max"], measures["ways.rto.max"]]).toEqual([1.1, 1.0004]);
  });
});
