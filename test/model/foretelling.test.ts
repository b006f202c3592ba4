/** An agent that recognises series of minor errors: it says so once, as soon as it is heard, as long as it lives. */
import { describe, expect, it } from "vitest";
import { startMachine, type World } from "../../src/model/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

/** What the controller hears of series, with web-1 having an error of its memory at these seconds, and what else is done. */
function foretold(errors: readonly number[], deeds: readonly (readonly [number, (world: World) => void])[] = []) {
  const agents = [{ host: "web-1", report: 5 * SECOND, foretells: { count: 3, within: MINUTE } }];
  const { world, kernel } = smallRun(smallSpec({ agents }), null);
  const heard: string[] = [];
  startMachine(
    world,
    "controller",
    {
      start: () => ({ state: null, effects: [] }),
      step: (state, input, now) => {
        if (input.kind === "message" && input.body.kind === "foretold")
          heard.push(`${now / SECOND} ${input.body.component} ${input.body.count}`);
        return { state, effects: [] };
      },
    },
    null,
  );
  for (const at of errors) kernel.schedule(at * SECOND, () => world.monitors.get("web-1")?.reportMinorError("memory"));
  for (const [at, act] of deeds) kernel.schedule(at * SECOND, () => act(world));
  kernel.run(10 * MINUTE);
  return heard;
}

const lan = (up: boolean) => (world: World) => world.network("lan").setUp(up);
const agent = (alive: boolean) => (world: World) => world.agents.get("web-1")?.setAlive(alive);

describe("an agent that foretells", () => {
  it("says so with the error that completes a series, and with none before", () => {
    expect(foretold([10, 20])).toEqual([]);
    expect(foretold([10, 20, 30])).toEqual(["30.0002 memory 3"]);
    // The first and the last are 61 s apart, then 60.
    expect(foretold([10, 30, 71])).toEqual([]);
    expect(foretold([10, 30, 70])).toEqual(["70.0002 memory 3"]);
  });

  it("says so with its first report after a cut, once", () => {
    expect(
      foretold(
        [10, 20, 30],
        [
          [5, lan(false)],
          [42, lan(true)],
        ],
      ),
    ).toEqual(["45.0002 memory 3"]);
  });

  it("knows nothing of what it saw before it died, or of errors while it was dead", () => {
    const died = (at: number, back: number) => [[at, agent(false)] as const, [back, agent(true)] as const];
    expect(foretold([10, 20, 30], died(25, 26))).toEqual([]);
    expect(foretold([10, 20, 30], died(15, 25))).toEqual([]);
    expect(foretold([30, 40, 50], died(15, 25))).toEqual(["50.0002 memory 3"]);
  });

  it("begins anew when its host was repaired and tested", () => {
    expect(foretold([10, 20, 30], [[25, (world) => world.people.serviced("web-1")]])).toEqual([]);
  });
});
