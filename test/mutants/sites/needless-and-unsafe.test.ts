/** Decisions that were missing once, broken again on purpose: each is caught in the scenario in which it was missed. */
import { expect, test } from "vitest";
import {
  type Action,
  type Effect,
  type FailoverConfig,
  failoverController,
  type FailoverState,
  type Input,
  type Machine,
  type Outcome,
} from "../../../src/control/index.js";
import { runReplication } from "../../../src/experiment/index.js";
import type { Micros } from "../../../src/units/index.js";
import { decodeDrawn } from "../drawn/trial.js";
import { relayOfTwo } from "../../cases/relay-of-two.js";
import { tampered, type Tampering } from "../tampering.js";
import type { Controller } from "../trial.js";
import { siteTrial } from "./trial.js";

/** As it is shipped, whatever stands in its place later. */
const logic = { ...failoverController } as Machine<FailoverConfig, FailoverState, Input, Effect>;

const mutant = (tampering: Tampering): Controller => tampered(logic as Controller, tampering);

/** Changes what it knows after each turn. */
const confused = (confuse: (state: FailoverState) => void): Controller =>
  ({
    ...logic,
    step: (state: FailoverState, input: Input, now: Micros) => {
      const turn = logic.step(state, input, now);
      confuse(turn.state);
      return turn;
    },
  }) as Controller;

const allWritten = ({ kind }: Action): Outcome | null =>
  kind === "ask-device" ? { status: "done", found: { what: "written", written: true } } : null;

/** Runs with another logic in the place of the house's. */
function violatedBy(machine: Controller, run: () => readonly string[]): readonly string[] {
  const before = { ...failoverController };
  Object.assign(failoverController, machine);
  try {
    return run();
  } finally {
    Object.assign(failoverController, before);
  }
}

const ofSeed = (seed: number) => (): readonly string[] =>
  siteTrial(seed)!.flatMap(({ name, violations }) => (violations > 0 ? [name] : []));

const ofText = (text: string) => (): readonly string[] => {
  const { scenario } = decodeDrawn(text);
  const { result } = runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false });
  return result.invariants.flatMap(({ name, violations }) => (violations > 0 ? [name] : []));
};

const MUTANTS = [
  {
    name: "takes whoever was told to start for one who has written",
    run: ofSeed(9_214_502),
    machine: mutant({ answer: allWritten }),
    caughtBy: "resync-direction",
  },
  {
    name: "starts a host anew again and again with what is of no use",
    run: ofSeed(10_201_899),
    machine: confused(({ facts }) => {
      for (const { devices } of Object.values(facts.volumes))
        for (const row of Object.values(devices)) (row as { useless: boolean }).useless = false;
    }),
    caughtBy: "no-flapping",
  },
  {
    name: "does not care who gets power through the relay of another",
    run: ofText(
      relayOfTwo({
        auto: true,
        faults: ["{ at: 2min, crash: web-1, repair: 5min }", "{ at: 20min, crash: web-2, repair: 30min }"],
      }),
    ),
    machine: {
      ...logic,
      // Nobody comes back by itself, as it believes.
      start: (config: FailoverConfig, now: Micros) =>
        logic.start({ ...config, hosts: config.hosts.map((each) => ({ ...each, stopsInStandalone: true })) }, now),
    } as Controller,
    caughtBy: "unique-identity",
  },
] as const;

test.each(MUTANTS)("a mutant that $name is caught by $caughtBy", ({ run, machine, caughtBy }) => {
  expect(run()).toEqual([]);
  expect(violatedBy(machine, run)).toContain(caughtBy);
});
