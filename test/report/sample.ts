/** Summaries as a run would leave them, made from a few numbers, so that their parts agree with each other. */
import {
  PHASES,
  RESULT_VERSION,
  type ExpectationResult,
  type Incident,
  type InvariantResult,
  type MeasureSummary,
  type Phase,
  type PolicyResult,
  type ReplicationResult,
  type RunDetail,
  type StepResult,
  type Strip,
  type Summary,
  type Topology,
} from "../../src/result/index.js";

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

export interface SampleOptions {
  readonly policies?: readonly string[];
  readonly replications?: number;
  readonly incidents?: number;
  readonly durationSeconds?: number;
  readonly neverUp?: boolean;
  readonly fails?: boolean;
}

/** What each phase of the sample's takeovers takes, in seconds; a policy's place in the list stretches `data`. */
const PHASE_SECONDS: Readonly<Record<Phase, number>> = {
  detect: 20.25,
  fence: 1.5,
  data: 45,
  boot: 150,
  redirect: 0.25,
  resume: 3,
  person: 0,
  pause: 0,
  repair: 0,
};

const STEPS: readonly (readonly [string, Phase, string])[] = [
  ["shut web-1 down", "fence", "the host does not answer"],
  ["cut power of web-1", "fence", "relay-1 answered"],
  ["prepare data of shop", "data", "the mirror is in step"],
  ["boot web-2", "boot", "online"],
  ["redirect shop to web-2", "redirect", "director-1 answered"],
  ["resume shop", "resume", "the service answers"],
];

const TOPOLOGY: Topology = {
  nodes: [
    { id: "service shop", kind: "service", name: "shop", facts: [], within: null },
    { id: "network lan", kind: "network", name: "lan", facts: [], within: null },
    { id: "host web-1", kind: "host", name: "web-1", facts: ["10.0.0.11", "on", "agent"], within: null },
    { id: "host web-2", kind: "host", name: "web-2", facts: ["10.0.0.12", "off"], within: null },
    { id: "relay relay-1", kind: "relay", name: "relay-1", facts: [], within: null },
  ],
  edges: [
    { from: "service shop", to: "host web-1", kind: "belongs", label: "" },
    { from: "network lan", to: "host web-1", kind: "data", label: "" },
    { from: "network lan", to: "host web-2", kind: "data", label: "" },
    { from: "relay relay-1", to: "host web-1", kind: "power", label: "" },
  ],
};

/** A small whole number that looks random and is the same each time. */
function scatter(index: number, below: number): number {
  return ((index + 1) * 7919) % below;
}

export function sampleSummary(options: SampleOptions = {}): Summary {
  const durationSeconds = options.durationSeconds ?? 30 * DAY;
  return {
    format: "understudy-summary",
    formatVersion: RESULT_VERSION,
    version: "0.1.0",
    scenario: {
      name: "web-crash",
      title: "A web host crashes under evening load",
      digest: "5f3a9c0e",
      settingDigest: "77aa01b2",
      durationSeconds,
      warmUpSeconds: HOUR,
      start: null,
    },
    topology: TOPOLOGY,
    seed: "7",
    partial: false,
    policies: (options.policies ?? ["split-mirror"]).map((name, index) => samplePolicy(name, index, options)),
  };
}

function samplePolicy(policy: string, place: number, options: SampleOptions): PolicyResult {
  const durationSeconds = options.durationSeconds ?? 30 * DAY;
  const replications = Array.from({ length: options.replications ?? 1 }, (_, replication) =>
    sampleReplication(replication, place, durationSeconds, options),
  );
  const measures = measuresOver(replications);
  const first = replications[0]!;
  return {
    policy,
    replicationsRun: replications.length,
    replications,
    measures,
    expectations: expectationsOn(measures, options.fails ?? false),
    invariants: invariantsOver(options.fails ?? false),
    blame: [],
    precision: null,
    detail: detailOf(first, durationSeconds, options.neverUp ?? false),
  };
}

