/** `paths:` of a policy, under the names that multipath.conf(5) has for most of it. */
import * as z from "zod";
import type { PathPolicy } from "../../../control/index.js";
import { warnOfBeats } from "../../meaning/beats.js";
import { type Micros, sayLength, SECOND } from "../../../units/index.js";
import { duration, interval, period } from "../../quantity/index.js";
import { entry, field } from "../../schema/fields.js";
import type { Checks, Parts } from "../../section/parts.js";
import type { Path } from "../../source/located.js";
import { EXPORTS } from "./section.js";

export interface PathsPart extends PathPolicy {
  /** By links, switches and ports; of others it is 1. */
  readonly weights: Readonly<Record<string, number>>;
}

/** As the schema decodes it. */
export type WrittenPaths = z.output<ReturnType<typeof pathsPolicySchema>>;

export function pathsPolicySchema() {
  return entry({
    policy: z
      .enum(["active-active", "active-passive"])
      .prefault("active-active")
      .describe("All paths carry I/Os at once, or one does and another takes over when it fails."),
    "path-grouping": z
      .enum(["multibus", "failover", "group-by-prio"])
      .optional()
      .describe(
        "Which paths are used together: all (multibus, for active-active unless given), each alone (failover, for active-passive unless given), or those of one port group.",
      ),
    "path-selector": z
      .enum(["round-robin", "queue-length", "service-time"])
      .prefault("round-robin")
      .describe(
        "Which path in use gets the next I/O: each in its turn, the one with the fewest I/Os on it, or the one that would be done first.",
      ),
    weights: z
      .record(z.string(), z.int().min(1).max(1000))
      .prefault({})
      .describe("By links, switches or ports: paths over them get as many I/Os for one of others."),
    "polling-interval": field(period).prefault("5s").describe("How often each path is checked."),
    "checker-timeout": field(interval).prefault("1s").describe("A check that is not answered within this has failed."),
    "checker-retries": z
      .int()
      .min(0)
      .max(100)
      .prefault(0)
      .describe("So often a check that has failed is made again at once before the path is given up."),
    "io-errors": z
      .int()
      .min(1)
      .max(50)
      .prefault(1)
      .describe("So many I/Os must fail on a path, with no answered check between them, before it is given up."),
    "io-timeout": field(interval).prefault("30s").describe("An I/O that is not answered within this has failed."),
    "fast-io-fail-tmo": z
      .union([z.enum(["off"]), field(duration)])
      .prefault("5s")
      .describe(
        "How long after a path is cut what is on it fails; off: by its time-out alone, or with `dev-loss-tmo`.",
      ),
    "dev-loss-tmo": z
      .union([z.enum(["infinity"]), field(interval)])
      .optional()
      .describe(
        "How long after a path is cut it is gone: it is not checked any more, what it did is forgotten, and it is checked at once when it is found again. infinity unless given, or 10min where `fast-io-fail-tmo` is off, and then no longer.",
      ),
    "no-path-retry": z
      .union([z.enum(["queue", "fail"]), field(interval)])
      .prefault("fail")
      .describe(
        "What becomes of I/Os when no path is left: they wait without end, fail, or wait so long and fail then.",
      ),
    failback: z
      .union([z.enum(["immediate", "manual", "followover"]), field(interval)])
      .prefault("manual")
      .describe(
        "When a better group of paths is used again: at once, when an operator orders so, or after a time; followover: at once when the first of its paths is back, and where another host had the device serve elsewhere it is used there.",
      ),
    "san-path-err": entry({
      threshold: z.int().min(1).max(10_000).prefault(3).describe("So many failures of a path …"),
      within: field(interval).prefault("1min").describe("… within this time, and it is held out …"),
      "recovery-time": field(interval).prefault("5min").describe("… for this time, unless no other is left."),
    })
      .optional()
      .describe("Paths that fail again and again; they are used whenever they work unless given."),
    incompatible: z
      .enum(["match", "refuse"])
      .prefault("match")
      .describe(
        "A device that cannot serve over all paths at once: it is used by one port group at a time, or not at all.",
      ),
  });
}

