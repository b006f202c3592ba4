/** The actions that a machine asks for: each takes its time, and its outcome comes back exactly once, or is recorded as lost. */
import type { Input, Outcome } from "../control/index.js";
import type { Ask } from "./domain/foresighted.js";
import type { Doubted } from "./doubted.js";
import { kindOf } from "./effect/index.js";
import type { Place } from "./place.js";
import type { World } from "./world.js";

/** Who asks. */
interface Asker {
  readonly name: string;
  lives(): boolean;
  /** Counts its lives: outcomes of what an earlier one began reach nobody. */
  life(): number;
  hear(outcome: Extract<Input, { kind: "outcome" }>): void;
}

export class ActionsAskedFor {
  constructor(
    private readonly world: World,
    private readonly at: Place,
    private readonly doubted: Doubted,
    private readonly asker: Asker,
  ) {}

  begin(ask: Ask): void {
    const { id, action, because } = ask;
    const { world, asker } = this;
    const known = kindOf(action);
    if (known.routine !== true) world.record({ kind: "EffectSent", place: asker.name, id, action, because });
    this.doubted.act(id, action, world.kernel.now);
    known.perform(world, action, this.settler(ask), this.at);
  }

  settler({ id, action }: Ask): (outcome: Outcome | null) => void {
    const { kind } = action;
    const { world, asker } = this;
    const place = asker.name;
    const life = asker.life();
    const recorded = kindOf(action).routine !== true;
    let settled = false;
    return (outcome: Outcome | null): void => {
      if (settled) throw new Error(`${kind} #${id} of ${place} was settled twice`);
      settled = true;
      if (outcome === null || !asker.lives() || life !== asker.life()) {
        this.doubted.lost(id);
        if (recorded) world.record({ kind: "OutcomeLost", place, id, action: kind });
        return;
      }
      if (recorded) world.record({ kind: "OutcomeDelivered", place, id, action: kind, outcome });
      asker.hear({ kind: "outcome", id, outcome });
    };
  }
}
