/** Whoever is to move data reaches it. */
import type { ActionOf } from "../../control/index.js";
import { cablingOf, type WorldSpec } from "../../model/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** By then an agent knows that a path of its own was lost, and has said so. */
const PATIENCE: Micros = 10 * SECOND;

type Order = ActionOf<"open-run" | "copy-extents">;

/**
 * Evaluated when an agent opens a run or begins to copy while something of the storage network is broken. Whether it reaches
 * the ends that it serves itself is worked out from the cables and what is known to be broken, and not asked of it. Not
 * judged so soon after a change, or after it began to work, that it cannot know.
 */
export const agentsOnPaths: Invariant = {
  name: "agents-on-paths",
  about:
    "An agent without a path is not set to work: a transfer waits for it while others could carry it out, and nobody is " +
    "told why.",
  idle: "no path was lost while data was moved",
  appliesTo: runs("replication"),
  watch: (finding, { context: { spec } }) => {
    const broken = new Set<string>();
    const worksSince = new Map<string, Micros>();
    let changedAt: Micros = 0;
    return {
      hears: {
        LinkChanged: ({ link, up, at }) => {
          if (up) broken.delete(link);
          else broken.add(link);
          changedAt = at;
        },
        ProcessChanged: ({ process, at }) => void worksSince.set(process, at),
        EffectSent: ({ action, at }) => {
          if (action.kind !== "open-run" && action.kind !== "copy-extents") return;
          if (broken.size === 0 || at - Math.max(changedAt, worksSince.get(action.agent) ?? 0) < PATIENCE) return;
          finding.stake();
          const lacking = endsOf(action).filter((array) => !reaches(spec, action.agent, array, broken));
          if (lacking.length > 0) {
            const { transfer, run } = action.order;
            finding.violated(
              at,
              `${action.agent} is at run ${run} of ${transfer}, and has no path to ${lacking.join(" and ")}`,
            );
          }
        },
      },
    };
  },
};

/** The storage systems at the ends that it serves itself. */
function endsOf({ order: { source, target }, way }: Order): readonly string[] {
  const own = way.by === "both" ? [source, target] : [way.by === "push" ? source : target];
  return own.map(({ array }) => array);
}

function reaches(spec: WorldSpec, agent: string, array: string, broken: ReadonlySet<string>): boolean {
  const on = (spec.processes ?? []).find(({ name }) => name === agent)?.on;
  if (on === undefined || on === array) return on === array;
  const home = spec.arrays.find(({ name }) => name === on);
  const starts =
    home === undefined ? [on] : home.portAdapters.map(({ name }) => name).filter((each) => !broken.has(each));
  const paths = starts.flatMap((start) => cablingOf(spec).pathsFrom(start, (name) => !broken.has(name)));
  return paths.some((path) => path.array === array && !broken.has(path.port));
}
