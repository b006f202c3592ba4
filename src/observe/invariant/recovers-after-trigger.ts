/** When what troubled a service is over, its users are served again as before. */
import { instant, say } from "../../control/index.js";
import { homesOf, namedIn } from "../../model/index.js";
import { toSeconds, type Micros, MINUTE } from "../../units/index.js";
import { hasLoad } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Time to recover after the last fault was cleared, and the shortest time over which shares are compared. */
const GRACE: Micros = 30 * MINUTE;
const LEAST: Micros = MINUTE;
/** Fewer users than these may be unlucky. */
const FEW = 100;
/** Of the share that was served before; and how much more may be asked than before, for the comparison to be fair. */
const ENOUGH = 0.9;
const FAIR = 1.1;

/** What was counted until an instant. */
interface Sample {
  readonly at: Micros;
  readonly asked: number;
  readonly served: number;
  readonly settled: number;
}

/** A stretch without faults. */
interface Stretch {
  readonly first: Sample;
  readonly last: Sample;
}

/** From half an hour after all was cleared on, by service. */
interface Recovered {
  readonly at: Micros;
  readonly samples: Map<string, Sample>;
}

/**
 * Evaluated whenever a fault or spike comes after a stretch without any, and at the end: the share of users who are served
 * from half an hour after all was cleared, against the share before the first one, where no more is asked. The counts begin
 * with the end of the warm-up, and are taken at these edges themselves. What is corrupt stays so when the fault that did it
 * is over: a service of which no copy of the data is left that anybody could go on with is troubled still.
 */
export const recoversAfterTrigger: Invariant = {
  name: "recovers-after-trigger",
  about:
    "Half an hour after the last fault or spike users are served as before: a service that its own retries keep down " +
    "needs somebody to switch it off and on.",
  idle: "there was no fault or spike",
  appliesTo: hasLoad,
  watch: (finding, { context, requests, copies }) => {
    const loaded = context.spec.services.filter(({ load }) => load !== undefined).map(({ name }) => name);
    const sample = (service: string, at: Micros): Sample => {
      const { asked, ended, settled } = requests.of(service);
      return { at, asked, settled, served: ended.served };
    };
    const nothing: Sample = { at: context.warmUp, asked: 0, served: 0, settled: 0 };
    const hasItsData = (service: string): boolean => {
      const volumes = context.spec.arrays.flatMap((array) => array.volumes);
      return homesOf(namedIn(context.spec.services, service)!).some((home) =>
        volumes.every(({ name, host }) => host !== home || copies.isLeft(name, context)),
      );
    };
    let open = 0;
    /** Before the first fault, by service; `null` before that. */
    let before: Map<string, Stretch> | null = null;
    /** From when on users should be served again; unset while anything is still in force. */
    let recovered: Recovered | null = null;

    /** Takes a sample as of an instant: what a flow brought until then is counted a little later. */
    const sampleAt = (service: string, at: Micros, take: (sample: Sample) => void): void =>
      requests.at(service, Math.max(at, context.warmUp), (now) => take(sample(service, now)));
    const compare = (service: string, early: Stretch, late: Stretch): void => {
      const unable = obstacleTo(early, late);
      if (unable !== null) return finding.unable(unable);
      const isServed = shareOf(late) >= ENOUGH * shareOf(early);
      if (!isServed && !hasItsData(service)) return finding.unable("no copy is left of the data that a service needs");
      finding.stake();
      if (isServed) return;
      const percent = (share: number) => `${Math.round(share * 100)} %`;
      finding.violated(
        late.last.at,
        say`${percent(shareOf(late))} of the users of ${service} were served since ${instant(late.first.at)}, half an hour after the last fault or spike, ${percent(shareOf(early))} before the first`,
      );
    };
    const judge = (service: string, early: Stretch, since: Recovered | null, last: Sample): void => {
      const first = since?.samples.get(service);
      if (first !== undefined) compare(service, early, { first, last });
      else if (since === null || since.at >= last.at)
        finding.unable("the run ended within half an hour of the last fault or spike");
      else finding.unable("nobody asked for anything from half an hour after the last fault or spike on");
    };
    return {
      hears: {
        FaultInjected: ({ at }) => {
          const since = recovered;
          const isFirst = before === null;
          before ??= new Map(loaded.map((service) => [service, { first: nothing, last: sample(service, at) }]));
          const stretches = before;
          for (const service of open === 0 ? loaded : []) {
            sampleAt(service, at, (last) => {
              if (isFirst) stretches.set(service, { first: nothing, last });
              else if (since !== null && at > since.at) judge(service, stretches.get(service)!, since, last);
            });
          }
          open += 1;
          recovered = null;
        },
        FaultCleared: ({ at }) => {
          open -= 1;
          if (open > 0) return;
          const since = { at: at + GRACE, samples: new Map<string, Sample>() };
          recovered = since;
          for (const service of loaded) sampleAt(service, since.at, (taken) => void since.samples.set(service, taken));
        },
      },
      finish: (at) => {
        if (before === null) return;
        if (open > 0) return finding.unable("a fault or spike was in force until the end");
        for (const [service, early] of before) judge(service, early, recovered, sample(service, at));
      },
    };
  },
};

/** Why two stretches cannot be compared; `null` when they can. */
function obstacleTo(early: Stretch, late: Stretch): string | null {
  if (isShort(early)) return `there was too little to compare with before the first fault or spike`;
  if (isShort(late)) return `there was too little after the last fault or spike`;
  if (rateOf(late) > FAIR * rateOf(early)) return "more was asked after the faults than before";
  return null;
}

function isShort({ first, last }: Stretch): boolean {
  return last.at - first.at < LEAST || last.asked - first.asked < FEW;
}

function rateOf({ first, last }: Stretch): number {
  return (last.asked - first.asked) / toSeconds(last.at - first.at);
}

/** Of the requests that ended for good; where none ever does, nobody is served. */
function shareOf({ first, last }: Stretch): number {
  const settled = last.settled - first.settled;
  return settled === 0 ? 0 : (last.served - first.served) / settled;
}
