/** What `check` tells of parts: who does instead what one did, how soon that is known, and how long it takes. */
import { alternateFor, type Duty, dutiesOf } from "../../../control/index.js";
import { kindOf, type WorldSpec } from "../../../model/index.js";
import type { PlannedMove } from "../../assembly/planned-move.js";
import type { SetsMeaning } from "./meaning.js";
import type { SetsSpec } from "./policy.js";

/** Of an n-way set the first duty stands for all of them. That nobody stands in for a single member is told as a weakness. */
export function planReplacements(part: SetsSpec, { sets }: SetsMeaning, world: WorldSpec): readonly PlannedMove[] {
  const duties = dutiesOf(sets);
  return sets.flatMap((set) => {
    const [first, ...others] = duties.filter((duty) => duty.set === set);
    const to = first === undefined ? null : standInFor(first, duties);
    return first === undefined || to === null ? [] : [planDuty(first, to, others.length, part, world)];
  });
}

/** As the Primary chooses when the first one fails and all others work. */
function standInFor(duty: Duty, duties: readonly Duty[]): string | null {
  const load = (name: string): number => duties.filter(({ first }) => first === name).length;
  return alternateFor(duty, ({ name }) => name !== duty.first, load);
}

function planDuty(duty: Duty, to: string, others: number, part: SetsSpec, world: WorldSpec): PlannedMove {
  const { name, set, first } = duty;
  const action = { kind: "assign-duty", duty: name, to, epoch: 1 } as const;
  const takes = kindOf(action).takes?.(action, world) ?? null;
  return {
    subjects: [others === 0 ? set.name : `${set.name}, each of ${others + 1} alike`],
    ...{ from: first, to, excluded: [], ahead: [] },
    ...(isWhole(duty, world) ? noticedBySilence(part) : noticedByLooking(part)),
    steps:
      takes === null
        ? []
        : [
            {
              ...{ name: "assign", figure: null, does: [`have ${to} do what ${first} did`] },
              ...{ withinMicros: takes, expectedMicros: takes, otherwise: "go on" },
            },
          ],
  };
}

/** With it go those who look after it. */
function isWhole({ set, first }: Duty, { servers = [] }: WorldSpec): boolean {
  const parts = set.members.find(({ name }) => name === first)?.parts ?? [];
  return parts.some((part) => servers.some(({ name }) => name === part));
}

type Notices = Pick<PlannedMove, "notices" | "noticedWithinMicros">;

/**
 * A part is looked at by its own server once in each interval, what was found goes to the Primary with the next answer, and the
 * Primary looks at that when it speaks again.
 */
function noticedByLooking({ every }: SetsSpec): Notices {
  return { notices: ["those who look after its server find that it does not work"], noticedWithinMicros: 3 * every };
}

/** At the latest it is seen when the Primary speaks again after that; or the next one does, if it was Primary. */
function noticedBySilence({ every, misses, selfTest, selfTestWithin }: SetsSpec): Notices {
  const within = (misses + 1) * every + (selfTest ? selfTestWithin : 0);
  return { notices: ["nobody answers who looks after it"], noticedWithinMicros: within };
}