function sampleReplication(
  replication: number,
  place: number,
  durationSeconds: number,
  options: SampleOptions,
): ReplicationResult {
  const count = options.neverUp ? 1 : (options.incidents ?? 1);
  const incidents = Array.from({ length: count }, (_, index) =>
    options.neverUp
      ? unendedIncident(durationSeconds)
      : sampleIncident(index, count, replication, place, durationSeconds),
  );
  const down = incidents.reduce((sum, each) => sum + each.recoveryTimeSeconds, 0);
  const longest = incidents.length === 0 ? null : Math.max(...incidents.map((each) => each.recoveryTimeSeconds));
  const losses = incidents
    .filter((each) => each.lostWrites > 0)
    .map((each) => ({
      service: "shop",
      volume: "shop-data",
      atSeconds: each.startSeconds,
      writes: each.lostWrites,
      bytes: each.lostBytes,
      oldestSeconds: each.lostSeconds,
    }));
  return {
    replication,
    measures: {
      "shop.availability": 1 - down / durationSeconds,
      "shop.availability.requests": 1 - (down * 0.8) / durationSeconds,
      "shop.rto.max": longest,
      "shop.rpo.max": incidents.length === 0 ? null : Math.max(0, ...losses.map((each) => each.oldestSeconds)),
      "hosts.hours": durationSeconds / HOUR + down / HOUR,
    },
    incidents,
    losses,
    invariants: invariantsOver(false),
    faults: [
      { name: "crash web-1", fired: incidents.length },
      { name: "hang web-1", fired: 0 },
    ],
    digest: { behaviour: `b${replication}${place}`, schedule: `s${replication}${place}` },
    eventsExecuted: 1000 + incidents.length * 40,
  };
}

function sampleIncident(index: number, count: number, replication: number, place: number, duration: number): Incident {
  const slot = (duration - 2 * HOUR) / count;
  const startSeconds = HOUR + index * slot + scatter(index + replication * 31, Math.max(1, Math.floor(slot / 4)));
  const stretch = count > 1000 ? 0.05 : 1 + scatter(index + replication * 17, 40) / 20;
  let at = startSeconds;
  const phases = PHASES.filter((phase) => PHASE_SECONDS[phase] > 0).map((phase) => {
    const durationSeconds = PHASE_SECONDS[phase] * (phase === "data" ? stretch * (1 + place * 3) : stretch);
    const placed = { phase, startSeconds: at, durationSeconds };
    at += durationSeconds;
    return placed;
  });
  const lost = index % 3 === 2 || place === 1;
  return {
    service: "shop",
    number: index + 1,
    causes: ["crash web-1"],
    startSeconds,
    endSeconds: at,
    detectedSeconds: startSeconds + phases[0]!.durationSeconds,
    recoveryTimeSeconds: phases.reduce((sum, each) => sum + each.durationSeconds, 0),
    phases,
    steps: stepsOf(phases),
    from: "web-1",
    to: "web-2",
    lostWrites: lost ? 3 : 0,
    lostBytes: lost ? 12_288 : 0,
    lostSeconds: lost ? 1.2 : 0,
  };
}

function stepsOf(
  phases: readonly { phase: Phase; startSeconds: number; durationSeconds: number }[],
): readonly StepResult[] {
  return STEPS.map(([step, phase, reason]) => {
    const { startSeconds, durationSeconds } = phases.find((each) => each.phase === phase)!;
    const shutDown = step.startsWith("shut");
    const cut = step.startsWith("cut");
    return {
      step,
      figure: null,
      phase,
      startSeconds: cut ? startSeconds + durationSeconds * 0.8 : startSeconds,
      endSeconds: startSeconds + durationSeconds * (shutDown ? 0.8 : 1),
      outcome: shutDown ? "unknown" : "done",
      reason,
    };
  });
}

function unendedIncident(durationSeconds: number): Incident {
  return {
    service: "shop",
    number: 1,
    causes: ["power-loss web-1", "power-loss web-2"],
    startSeconds: 0,
    endSeconds: null,
    detectedSeconds: null,
    recoveryTimeSeconds: durationSeconds,
    phases: [{ phase: "detect", startSeconds: 0, durationSeconds }],
    steps: [],
    from: "web-1",
    to: null,
    lostWrites: 0,
    lostBytes: 0,
    lostSeconds: 0,
  };
}

