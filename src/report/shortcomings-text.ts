/** What was wrong in a run beside its incidents, in words: writes lost without an outage, brown-outs, violated invariants. */
import type { BrownOut, Loss, PolicyResult } from "../result/index.js";
import type { Clock } from "./clock.js";
import { formatBytes, formatCount, formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import { grouped } from "./grouped.js";
import { exampleWritten } from "./quantities.js";
import { fineEnough, hanging } from "./told-lines.js";

/** Of services that were not down: a needless takeover loses what the former holder goes on to promise. */
export function lossLines({ detail, replications }: PolicyResult, clock: Clock): readonly string[] {
  const told = replications.find(({ replication }) => replication === detail.replication);
  const isOfIncident = ({ service, atSeconds: at }: Loss): boolean =>
    told!.incidents.some((each) => {
      return each.service === service && each.startSeconds <= at && at <= (each.endSeconds ?? Infinity);
    });
  const apart = new Map<string, Loss>();
  for (const loss of (told?.losses ?? []).filter((each) => !isOfIncident(each))) {
    const key = JSON.stringify([loss.atSeconds, loss.volume]);
    const { writes, bytes, oldestSeconds } = apart.get(key) ?? { writes: 0, bytes: 0, oldestSeconds: 0 };
    apart.set(key, {
      ...loss,
      ...{ writes: loss.writes + writes, bytes: loss.bytes + bytes },
      oldestSeconds: Math.max(loss.oldestSeconds, oldestSeconds),
    });
  }
  return [...apart.values()].flatMap(({ service, volume, atSeconds, writes, bytes, oldestSeconds }) => {
    const what = `${formatNumberOf(writes, "acknowledged write")} to ${volume} (${formatBytes(bytes)})`;
    const when = `At ${clock.exact(fineEnough(atSeconds))}`;
    const age = `the oldest ${formatDuration(oldestSeconds)} old`;
    return hanging(`${when} ${service} lost ${what} without being down, ${age}.`, 0, 2);
  });
}

/** So many are told one by one where there is little room. */
const FEW = 2;

/** Times in which a service could answer and its users were not served as its objective says. */
export function brownOutLines(policy: PolicyResult, clock: Clock, inShort: boolean): readonly string[] {
  const { detail, replications } = policy;
  const all = replications.find(({ replication }) => replication === detail.replication)?.brownOuts ?? [];
  const by = [...grouped(all, ({ service }) => service).values()];
  return by.flatMap((its) =>
    inShort && its.length > FEW ? brownOutsTogether(its, clock) : its.flatMap((each) => brownOut(each, clock)),
  );
}

/** What is told of the end of one that has none. */
const NOT_OVER = "not over when the run ended";

function brownOut({ service, startSeconds, durationSeconds, answered, endSeconds }: BrownOut, clock: Clock) {
  const length = `${formatDuration(durationSeconds)}${endSeconds === null ? `, ${NOT_OVER}` : ""}`;
  const when = `${clock.exact(fineEnough(startSeconds))}, ${length}`;
  return hanging(
    `Brown-out of ${service} from ${when}: ${formatShare(answered)} answered as its objective asks.`,
    0,
    2,
  );
}

function brownOutsTogether(all: readonly BrownOut[], clock: Clock): readonly string[] {
  const seconds = all.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const longest = all.reduce((most, each) => (each.durationSeconds > most.durationSeconds ? each : most));
  const sentences = [
    `${formatCount(all.length)} brown-outs of ${all[0]!.service}, ${formatDuration(seconds)} in all`,
    `The longest from ${clock.exact(fineEnough(longest.startSeconds))}, ${formatDuration(longest.durationSeconds)}: ` +
      `${formatShare(longest.answered)} answered as its objective asks`,
    ...(all.at(-1)!.endSeconds === null ? [`The last was ${NOT_OVER}`] : []),
  ];
  return hanging(`${sentences.join(". ")}.`, 0, 2);
}

export function invariantLines({ invariants }: PolicyResult, clock: Clock): readonly string[] {
  return invariants
    .filter(({ violations }) => violations > 0)
    .flatMap(({ name, violations, examples: [first] }) => {
      const what = first === undefined ? "" : exampleWritten(first, clock);
      return hanging(`Invariant ${name} was violated ${formatNumberOf(violations, "time")}: ${what}`, 0, 2);
    });
}
