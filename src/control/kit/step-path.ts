/** Where a routine stands in its steps: indices, of a step of the list, then of a step of its alternative, and so on. */
import type { Step } from "./step.js";

/** The step at a path, `null` behind the end of the list. */
export function stepAt<Facts>(steps: readonly Step<Facts>[], path: readonly number[]): Step<Facts> | null {
  return listAt(steps, path)[path[path.length - 1] ?? 0] ?? null;
}

function listAt<Facts>(steps: readonly Step<Facts>[], path: readonly number[]): readonly Step<Facts>[] {
  let list = steps;
  for (const index of path.slice(0, -1)) {
    const otherwise = list[index]?.otherwise;
    list = Array.isArray(otherwise) ? (otherwise as readonly Step<Facts>[]) : [];
  }
  return list;
}

/** Moves on; behind the end of an alternative goes on after the step that it stood in for. */
export function advance<Facts>(steps: readonly Step<Facts>[], path: number[]): void {
  for (;;) {
    const last = path.length - 1;
    path[last] = (path[last] ?? 0) + 1;
    if (last === 0 || stepAt(steps, path) !== null) return;
    path.pop();
  }
}

export function goBack<Facts>(steps: readonly Step<Facts>[], path: number[], name: string): void {
  const index = listAt(steps, path).findIndex((step) => step.name === name);
  if (index < 0) throw new Error(`a step goes back to ${name}, which is not in its list`);
  path[path.length - 1] = index;
}
