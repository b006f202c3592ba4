import { describe, expect, it } from "vitest";
import type { World, WorldSpec } from "../../src/model/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

/** The controller on a network of its own; web-1 one router away, web-2 two. */
function routedSpec(): WorldSpec {
  const spec = smallSpec();
  const [one, two] = spec.hosts;
  return {
    ...spec,
    networks: [
      { name: "office", latency: 1000, bandwidth: 1e8 },
      { name: "lan", latency: 200, bandwidth: 1e8 },
      { name: "far", latency: 30_000, bandwidth: 1e7 },
      { name: "island", latency: 5, bandwidth: 1e7 },
    ],
    connectors: [
      { name: "router-1", joins: ["office", "lan"] },
      { name: "router-2", joins: ["lan", "far"] },
    ],
    hosts: [one!, { ...two!, network: "far" }, { ...two!, name: "web-3", network: "island", relay: "relay-2" }],
    controller: { networks: ["office"] },
  };
}

/** From the controller, one way. */
function latencyTo(world: World, host: string) {
  return world.post.way({ from: world.place("controller"), to: world.place(host) })?.latency ?? null;
}

describe("what the controller can reach", () => {
  it("is as far as the networks that are crossed are slow, and nobody on an island", () => {
    const { world } = smallRun(routedSpec(), null);
    const latencies = ["web-1", "web-2", "web-3"].map((name) => latencyTo(world, name));
    expect(latencies).toEqual([1200, 31_200, null]);
  });

  it("is cut behind a network or connector that is down, and whole again when it is up", () => {
    const { world } = smallRun(routedSpec(), null);
    const latencies = () => ["web-1", "web-2"].map((name) => latencyTo(world, name));
    world.connectors.get("router-2")!.setUp(false);
    expect(latencies()).toEqual([1200, null]);
    world.connectors.get("router-2")!.setUp(true);
    world.network("lan").setUp(false);
    expect(latencies()).toEqual([null, null]);
    world.network("lan").setUp(true);
    world.network("office").setUp(false);
    expect(latencies()).toEqual([null, null]);
    world.network("office").setUp(true);
    expect(latencies()).toEqual([1200, 31_200]);
  });

  it("takes the fastest of several ways, and the next when that is cut", () => {
    const spec = routedSpec();
    const connectors = [...spec.connectors, { name: "router-3", joins: ["office", "far"] }];
    const { world } = smallRun({ ...spec, connectors }, null);
    const latency = () => latencyTo(world, "web-2");
    expect(latency()).toBe(31_000);
    world.connectors.get("router-3")!.setUp(false);
    expect(latency()).toBe(31_200);
  });

  it("decides about reports, while users on the network itself notice nothing", () => {
    const { world, kernel, of } = smallRun(routedSpec());
    kernel.schedule(MINUTE, () => world.connectors.get("router-1")!.setUp(false));
    kernel.run(2 * MINUTE);
    const verdicts = of("NoteMade").filter(({ note }) => note.kind === "verdict");
    // Heard last at 55 s + 1.2 ms; three intervals of 5 s later.
    expect(verdicts.map(({ at }) => at)).toEqual([70 * SECOND + 1200]);
    expect(of("ServiceDown")).toEqual([]);
  });
});
