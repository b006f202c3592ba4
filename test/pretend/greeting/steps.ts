/** How two hosts become friends: one greets, the other one greets back, and the first one waves. */
import type { Step } from "../../../src/control/index.js";
import { type Micros, SECOND } from "../../../src/units/index.js";

export interface Pair {
  /** The name of their acquaintance. */
  readonly acquaintance: string;
  readonly self: string;
  readonly other: string;
  /** How long one waits to be greeted back. */
  readonly patience: Micros;
}

export interface Facts {
  /** The networks over which the other one is heard. */
  readonly heardOver: readonly string[];
  /** When it last greeted back. */
  readonly greetedBackAt: Micros | null;
}

export function friendshipSteps({ acquaintance, other, patience }: Pair): readonly Step<Facts>[] {
  return [
    {
      name: "greet",
      phase: "person",
      act: ({ heardOver }) =>
        heardOver.length === 0
          ? { cannot: `${other} is not heard` }
          : {
              do: [],
              tell: heardOver.map((over) => ({ to: { place: other, over }, body: { kind: "greeting", acquaintance } })),
            },
      within: patience,
      proof: {
        of: `a greeting of ${other}`,
        shownAt: ({ greetedBackAt }) => greetedBackAt,
        found: () => "none",
      },
      otherwise: "give-up",
    },
    {
      name: "wave",
      phase: "person",
      act: () => ({ do: [{ kind: "wave", at: other, acquaintance }] }),
      within: 10 * SECOND,
      otherwise: "give-up",
    },
  ];
}
