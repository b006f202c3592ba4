// A scenario in which two hosts greet each other over two networks, and what of it is seen in a run.
import { Kernel, Streams } from "../../src/sim/index.js";
import { buildRun, type Scenario } from "../../src/scenario/index.js";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

export const VILLAGE = `name: village
duration: 1h
networks:
  lan: {}
  san: {}
hosts:
  anna: { network: [lan, san] }
  bert: { network: [lan, san] }
acquaintances:
  two-friends: { between: [anna, bert], over: [lan, san] }
policies:
  polite: { greeting: {} }
  rude: none
`;

export function village(more = ""): Scenario {
  return scenarioOf(VILLAGE + more);
}

/** One run under the first policy, in detail. */
export function live(scenario: Scenario) {
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const strip = detail!.strips.find(({ actor }) => actor === "two-friends")!;
  return {
    ...result,
    chronicle: detail!.chronicle.map(({ atSeconds, actor, what }) => `${atSeconds} ${actor}: ${what}`),
    states: strip.intervals.map(([from, state]) => `${from} ${state}`),
    invariant: (name: string) => result.invariants.find((each) => each.name === name)!,
  };
}

/** What happened, as a digest, with or without what changes nothing left out. */
export function behaviourOf(scenario: Scenario, everyEvent: boolean) {
  const kernel = new Kernel();
  const run = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(7), { everyEvent });
  run.begin();
  kernel.run(scenario.duration);
  return { digest: run.world.behaviour.hex, events: kernel.executed };
}
