// The numbers of every golden file, computed a second time from its own incidents and counts: what has to add up, adds up.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { decodeDuration } from "../../src/scenario/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const expected = join(root, "test/golden/expected");
const files = readdirSync(expected, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".txt"));

/**
 * Attempts that may be on their way when the run ends, or were when the warm-up did: on the edges no attempt is counted twice.
 * A host that is overloaded holds 1,064 unless told otherwise, 64 of them in service.
 */
const ON_THE_WAY = 1064;

interface ToldIncident {
  readonly service: string;
  readonly holder: string;
  readonly seconds: number;
  readonly phases: readonly number[];
  readonly lost: number;
}

interface ToldRun {
  readonly policy: string;
  readonly values: ReadonlyMap<string, number>;
  readonly incidents: readonly ToldIncident[];
}

for (const path of files) {
  describe(path, () => {
    const seconds = observedSeconds(path.replace(/\.txt$/, ".yaml"));
    for (const run of runsIn(readFileSync(join(expected, path), "utf8"))) {
      test(`${run.policy}: phases make incidents, incidents make availability, and every attempt ends once`, () => {
        for (const incident of run.incidents) {
          expect(sum(incident.phases), "the phases of an incident").toBeCloseTo(incident.seconds, 5);
        }
        const services = servicesOf(run);
        // Transfers, sets and domains may go on where nothing is served.
        if (!/^(replication|failover-sets|dual-server)\//.test(path)) expect(services).not.toEqual([]);
        for (const service of services) agree(run, service, seconds);
      });
    }
  });
}

function agree({ values, incidents }: ToldRun, service: string, seconds: number): void {
  const value = (name: string) => values.get(`${service}.${name}`) ?? 0;
  const own = incidents.filter((each) => each.service === service);
  expect(value("availability"), "availability").toBeCloseTo(1 - sum(own.map((each) => each.seconds)) / seconds, 8);
  expect(value("outages"), "outages").toBe(own.length);
  expect(value("rto.max"), "longest recovery").toBeCloseTo(Math.max(0, ...own.map((each) => each.seconds)), 5);
  expect(value("rpo.writes"), "writes lost").toBe(sum(own.map(({ lost }) => lost)));

  const attempts = value("requests.offered") + value("requests.retried");
  const outcomes =
    value("requests.served") + value("requests.failed") + value("requests.timed-out") + value("requests.refused");
  expect(Math.abs(attempts - outcomes), "attempts without one outcome").toBeLessThanOrEqual(ON_THE_WAY);
  const [served, offered] = [value("requests.served"), value("requests.offered")];
  // Some were asked before the warm-up ended, or are open at the end.
  const onTheWay = Math.max(2, Math.abs(attempts - outcomes)) + 1;
  const gap = Math.abs(value("availability.requests") - served / offered);
  expect(gap, "availability by request").toBeLessThanOrEqual(Math.max(0.002, onTheWay / offered));
}

/** Seconds that the measures of a scenario cover: its duration without its warm-up. */
function observedSeconds(path: string): number {
  const own = readFileSync(join(root, "scenarios", path), "utf8");
  const included = /^include: *(\S+)/m.exec(own)?.[1];
  const world = included === undefined ? "" : readFileSync(join(root, "scenarios", dirname(path), included), "utf8");
  const field = (name: string) => {
    const pattern = new RegExp(`^${name}: *([^#\\n]+)`, "m");
    const written = (pattern.exec(own) ?? pattern.exec(world))?.[1]?.trim();
    if (written === undefined) return 0;
    const micros = decodeDuration(written);
    if (typeof micros !== "number") throw new Error(`${path}: ${name}: ${micros.error}`);
    return micros / 1e6;
  };
  return field("duration") - field("warm-up");
}

function runsIn(text: string): readonly ToldRun[] {
  const [, ...blocks] = text.split("\npolicy ");
  return blocks.map((block) => ({
    policy: block.slice(0, block.indexOf(":")),
    values: new Map(
      [...block.matchAll(/^ {2}(\S+) ([-\d.e]+)$/gm)].map(([, name, value]) => [name!, Number(value)] as const),
    ),
    incidents: [
      ...block.matchAll(/^ {2}incident (\S+) at \S+: \S+ -> (\S+), (\S+) s = (.*); (\d+) writes lost$/gm),
    ].map(([, service, holder, length, phases, lost]) => ({
      service: service!,
      holder: holder!,
      seconds: Number(length),
      phases: phases!.split(" + ").map((phase) => Number(phase.slice(phase.lastIndexOf(" ")))),
      lost: Number(lost),
    })),
  }));
}

function servicesOf({ values }: ToldRun): readonly string[] {
  return [...values.keys()].flatMap((name) => /^(.*)\.requests\.offered$/.exec(name)?.[1] ?? []);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
