/** What a run leaves behind: who serves elsewhere, what does not work or was at work at first, and which faults are not over. */
import { answers, conditionOf, type PolicyResult, type Strip, type Takeover } from "../result/index.js";
import type { Clock } from "./clock.js";
import { grouped } from "./grouped.js";
import { formatNumberOf } from "./number-format.js";
import { NAMES_TOLD } from "./policy-facts.js";
import { isFor } from "./subjects.js";

/** So many are told one by one. */
const MOST_TOLD = 12;

/** A line each; empty when all is as it was at the beginning. */
export function howItEnded({ detail }: Pick<PolicyResult, "detail">, clock: Clock): readonly string[] {
  const lines = [
    ...detail.strips.flatMap((strip) => (strip.kind === "service" ? movedTo(strip, detail.takeovers) : [])),
    ...together(detail.strips.flatMap((strip) => leftBehind(strip, clock))),
    ...detail.bands.flatMap(({ fault, startSeconds, endSeconds }) =>
      endSeconds === null ? [`${fault}, since ${clock.brief(startSeconds)}: not over`] : [],
    ),
  ];
  const others = lines.length - MOST_TOLD;
  return others > 1 ? [...lines.slice(0, MOST_TOLD), `and ${formatNumberOf(others, "other")}`] : lines;
}

/** The holder after the last takeover that was carried out, where it is not that of the beginning. */
function movedTo({ kind, actor }: Strip, takeovers: readonly Takeover[]): readonly string[] {
  const its = takeovers.filter((each) => isFor(each, { subject: { kind, name: actor }, service: actor }));
  const [home, now] = [its[0]?.from, its.findLast(({ result }) => result === "done")?.to ?? null];
  return home === undefined || now === null || now === home ? [] : [`${actor}: at ${now}, at first at ${home}`];
}

/** How something ended; `kind`: what others of its kind are told together with. */
interface Ending {
  readonly kind: string | null;
  readonly name: string;
  readonly how: string;
}

/** Others of one kind of which the same is to be told share a line. */
function together(endings: readonly Ending[]): readonly string[] {
  const alike = grouped(endings, ({ kind, name, how }) => JSON.stringify([kind ?? { name }, how]));
  return [...alike.values()].map((all) => {
    const [{ kind, how }] = [all[0]!];
    const more = all.length - NAMES_TOLD;
    const names = all.slice(0, more > 1 ? NAMES_TOLD : all.length).map(({ name }) => name);
    const whose = `${names.join(", ")}${more > 1 ? ` and ${formatNumberOf(more, "other")}` : ""}`;
    return `${kind === null ? "" : `${kind} `}${whose}: ${how}`;
  });
}

/** Hosts and services that were up and are not; of what lies around them that which is out of order. */
function leftBehind({ kind, actor, intervals }: Strip, clock: Clock): readonly Ending[] {
  const [, first] = intervals[0] ?? [0, "up"];
  const [since, last] = intervals.at(-1) ?? [0, "up"];
  const now = conditionOf(last);
  const isCentral = kind === "host" || kind === "service";
  const isWorse = isCentral && answers(conditionOf(first)) && !answers(now);
  if (!isWorse && now !== "down" && now !== "impaired") return [];
  const how =
    intervals.length === 1 ? `${last}, as at first` : `${last} since ${clock.brief(since)}, at first ${first}`;
  return [{ kind: isCentral ? null : kind.replaceAll("-", " "), name: actor, how }];
}
