/** Which way data takes: by one agent, by two over the network, or by the storage systems themselves; and what agents notice of it. */
import { describe, expect, it } from "vitest";
import type { Way } from "../../../src/control/index.js";
import type { LinkSpec, WorldSpec } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { MB, opened, order, type TransferRun, transferRun, transferSpec } from "./transfer-world.js";

/** web-1 is cabled to array-1 alone, web-2 to array-2 alone; the network carries 125 MB/s in 200 us. */
function apart(change: Partial<WorldSpec> = {}): WorldSpec {
  const line = (name: string, joins: LinkSpec["joins"], bandwidth = 200 * MB): LinkSpec => {
    return { name, joins, protocol: "fibre-channel", bandwidth, latency: 10 };
  };
  const links = [line("l-1", ["web-1", "fa-1"]), line("l-2", ["web-2", "fb-1"])];
  return transferSpec({ links, switches: [], ...change });
}

function go(run: TransferRun, agent: string, way: Way, to = 1) {
  const its = order();
  run.act({ kind: "open-run", agent: "ra-1", order: its, way: { by: "push", helper: null }, conditions: [] });
  run.kernel.run(run.kernel.now + SECOND);
  const begun = run.kernel.now;
  const answer = run.act({ kind: "copy-extents", agent, order: its, way, from: 0, to });
  run.kernel.run(begun + 30 * SECOND);
  return { ...answer, took: answer.at === null ? null : answer.at - begun };
}

describe("over the network", () => {
  it("an agent that reaches the source pushes to one that reaches the target: 64 MB at 125 MB/s", () => {
    expect(go(transferRun(apart()), "ra-1", { by: "push", helper: "ra-2" })).toMatchObject({ took: 220 + 512_000 });
  });

  it("one that reaches the target pulls, and one on the target's storage system needs no path", () => {
    expect(go(transferRun(apart()), "ra-2", { by: "pull", helper: "ra-1" })).toMatchObject({ took: 220 + 512_000 });
    expect(go(transferRun(apart()), "ra-3", { by: "pull", helper: "ra-1" })).toMatchObject({ took: 210 + 512_000 });
  });

  it("it breaks off when the network is cut, or when the two cannot talk to each other, and Fibre Channel does not help", () => {
    for (const cut of [
      (run: TransferRun) => run.world.network("lan").setUp(false),
      (run: TransferRun) => void run.world.post.disturb({ from: "ra-1", to: "ra-2", cut: true }),
      (run: TransferRun) => run.world.post.partition("web-2", true, false),
    ]) {
      const run = transferRun(apart());
      run.kernel.schedule(3 * SECOND, () => cut(run));
      const answer = go(run, "ra-1", { by: "push", helper: "ra-2" }, 100);
      const isOneWay = run.of("ReachChanged").length > 0;
      // What the far end says does not get through, but the data does.
      if (isOneWay) expect(answer.at).toBeNull();
      else expect(answer).toMatchObject({ at: 3 * SECOND, outcome: { why: "ra-1 cannot talk to ra-2" } });
    }
  });

  it("it fails when its helper dies", () => {
    const run = transferRun(apart());
    run.kernel.schedule(3 * SECOND, () => run.world.host("web-2").crash());
    const answer = go(run, "ra-1", { by: "push", helper: "ra-2" }, 100);
    expect(answer).toMatchObject({ at: 3 * SECOND, outcome: { status: "failed", why: "ra-2 does not work" } });
  });
});

describe("between storage systems", () => {
  it("data goes over a link between them, as an agent orders", () => {
    const arrayLinks = [{ name: "al", joins: ["array-1", "array-2"] as const, bandwidth: 20 * MB, latency: 1000 }];
    const answer = go(transferRun(apart({ arrayLinks })), "ra-1", { by: "push", helper: null });
    expect(answer).toMatchObject({ took: 1010 + 3_200_000 });
  });

  it("or from port to port through a switch", () => {
    const run = transferRun();
    expect(go(run, "ra-1", { by: "push", helper: null })).toMatchObject({ took: 20 + 20 + 640_000 });
  });
});

describe("an agent", () => {
  const look = (run: TransferRun, agent: string) => {
    const { outcome } = run.act({ kind: "look-at-paths", agent });
    return outcome?.status === "done" && outcome.found?.what === "paths" ? outcome.found.arrays : null;
  };

  it("reaches over the adapters of its host, or of the storage system that it is on", () => {
    const both = transferRun();
    expect(["ra-1", "ra-3"].map((each) => look(both, each))).toEqual([
      ["array-1", "array-2"],
      ["array-1", "array-2"],
    ]);
    const run = transferRun(apart());
    expect(["ra-1", "ra-2", "ra-3"].map((each) => look(run, each))).toEqual([["array-1"], ["array-2"], ["array-2"]]);
  });

  it("notices over Fibre Channel what IP knows nothing of, and the other way round", () => {
    const run = transferRun();
    look(run, "ra-1");
    const heard: unknown[] = [];
    run.world.place("ra-1").enter({
      receive: ({ body }) => heard.push(body),
      receiveRoutinely: () => true,
      hold: () => undefined,
      release: () => undefined,
      wake: () => undefined,
      stop: () => undefined,
      restart: () => undefined,
    });
    run.world.network("lan").setUp(false);
    run.kernel.run(2 * SECOND);
    expect(heard).toEqual([]);
    run.world.links.get("l-4")!.setUp(false);
    run.kernel.run(3 * SECOND);
    run.world.host("web-1").reach.setComponent("adapter", false);
    run.kernel.run(4 * SECOND);
    run.world.host("web-1").reach.setComponent("adapter", true);
    run.world.links.get("l-4")!.setUp(true);
    run.kernel.run(5 * SECOND);
    expect(heard).toEqual([
      { kind: "paths-changed", agent: "ra-1", arrays: ["array-1"] },
      { kind: "paths-changed", agent: "ra-1", arrays: [] },
      { kind: "paths-changed", agent: "ra-1", arrays: ["array-1"] },
      { kind: "paths-changed", agent: "ra-1", arrays: ["array-1", "array-2"] },
    ]);
    expect(opened(run).outcome).toMatchObject({ status: "done" });
  });
});
