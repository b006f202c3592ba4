import { expect, test } from "vitest";
import { failoverController } from "../../src/control/index.js";
import { startMachine, World } from "../../src/model/index.js";
import { observe } from "../../src/observe/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { Kernel, Streams } from "../../src/sim/index.js";
import { HOUR, SECOND } from "../../src/units/index.js";
import { type Figure, figurePolicy, figureSpec, transformations } from "./figure-worlds.js";

const MB = 1_000_000;
const END = 16 * HOUR;

/** What was converted can be converted back. */
const BOTH_WAYS = [
  ...transformations,
  { of: "system", from: "sun-4m", to: "sun-4x", rate: 20 * MB, by: "engine" },
  { of: "data", from: "windows-nt", to: "solaris", rate: 100 * MB, by: "engine" },
  { of: "log", from: "sql-server", to: "oracle", rate: 10 * MB, by: "engine" },
] as const;

/** web-1 crashes, is repaired, and gets back what it had if there is a way. */
function thereAndBack(figure: Figure, known: typeof transformations) {
  const spec = figureSpec(figure, { transformations: known });
  const kernel = new Kernel();
  const world = new World(kernel, new Streams("7"), spec, startMachine);
  const observation = observe({ spec, duration: END, warmUp: 0, replication: 0 });
  const serves: string[] = [];
  const begun: string[] = [];
  world.listen((record) => {
    observation.hear(record);
    if (record.kind === "ServiceUp" && record.service === "shop") serves.push(record.host);
    if (record.kind === "NoteMade" && record.note.kind === "begun") begun.push(record.note.of.kind);
  });
  world.start();
  const config = failoverConfig(spec, figurePolicy(figure, { failback: { after: 0 } }));
  startMachine(world, "controller", failoverController, config);
  kernel.schedule(1002 * SECOND, () => world.host("web-1").crash());
  kernel.schedule(5 * HOUR, () => {
    world.host("web-1").repair();
    world.people.serviced("web-1");
  });
  kernel.run(END);
  const { invariants } = observation.finish(END);
  return { serves, begun, violated: invariants.filter(({ violations }) => violations > 0) };
}

test.each(["8", "9"] as const)("%s: where nothing is known that converts the data back, nobody tries", (figure) => {
  const { serves, begun, violated } = thereAndBack(figure, transformations);
  expect(serves).toEqual(["web-1", "web-2"]);
  expect(begun).toEqual(["takeover"]);
  expect(violated).toEqual([]);
});

test.each(["8", "9"] as const)("%s: what can be converted back goes back", (figure) => {
  const { serves, begun, violated } = thereAndBack(figure, BOTH_WAYS);
  expect(violated).toEqual([]);
  expect(begun.filter((kind) => kind !== "own life")).toEqual(["takeover", "failback"]);
  expect(serves).toEqual(["web-1", "web-2", "web-1"]);
});
