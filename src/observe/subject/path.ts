/** A path of a host to exported devices: in use, waiting to be, held out, given up, or really cut. */
import { cablingOf, pathName } from "../../model/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { State, SubjectKind } from "./subject.js";

/** What is known of a path to one device. */
interface Known {
  carries: boolean;
  isUsed: boolean;
  judged: "usable" | "failed" | "held-out" | "gone";
}

/** Of a path to several devices the best is told. */
const RANKS: readonly State[] = ["up", "standby", "held-out", "lost", "cut"];

export const path: SubjectKind = {
  kind: "path",
  names: (spec) => pathsOf(spec),
  states: (_, set) => {
    const byPath = new Map<string, Map<string, Known>>();
    const change = (name: string, device: string, at: Micros, what: (known: Known) => void): void => {
      const devices = byPath.get(name) ?? new Map<string, Known>();
      byPath.set(name, devices);
      const known = devices.get(device) ?? { carries: true, isUsed: false, judged: "usable" };
      devices.set(device, known);
      what(known);
      const states = [...devices.values()].map(stateOf);
      set(name, RANKS.find((each) => states.includes(each)) ?? "standby", at);
    };
    return {
      first: () => "standby",
      hears: {
        PathChanged: ({ path: name, device, carries, at }) =>
          change(name, device, at, (known) => (known.carries = carries)),
        NoteMade: ({ note, at }) => {
          if (note.kind === "path-judged") change(note.path, note.device, at, (known) => (known.judged = note.state));
        },
        EffectSent: ({ action, at }) => {
          if (action.kind !== "program-paths") return;
          const used = action.table.paths.map((each) => each.path);
          // Each path of the host is told of once it is used for the first time.
          for (const [name, devices] of byPath) {
            const known = devices.get(action.device);
            if (known?.isUsed === true && !used.includes(name))
              change(name, action.device, at, (each) => (each.isUsed = false));
          }
          for (const name of used) change(name, action.device, at, (known) => (known.isUsed = true));
        },
      },
    };
  },
};

function stateOf({ carries, isUsed, judged }: Known): State {
  if (!carries) return "cut";
  if (isUsed) return "up";
  return judged === "usable" ? "standby" : judged === "held-out" ? "held-out" : "lost";
}

/** All paths that lead to anything that is exported. */
function pathsOf(spec: WorldSpec): readonly string[] {
  const { exports = [], hosts } = spec;
  if (exports.length === 0) return [];
  return hosts.flatMap(({ name }) => {
    const seen = exports.filter(({ to }) => to?.includes(name) !== false);
    return cablingOf(spec)
      .pathsFrom(name)
      .filter((each) => seen.some(({ array, via }) => each.array === array && via.includes(each.port)))
      .map(pathName);
  });
}
