/** The words of the logic that a scenario may use: which presets, data strategies and steps there are. */
import { dataStrategies, type FailoverStep, presets } from "../control/index.js";

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

/** All that presets are made of, found by having each plan a move that uses everything. */
function stepWords(): readonly string[] {
  const words = new Set<string>();
  const collect = (steps: readonly FailoverStep[]): void => {
    for (const { name, figure, otherwise } of steps) {
      words.add(name);
      if (figure !== undefined) words.add(figure);
      if (Array.isArray(otherwise)) collect(otherwise as readonly FailoverStep[]);
    }
  };
  for (const unconfirmed of ["retry", "page", "proceed-unsafely"] as const) {
    const policy = {
      preset: "",
      detect: { when: "any", reports: null, queries: null, errors: true },
      shutdown: { within: 0, relay: "if-needed", unconfirmed },
      data: dataStrategies.map(({ name }) => name),
      standIns: [],
      limits: { relay: 0, replicate: 0, boot: 0, retryAfter: 0 },
    } as const;
    const move = { from: "a", to: "b", services: [], address: "", volumes: [], policy };
    for (const preset of presets) collect(preset.steps(move, { from: "relay-a", to: "relay-b" }));
  }
  return [...words];
}
