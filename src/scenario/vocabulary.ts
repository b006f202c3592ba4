/** The words of the logic that a scenario may use: which presets, data strategies and steps there are. */
import { type BalancingPolicy, dataStrategies, growSteps, presets, shrinkSteps } from "../control/index.js";

export interface Vocabulary {
  readonly presets: readonly string[];
  readonly dataStrategies: readonly string[];
  /** Names of steps, and the numbers that figures give them. */
  readonly steps: readonly string[];
}

/** The manual routine is not chosen by a preset but by `manual:`. */
const CHOSEN_OTHERWISE = "manual";

/** What the logic itself lists. */
export const vocabulary: Vocabulary = {
  presets: presets.map(({ name }) => name).filter((name) => name !== CHOSEN_OTHERWISE),
  dataStrategies: dataStrategies.map(({ name }) => name),
  steps: stepWords(),
};

/** What a list of steps of any routine tells of its words. */
interface Named {
  readonly name: string;
  readonly figure?: string;
  readonly otherwise: unknown;
}

/** All that presets are made of, found by having each plan a move that uses everything. */
function stepWords(): readonly string[] {
  const words = new Set<string>();
  const collect = (steps: readonly Named[]): void => {
    for (const { name, figure, otherwise } of steps) {
      words.add(name);
      if (figure !== undefined) words.add(figure);
      if (Array.isArray(otherwise)) collect(otherwise as readonly Named[]);
    }
  };
  for (const unconfirmed of ["retry", "page", "proceed-unsafely"] as const) {
    const policy = {
      preset: "",
      detect: { when: "any", reports: null, queries: null, errors: true },
      shutdown: { within: 0, relay: "if-needed", unconfirmed },
      data: dataStrategies.map(({ name }) => name),
      standIns: [],
      limits: { relay: 0, replicate: 0, boot: 0, retryAfter: 0, tries: 0 },
    } as const;
    const move = { from: "a", to: "b", home: "c", services: [], volumes: [], policy, kind: "takeover" } as const;
    for (const preset of presets) collect(preset.steps(move, { from: "relay-a", to: "relay-b" }));
  }
  collect([...balancingSteps("11"), ...balancingSteps("13")]);
  return [...words];
}

/** The steps of growing and shrinking, of a policy that uses everything. */
function balancingSteps(figure: BalancingPolicy["figure"]) {
  const policy = {
    figure,
    data: { by: ["split-mirror", "copy"], parts: "all", on: null, synchronise: null },
    leave: { drain: 0, then: "power-off" },
    limits: { relay: 0, replicate: 0, boot: 0, shutdown: 0, retryAfter: 0 },
  } as unknown as BalancingPolicy;
  const help = { service: "", host: "a", relay: "relay-a", policy };
  return [...growSteps(help), ...shrinkSteps(help, false)];
}