const ABOUT: Readonly<Record<string, Pick<MeasureSummary, "about" | "unit" | "better">>> = {
  "shop.availability": { about: "Share of time in which shop can answer.", unit: "share", better: "higher" },
  "shop.availability.requests": { about: "Share of requests answered in time.", unit: "share", better: "higher" },
  "shop.rto.max": { about: "Longest recovery time of shop.", unit: "seconds", better: "lower" },
  "shop.rpo.max": { about: "Age of the oldest write that shop lost.", unit: "seconds", better: "lower" },
  "hosts.hours": { about: "Hours of powered hosts.", unit: "hours", better: "lower" },
};

/** With a transfer beside, whose copies grew old in turn, and from whose agent another one took over. */
export function withTransfer(summary: Summary): Summary {
  const about = { about: "", unit: "seconds", better: "lower" } as const;
  const measured = { count: 1, interval: null };
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({
      ...policy,
      measures: [
        ...policy.measures,
        ...Object.entries({ detect: 12, command: 1, prepare: 2, "first-extents": 30 }).map(([phase, mean]) => {
          const value = { mean, min: mean, max: mean, overall: mean };
          return { key: `orders.takeover.${phase}`, ...about, ...measured, ...value };
        }),
      ],
      detail: {
        ...policy.detail,
        strips: [...policy.detail.strips, { actor: "orders", kind: "transfer", intervals: [[0, "standby"]] as const }],
        series: [
          ...policy.detail.series,
          { name: "orders.lag", unit: "seconds", stepSeconds: 600, values: [null, 600, 1200, 300, 900] },
        ],
      },
    })),
  };
}

/** With members of a failover set that settled roles, and two clusters of which one had no server for half of the time. */
export function withRolesAndClusters(summary: Summary): Summary {
  const { durationSeconds } = summary.scenario;
  const strip = (kind: string, actor: string, ...states: readonly string[]): Strip => ({
    actor,
    kind,
    intervals: states.map((state, place) => [(durationSeconds * place) / states.length, state] as const),
  });
  const strips = [
    strip("control-processor", "mc-1", "primary", "lost"),
    strip("control-processor", "mc-2", "secondary", "primary"),
    strip("control-processor", "mc-3", "alternate"),
    strip("cluster", "c-1", "up"),
    strip("cluster", "c-2", "up", "down", "down", "degraded"),
  ];
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({
      ...policy,
      detail: { ...policy.detail, strips: [...policy.detail.strips, ...strips] },
    })),
  };
}

function measuresOver(replications: readonly ReplicationResult[]): readonly MeasureSummary[] {
  return Object.keys(replications[0]!.measures).map((key) => {
    const values = replications.flatMap(({ measures }) => measures[key] ?? []);
    const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = values.length < 2 ? 0 : (Math.max(...values) - Math.min(...values)) / 4;
    return {
      key,
      ...ABOUT[key]!,
      count: values.length,
      mean,
      min: values.length === 0 ? null : Math.min(...values),
      max: values.length === 0 ? null : Math.max(...values),
      overall: mean,
      interval: values.length < 2 ? null : { low: mean! - spread, high: mean! + spread, level: 0.95 },
    };
  });
}

function expectationsOn(measures: readonly MeasureSummary[], fails: boolean): readonly ExpectationResult[] {
  const value = (key: string): number | null => measures.find((each) => each.key === key)?.mean ?? null;
  return [
    {
      key: "shop.availability",
      condition: ">= 99%",
      measured: value("shop.availability"),
      limit: 0.99,
      holds: (value("shop.availability") ?? 1) >= 0.99,
      message: "",
    },
    {
      key: "shop.rto.max",
      condition: fails ? "<= 1min" : "<= 1h",
      measured: value("shop.rto.max"),
      limit: fails ? MINUTE : HOUR,
      holds: !fails,
      message: "",
    },
  ];
}

