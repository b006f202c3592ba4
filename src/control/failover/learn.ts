/** What outcomes, and what agents say, change of what a failover controller knows. */
import type { Micros } from "../../units/index.js";
import { learnStage } from "../kit/host-stage.js";
import { listed } from "../kit/listed.js";
import type { Action, Outcome } from "../words.js";
import { readBy } from "./data-orders.js";
import { forgetLate } from "./device-presented.js";
import { setUseless, setWhole } from "./device-roles.js";
import { inUse, strayAt } from "./devices.js";
import { type Facts, host, volume } from "./facts.js";
import { learnByKind } from "./lessons.js";

/** Changes the facts by what an action's outcome teaches; an unknown outcome only takes knowledge away. */
export function learn(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  learnStage(facts.hosts, action, outcome, now);
  if (outcome.status === "done") forgetLateAtDown(facts, now);
  // What lay on it is lost: nothing is brought from there any more.
  const read = outcome.status === "failed" && outcome.gone === true ? readBy(action) : null;
  if (read !== null) setWhole(volume(facts, read.volume), read.device, false);
  learnByKind(facts, action, outcome, now);
}

/** Whoever was just found down starts without what was withdrawn from it. */
function forgetLateAtDown(facts: Facts, now: Micros): void {
  const wasFoundDown = (name: string): boolean => {
    const { stage, stageAt } = host(facts, name);
    return stageAt === now && (stage === "off" || stage === "standalone");
  };
  for (const known of listed(facts.volumes)) {
    for (const name of known.lateAt) if (wasFoundDown(name) && strayAt(known, name) === null) forgetLate(known, name);
  }
}

/** An agent, or the host itself, says that what the host works with is of no use: it is not gone on with, and not copied. */
export function learnUseless(facts: Facts, name: string, useless: string | undefined): void {
  const known = useless === undefined ? undefined : facts.volumes[useless];
  if (known?.holder === name) setUseless(known, inUse(known));
}