/** Where a file exports something and the policy says nothing of paths. */
export const DEFAULTS: PathsPart = {
  kind: "active-active",
  grouping: "multibus",
  selector: "round-robin",
  check: { every: 5 * SECOND, within: SECOND, retries: 0 },
  errors: 1,
  ioTimeout: 30 * SECOND,
  fastIoFail: 5 * SECOND,
  devLoss: null,
  noPath: "fail",
  failback: "manual",
  flaky: null,
  unlike: "match",
  weights: {},
};

export function pathsPart(written: WrittenPaths, at: Path, parts: Parts, checks: Checks): PathsPart {
  const { policy: kind, "path-grouping": grouping = kind === "active-active" ? "multibus" : "failover" } = written;
  const { threshold, within, "recovery-time": hold } = written["san-path-err"] ?? {};
  const part: PathsPart = {
    kind,
    grouping,
    selector: written["path-selector"],
    check: {
      every: written["polling-interval"],
      within: written["checker-timeout"],
      retries: written["checker-retries"],
    },
    errors: written["io-errors"],
    ioTimeout: written["io-timeout"],
    fastIoFail: written["fast-io-fail-tmo"] === "off" ? null : written["fast-io-fail-tmo"],
    devLoss: devLoss(written),
    noPath: written["no-path-retry"],
    failback: written.failback,
    flaky: threshold === undefined ? null : { failures: threshold, within: within!, hold: hold! },
    unlike: written.incompatible,
    weights: written.weights,
  };
  checkPart(written, part, at, parts, checks);
  warnOfBeats(part.check.every, [...at, "polling-interval"], parts, checks);
  return part;
}

/** The kernel of Linux allows no longer one where nothing else ends I/Os: `fc_rport_set_dev_loss_tmo` in scsi_transport_fc.c. */
const LONGEST_ALONE = 600 * SECOND;

function devLoss(written: WrittenPaths): Micros | null {
  const { "dev-loss-tmo": given, "fast-io-fail-tmo": fast } = written;
  if (given === undefined) return fast === "off" ? LONGEST_ALONE : null;
  return given === "infinity" ? null : given;
}

function checkLosses({ fastIoFail, devLoss }: PathsPart, at: Path, checks: Checks): void {
  const key = [...at, "dev-loss-tmo"];
  if (fastIoFail === null && (devLoss ?? Infinity) > LONGEST_ALONE) {
    const message = "without fast-io-fail-tmo a path may be lost for ten minutes at most before it is gone";
    checks.error(key, { message, expected: "at most 10min, or a time for `fast-io-fail-tmo`" });
  }
  if (fastIoFail !== null && devLoss !== null && fastIoFail >= devLoss) {
    const message = `a path would be gone before I/Os fail on it after ${sayLength(fastIoFail)}`;
    checks.error(key, { message, expected: "longer than `fast-io-fail-tmo`" });
  }
}

/** One group of paths alone is used by both kinds of policies; all paths, or each alone, by one of them. */
const OTHER = { "active-active": "failover", "active-passive": "multibus" } as const;

function checkPart(written: WrittenPaths, part: PathsPart, at: Path, parts: Parts, checks: Checks): void {
  if (parts.ofFamilies[EXPORTS] === undefined) {
    checks.keyError(at, {
      message: "nothing is exported that this could be about",
      expected: `a section \`${EXPORTS}:\` with volumes`,
    });
  }
  checkLosses(part, at, checks);
  if (part.grouping === OTHER[part.kind]) {
    const does = part.kind === "active-active" ? "uses one path at a time" : "uses all paths at once";
    checks.error([...at, "path-grouping"], {
      message: `${part.grouping} ${does}, and the policy is ${part.kind}`,
      expected: part.kind === "active-active" ? "multibus or group-by-prio" : "failover or group-by-prio",
    });
  }
  for (const name of Object.keys(written.weights)) {
    const complaint = checks.names.use(name, ["link", "switch", "port-adapter"]);
    if (complaint !== null) checks.error([...at, "weights", name], complaint);
  }
}
