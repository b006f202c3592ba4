/** Machines of paths, and hosts, that are broken on purpose: each forgets I/Os, or answers them twice. */
import type { Effect, Input, PathsState } from "../../../src/control/index.js";
import { IosUnderWay } from "../../../src/model/multipath/ios-under-way.js";
import type { Breakage } from "./trial.js";

interface Mutant extends Breakage {
  readonly name: string;
}

/** A machine whose effects are others. */
function telling(
  change: (effects: readonly Effect[], input: Input) => readonly Effect[],
): NonNullable<Breakage["machine"]> {
  return (shipped) =>
    ({
      ...shipped,
      step: (state: PathsState, input: Input, now: number) => {
        const turn = shipped.step(state, input, now);
        return { state: turn.state, effects: change(turn.effects, input) };
      },
    }) as never;
}

const programs = (effect: Effect): boolean => effect.kind === "act" && effect.action.kind === "program-paths";

interface Innards {
  queue: unknown[];
  drain(): void;
}

export const mutants: readonly Mutant[] = [
  {
    name: "forgets to let I/Os go on once the device serves elsewhere",
    policy: "{ policy: active-passive, failback: immediate }",
    machine: telling((effects, input) =>
      input.kind === "outcome" ? effects.filter((each) => !programs(each)) : effects,
    ),
  },
  {
    name: "never ends the time for which I/Os wait",
    policy: "{ no-path-retry: 20s, io-timeout: 3s }",
    machine: telling((effects) => effects.filter((each) => each.kind !== "set-timer" || each.timer.kind !== "no-path")),
  },
  {
    name: "forgets a stalled I/O",
    policy: "{ no-path-retry: queue }",
    world: () => {
      const shipped = IosUnderWay.prototype as unknown as Innards;
      const { drain } = shipped;
      shipped.drain = function (this: Innards) {
        this.queue.pop();
        drain.call(this);
      };
      return () => void (shipped.drain = drain);
    },
  },
];
