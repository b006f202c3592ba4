/** What accounts kept, as results: seconds instead of microseconds, reasons in words. */
import { phraseOf } from "../../control/index.js";
import { quantitiesOf } from "../quantities.js";
import type { BrownOut, Incident, Loss, StepResult, Takeover, UndertakingResult } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "./accounts.js";
import { ageOf } from "./age-of-loss.js";
import type { IncidentHeard } from "./incident-heard.js";
import { type StepTold, subjectsOf, type UndertakingTold } from "./undertaking-account.js";
import type { LossFound } from "./write-account.js";

/** The incidents that began after the warm-up, numbered for each subject, in the order of their beginning. */
export function incidentResults(accounts: Accounts, until: Micros): readonly Incident[] {
  const { incidents, context, writes } = accounts;
  const lossesOf = new Map<IncidentHeard, LossFound[]>();
  for (const loss of writes.losses) {
    const incident = incidents.at(loss.service, loss.at);
    if (incident !== null) lossesOf.set(incident, [...(lossesOf.get(incident) ?? []), loss]);
  }
  const numbers = new Map<string, number>();
  return incidents.incidents
    .filter(({ start }) => start >= context.warmUp)
    .map((heard) => {
      const { name } = heard.subject;
      const number = (numbers.get(name) ?? 0) + 1;
      numbers.set(name, number);
      return incidentResult(accounts, heard, number, lossesOf.get(heard) ?? [], until);
    });
}

function incidentResult(
  accounts: Accounts,
  heard: IncidentHeard,
  number: number,
  losses: readonly LossFound[],
  until: Micros,
): Incident {
  const { subject, start, end, detectedAt, causes, recoveries } = heard;
  return {
    service: subject.name,
    ...(subject.kind !== "service" && { subject }),
    number,
    causes,
    startSeconds: toSeconds(start),
    endSeconds: secondsOrNull(end),
    detectedSeconds: secondsOrNull(detectedAt),
    recoveryTimeSeconds: toSeconds((end ?? until) - start),
    phases: accounts.incidents.phasesOf(heard, until).map((stretch) => ({
      phase: stretch.phase,
      startSeconds: toSeconds(stretch.start),
      durationSeconds: toSeconds(stretch.duration),
    })),
    steps: recoveries.flatMap((each) => each.steps.map(stepResult)),
    ...accounts.incidents.movedOf(heard),
    lostWrites: losses.reduce((sum, loss) => sum + loss.writes, 0),
    lostBytes: losses.reduce((sum, loss) => sum + loss.bytes, 0),
    lostSeconds: toSeconds(losses.reduce((most, loss) => Math.max(most, ageOf(loss, accounts)), 0)),
  };
}

/** When services did not meet their objectives although they could answer. */
export function brownOutResults({ objectives }: Accounts, until: Micros): readonly BrownOut[] {
  return objectives.brownOuts(until).map(({ service, start, end, asked, answered }) => ({
    kind: "brown-out",
    service,
    startSeconds: toSeconds(start),
    endSeconds: end >= until ? null : toSeconds(end),
    durationSeconds: toSeconds(end - start),
    answered: answered / asked,
  }));
}

/** The losses after the warm-up, in the order of time. */
export function lossResults(accounts: Accounts): readonly Loss[] {
  const { writes, context } = accounts;
  return writes.losses
    .filter(({ at }) => at >= context.warmUp)
    .toSorted((a, b) => a.at - b.at)
    .map((loss) => ({
      service: loss.service,
      volume: loss.volume,
      atSeconds: toSeconds(loss.at),
      writes: loss.writes,
      bytes: loss.bytes,
      oldestSeconds: toSeconds(ageOf(loss, accounts)),
    }));
}

/** What was undertaken to bring somebody back. */
export function takeoverResult(told: UndertakingTold): Takeover {
  return { ...undertakingResult(told), services: subjectsOf(told.of, "service"), from: told.of.from ?? "" };
}

export function undertakingResult({ of, startedAt, endedAt, result, steps }: UndertakingTold): UndertakingResult {
  return {
    family: of.family,
    kind: of.kind,
    subjects: of.subjects,
    from: of.from ?? null,
    to: of.to ?? null,
    startSeconds: toSeconds(startedAt),
    endSeconds: secondsOrNull(endedAt),
    result,
    steps: steps.map(stepResult),
  };
}

function stepResult({ step, figure, phase, startedAt, endedAt, result, because }: StepTold): StepResult {
  const reason = because === null ? null : phraseOf(because);
  const quantities = reason === null ? [] : quantitiesOf(reason);
  return {
    step,
    figure,
    phase,
    startSeconds: toSeconds(startedAt),
    endSeconds: secondsOrNull(endedAt),
    outcome: result,
    reason: reason?.text ?? "had not ended when the run did",
    ...(quantities.length > 0 && { quantities }),
  };
}

function secondsOrNull(time: Micros | null): number | null {
  return time === null ? null : toSeconds(time);
}
