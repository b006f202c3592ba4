/** What the states in strips mean to those who need the actor, so that observers and readers use one vocabulary. */

/** From best to worst; `other` is a state that this version does not know. */
export const CONDITIONS = ["up", "impaired", "changing", "idle", "other", "down"] as const;
export type Condition = (typeof CONDITIONS)[number];

/** State of a strip where it changed too often for every change to be told; its condition is `other`. */
export const NOT_TOLD = "not-told";

/** Every state that a strip may show. `idle` is off or waiting on purpose; `changing` is on the way to another state. */
export const STATE_CONDITIONS = {
  up: "up",
  serving: "up",
  online: "up",
  primary: "up",
  secondary: "idle",
  alternate: "idle",
  standby: "idle",
  standalone: "idle",
  off: "idle",
  unused: "idle",
  degraded: "impaired",
  slow: "impaired",
  lossy: "impaired",
  stale: "impaired",
  "brown-out": "impaired",
  "backup-mode": "impaired",
  quiesced: "impaired",
  unmounted: "impaired",
  "held-out": "impaired",
  diagnostics: "changing",
  booting: "changing",
  "shutting-down": "changing",
  copying: "changing",
  switching: "changing",
  down: "down",
  suspended: "down",
  crashed: "down",
  hung: "down",
  malfunctioning: "down",
  unpowered: "down",
  stuck: "down",
  cut: "down",
  lost: "down",
  "without-role": "impaired",
} as const satisfies Readonly<Record<string, Condition>>;

export function conditionOf(state: string): Condition {
  return Object.hasOwn(STATE_CONDITIONS, state) ? STATE_CONDITIONS[state as keyof typeof STATE_CONDITIONS] : "other";
}

/** Whether a service in this condition can answer. */
export function answers(condition: Condition): boolean {
  return condition === "up" || condition === "impaired";
}
