/** Reads `summary.json` back: checks that it is one, of this version, and whole, and says where it is not. */
import { chronicleEntry, phase, quantities, step, subject, takeover, undertaking } from "./detail-shapes.js";
import { sayFormatVersion } from "./format-version.js";
import { RESULT_VERSION, type Summary } from "./run-result.js";
import {
  count,
  flag,
  literal,
  length,
  listOf,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  orNull,
  pairOf,
  replicationNumber,
  seconds,
  text,
  WrongShape,
  type Shape,
} from "./shape.js";
import { TOPOLOGY_KINDS, TOPOLOGY_LINES } from "./topology.js";
import { PHASES, type Phase } from "./undertaking.js";

/** A file is not a summary that this program reads; `wayOut` says what to do about it. */
export class SummaryError extends Error {
  override readonly name = "SummaryError";

  constructor(
    message: string,
    readonly wayOut: string,
  ) {
    super(message);
  }
}

const RUN_AGAIN = "Run the scenario again: understudy run writes the whole folder anew.";

/**
 * A summary from the text of its file. Fields that this version does not know are left alone.
 * @param file only named in messages
 * @throws SummaryError when the text is no summary, of another version, or damaged
 */
export function decodeSummary(content: string, file: string): Summary {
  const value = parse(content, file);
  const { format, formatVersion } = (typeof value === "object" && value !== null ? value : {}) as {
    readonly format?: unknown;
    readonly formatVersion?: unknown;
  };
  if (format !== "understudy-summary") {
    const found = typeof format === "string" ? `it says that it is ${format}` : "it does not say that it is one";
    throw new SummaryError(
      `${file}: is not the summary of a run; ${found}.`,
      "Name a folder that understudy run has written.",
    );
  }
  if (formatVersion !== RESULT_VERSION) {
    const way =
      typeof formatVersion === "number" && formatVersion > RESULT_VERSION
        ? "Use a newer version of understudy, or run the scenario again with this one."
        : RUN_AGAIN;
    throw new SummaryError(`${file}: ${sayFormatVersion(formatVersion)}; this program reads ${RESULT_VERSION}.`, way);
  }
  try {
    return summary(value, "");
  } catch (error) {
    if (error instanceof WrongShape)
      throw new SummaryError(`${file}: ${error.message}; the file is damaged.`, RUN_AGAIN);
    throw error;
  }
}

function parse(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new SummaryError(`${file}: is not JSON; it is cut off or damaged.`, RUN_AGAIN);
  }
}

export const invariant = object({
  name: text,
  atStake: count,
  violations: count,
  examples: listOf(
    object({ replication: replicationNumber, atSeconds: seconds, what: text, quantities: optional(quantities) }),
  ),
});

const incident = object({
  service: text,
  subject: optional(subject),
  number,
  causes: listOf(text),
  startSeconds: seconds,
  endSeconds: orNull(seconds),
  detectedSeconds: orNull(seconds),
  recoveryTimeSeconds: seconds,
  phases: listOf(object({ phase, startSeconds: seconds, durationSeconds: seconds })),
  steps: listOf(step),
  from: orNull(text),
  to: orNull(text),
  lostWrites: number,
  lostBytes: number,
  lostSeconds: seconds,
});

const replication = object({
  replication: replicationNumber,
  measures: mapOf(orNull(number)),
  incidents: listOf(incident),
  incidentsLeftOut: optional(count),
  losses: listOf(
    object({ service: text, volume: text, atSeconds: seconds, writes: number, bytes: number, oldestSeconds: seconds }),
  ),
  invariants: listOf(invariant),
  faults: listOf(
    object({
      name: text,
      fired: count,
      struck: optional(number),
      missed: optional(listOf(object({ effect: text, target: text, times: count }))),
    }),
  ),
  digest: object({ behaviour: text, schedule: text }),
  eventsExecuted: count,
});

const unit = oneOf(["share", "seconds", "count", "bytes", "per-second", "hours", "ratio"] as const);

export const measureInfo = {
  key: text,
  about: text,
  unit,
  better: oneOf(["higher", "lower", "neither"] as const),
};

export const measure = object({
  ...measureInfo,
  count: count,
  mean: orNull(number),
  min: orNull(number),
  max: orNull(number),
  overall: orNull(number),
  interval: orNull(object({ low: number, high: number, level: number })),
});

const blame = object({
  service: text,
  cause: text,
  incidents: count,
  unended: count,
  seconds: number,
  phases: object(Object.fromEntries(PHASES.map((each) => [each, number])) as Record<Phase, Shape<number>>),
  share: number,
});

const precision = object({
  asked: number,
  held: flag,
  measures: listOf(
    object({
      key: text,
      relativeHalfWidth: orNull(number),
      state: oneOf(["reached", "not yet", "no variation"] as const),
    }),
  ),
});

const detail = object({
  replication: replicationNumber,
  strips: listOf(object({ actor: text, kind: text, intervals: listOf(pairOf(seconds, text)) })),
  bands: listOf(
    object({ fault: text, effect: text, target: text, startSeconds: seconds, endSeconds: orNull(seconds) }),
  ),
  series: listOf(object({ name: text, unit, stepSeconds: length, values: listOf(orNull(number)) })),
  takeovers: listOf(takeover),
  undertakings: optional(listOf(undertaking)),
  chronicle: listOf(chronicleEntry),
});

export const expectationFields = {
  key: text,
  condition: text,
  measured: orNull(number),
  limit: number,
  holds: flag,
  message: text,
};

const policy = object({
  policy: text,
  replicationsRun: count,
  replications: listOf(replication),
  measures: listOf(measure),
  expectations: listOf(object(expectationFields)),
  invariants: listOf(invariant),
  blame: listOf(blame),
  precision: orNull(precision),
  detail,
  worst: optional(detail),
});

const topology = object({
  nodes: listOf(
    object({ id: text, kind: oneOf(TOPOLOGY_KINDS), name: text, facts: listOf(text), within: orNull(text) }),
  ),
  edges: listOf(object({ from: text, to: text, kind: oneOf(TOPOLOGY_LINES), label: text })),
});

export const scenarioIdentity = object({
  name: text,
  title: text,
  digest: text,
  settingDigest: text,
  durationSeconds: length,
  warmUpSeconds: seconds,
  start: orNull(text),
});

const summary: Shape<Summary> = object({
  format: literal("understudy-summary"),
  formatVersion: literal(RESULT_VERSION),
  version: text,
  scenario: scenarioIdentity,
  topology,
  seed: text,
  partial: flag,
  policies: listOf(policy),
});