function invariantsOver(fails: boolean): readonly InvariantResult[] {
  return [
    {
      name: "unique-identity",
      atStake: 120,
      violations: fails ? 3 : 0,
      examples: fails
        ? [{ replication: 0, atSeconds: 3 * DAY, what: "web-1 and web-2 both answer for 10.0.0.11" }]
        : [],
    },
    { name: "fence-before-takeover", atStake: 3, violations: 0, examples: [] },
    { name: "queue-bounded", atStake: 0, violations: 0, examples: [] },
    { name: "no-double-allocation", atStake: 0, violations: 0, examples: [] },
  ];
}

function detailOf(replication: ReplicationResult, durationSeconds: number, neverUp: boolean): RunDetail {
  return {
    replication: replication.replication,
    strips: neverUp ? stripsOfNobody() : stripsOf(replication.incidents),
    bands: replication.incidents.map((incident) => ({
      fault: "crash web-1",
      effect: "crash",
      target: "web-1",
      startSeconds: incident.startSeconds,
      endSeconds: incident.endSeconds === null ? null : incident.endSeconds + 10 * MINUTE,
    })),
    series: [
      {
        name: "shop.served",
        unit: "per-second",
        stepSeconds: durationSeconds / 4,
        values: neverUp ? [0, 0, 0, null] : [120, 118.5, 121.25, null],
      },
      { name: "hosts.online", unit: "count", stepSeconds: durationSeconds / 2, values: [2, 1] },
    ],
    takeovers: replication.incidents
      .filter((incident) => incident.to !== null)
      .map((incident) => ({
        services: ["shop"],
        from: "web-1",
        to: incident.to,
        startSeconds: incident.detectedSeconds ?? incident.startSeconds,
        endSeconds: incident.endSeconds,
        steps: incident.steps,
      })),
    chronicle: [],
  };
}

function stripsOfNobody(): readonly Strip[] {
  return [
    { actor: "shop", kind: "service", intervals: [[0, "down"]] },
    { actor: "web-1", kind: "host", intervals: [[0, "unpowered"]] },
    { actor: "web-2", kind: "host", intervals: [[0, "unpowered"]] },
  ];
}

function stripsOf(incidents: readonly Incident[]): readonly Strip[] {
  const shop: [number, string][] = [[0, "serving"]];
  const web1: [number, string][] = [[0, "online"]];
  const web2: [number, string][] = [[0, "off"]];
  for (const { startSeconds, endSeconds, phases } of incidents) {
    const end = endSeconds ?? startSeconds;
    const boot = phases.find(({ phase }) => phase === "boot") ?? { startSeconds, durationSeconds: 0 };
    const bootEnd = boot.startSeconds + boot.durationSeconds;
    shop.push([startSeconds, "down"], [end, "serving"]);
    web1.push([startSeconds, "crashed"], [end + 2, "booting"], [end + 5, "online"]);
    web2.push([boot.startSeconds, "booting"], [bootEnd, "online"], [end + 6, "shutting-down"], [end + 8, "off"]);
  }
  return [
    { actor: "shop", kind: "service", intervals: shop },
    { actor: "web-1", kind: "host", intervals: web1 },
    { actor: "web-2", kind: "host", intervals: web2 },
  ];
}

/** The same run in a world that has hosts and nobody whom they serve. */
export function withoutServices(summary: Summary): Summary {
  const hosts = (key: string): string => key.replace(/^shop\./, "web-1.");
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({
      ...policy,
      measures: policy.measures.map((measure) => ({ ...measure, key: hosts(measure.key) })),
      expectations: [],
      replications: policy.replications.map((replication) => ({
        ...replication,
        measures: Object.fromEntries(Object.entries(replication.measures).map(([key, value]) => [hosts(key), value])),
        incidents: replication.incidents.map((incident) => ({
          ...incident,
          service: "web-1",
          subject: { kind: "host", name: "web-1" },
        })),
        losses: [],
      })),
      detail: {
        ...policy.detail,
        strips: policy.detail.strips.filter(({ kind }) => kind !== "service"),
        takeovers: [],
        series: policy.detail.series.filter(({ name }) => !name.startsWith("shop.")),
      },
    })),
  };
}
