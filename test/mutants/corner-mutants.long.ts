/** What a mutant does wrong is seen in the corner cases too, when one thing more goes wrong in them. */
import { describe, expect, test } from "vitest";
import type { World } from "../../src/model/index.js";
import { cornerNames, oneMore, runCorner } from "./corner-run.js";
import { KnownSeeds, violatedIn } from "./known-seeds.js";
import { mutants } from "./mutants.js";

/** The policy of this one is wrong on purpose. */
const UNSAFE = "stuck-relay-unsafe";

/** What it takes to see some mutants in a corner case; all others are seen in any of them, whatever strikes. */
const TAKES: Readonly<Record<string, { readonly corners?: readonly string[]; readonly hits?: readonly string[] }>> = {
  // It names the volumes of a stand-in that has some of its own.
  "splits too early": { corners: ["active-stand-in"] },
  // There has to be a backup.
  "ignores that data is corrupt": { corners: ["corrupt-volume", "broken-disks"], hits: ["corruption"] },
  "gives up for good": { corners: ["active-stand-in"], hits: ["power-loss", "relay-stuck"] },
};

/** Mutants that no corner case shows, and why; the random trials do. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "forgets data that was put aside": "the stand-in of the corner cases has backups, from which its data comes back",
  dawdles:
    "the limits of these policies, restoring a backup among them, add up to more than ten times those of the steps that " +
    "one fault makes wait",
  "spares the unknown":
    "a host must be heard again in the middle of a takeover and fall silent for good after it: one fault more does not do that",
  "believes in whom it has fenced":
    "of two hosts each must be fenced in turn, with no third one to go on: a corner case and one fault more fence one of three",
};

/** A mutant must be caught within so many rounds, in each of which every corner case runs as it is and with one thing more. */
const ROUNDS = 15;

const KNOWN = new KnownSeeds(new URL("known-corners.json", import.meta.url));

interface Try {
  readonly corner: string;
  readonly replication: number;
  /** With one thing more that goes wrong. */
  readonly isMore: boolean;
}

/** By the words for each. */
function triesIn(corners: readonly string[]): ReadonlyMap<string, Try> {
  const tries = Array.from({ length: ROUNDS }, (_, replication) =>
    [false, true].flatMap((isMore) => corners.map((corner) => ({ corner, replication, isMore }))),
  );
  return new Map(
    tries.flat().map((each) => [`${each.corner} ${each.replication} ${each.isMore ? "and more" : "as it is"}`, each]),
  );
}

describe("in the corner cases", () => {
  for (const mutant of mutants.filter((each) => NOT_HERE[each.name] === undefined)) {
    const { name, about, violates, broken } = mutant;
    test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}`, () => {
      const { corners = cornerNames.filter((each) => each !== UNSAFE), hits = broken.hits } = TAKES[name] ?? {};
      const tries = triesIn(corners);
      const violatedBy = (told: string): readonly string[] => {
        const { corner, replication, isMore } = tries.get(told)!;
        const more = isMore ? (world: World) => oneMore(world, hits) : null;
        return violatedIn(runCorner(corner, { replication, more, broken }).invariants);
      };
      expect(KNOWN.missedBy(mutant, [...tries.keys()], violatedBy)).toEqual([]);
    });
  }

  test("only mutants that exist are left out, or have conditions", () => {
    const known = mutants.map(({ name }) => name);
    expect([...Object.keys(TAKES), ...Object.keys(NOT_HERE)].filter((name) => !known.includes(name))).toEqual([]);
  });
});
