/** The steps at which a fault may be aimed, by whom they are taken for, and whether they are told at all. */
import {
  changeSteps,
  type ClusterAgentConfig,
  registrationSteps,
  startSteps,
  taskSteps,
} from "../../../control/index.js";
import type { Kind } from "../../schema/names.js";
import type { Checks, Parts } from "../../section/parts.js";
import { AGENT, CLUSTER, CONSOLE, type WrittenDomain } from "./section.js";

/** Agents of a cluster whose start may be spoken of one by one: four servers with two pairs each, or eight with one. */
const MOST_AGENTS = 8;

const policy = { tries: null, pause: 1, answer: 1, every: 1, changes: "read", leaveAfter: null } as const;
const agent: ClusterAgentConfig = {
  ...{ agent: "", cluster: "", pair: 1, ordinal: 0, servers: [{ place: "" }], starter: "", policy },
};
const agents = Array.from({ length: MOST_AGENTS }, (_, index) => String(index));

const start = namesOf(
  (["concurrent", "sequential", "mixed"] as const).flatMap((order) =>
    startSteps({ cluster: "", servers: [], agents, order, within: 1, pause: 1 }),
  ),
);
const registration = namesOf(
  [agent, { ...agent, ordinal: 1 }].flatMap((each) => [...registrationSteps(each), ...changeSteps(each)]),
);
const execution = namesOf(taskSteps(agent));
const giving = ["give", "400"];

/** Of the start of a cluster, of the registration of its agents, of a change and of a task, each with its number in the figure. */
export const stepNames: readonly string[] = [...new Set([...start, ...registration, ...execution, ...giving])];

const ofTasks: ReadonlySet<string> = new Set([...execution, ...giving]);

const stepsFor: ReadonlyMap<Kind, readonly string[]> = new Map([
  [CLUSTER, stepNames],
  [AGENT, [...registration, ...execution]],
  [CONSOLE, [...giving, ...execution]],
]);

function namesOf(steps: readonly { readonly name: string; readonly figure?: string }[]): readonly string[] {
  return steps.flatMap(({ name, figure }) => [name, ...(figure === undefined ? [] : [figure])]);
}

/** A fault that waits for a step that is never taken for whom it names, or of which nobody hears, would never strike. */
export function checkAimed({ consoles }: WrittenDomain, { faults }: Parts, checks: Checks): void {
  for (const { value, path } of faults.list) {
    if (value.when === undefined) continue;
    const { step, of } = value.when;
    const kind = [...stepsFor.keys()].find((each) => checks.names.of([each]).includes(of));
    if (kind === undefined) continue;
    const at = [...path, "when"];
    if (!stepsFor.get(kind)!.includes(step)) {
      const expected = `one of ${stepsFor.get(kind)!.join(", ")}`;
      checks.error([...at, "step"], {
        message: `no step ${step} is taken for ${of}: this fault never strikes`,
        expected,
      });
      continue;
    }
    if (!ofTasks.has(step) || start.includes(step) || registration.includes(step)) continue;
    const givers = Object.entries(consoles).filter(([name]) => kind !== CONSOLE || name === of);
    if (givers.some(([, { tell }]) => tell === "one-by-one")) continue;
    const message = "tasks are told in sums, and none of their steps: this fault never strikes";
    checks.error([...at, "of"], {
      message,
      expected: `\`tell: one-by-one\` of ${givers.map(([name]) => name).join(" or ") || "a console"}`,
    });
  }
}
