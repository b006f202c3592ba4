/** All measures, in the order in which they are listed; a new one is a file and a line here, or is added by its family. */
import type { WorldSpec } from "../../model/index.js";
import type { MeasureInfo } from "../../result/index.js";
import { failoverSet } from "../subject/failover-set.js";
import { namesOf } from "../subject/index.js";
import { availability } from "./availability.js";
import { collateral } from "./collateral.js";
import { actingClusters, actingServers } from "./acting-servers.js";
import { copiedBytes } from "./copied-bytes.js";
import { copyStaleness } from "./copy-staleness.js";
import { cutSetDown } from "./cut-set-down.js";
import { detection } from "./detection.js";
import { divergence } from "./divergence.js";
import { downtime } from "./downtime.js";
import { heldApplications } from "./held-applications.js";
import { hostAnswers } from "./host-answers.js";
import { hostAvailability } from "./host-availability.js";
import { hostOutages } from "./host-outages.js";
import { hostHours } from "./host-hours.js";
import { hosts } from "./hosts.js";
import { latency } from "./latency.js";
import { ios } from "./ios.js";
import { managementRequests, memberRequests } from "./management-requests.js";
import { keyOf, type Measure } from "./measure.js";
import { mistakes } from "./mistakes.js";
import { objective } from "./objective.js";
import { outages, setOutages } from "./outages.js";
import { pages } from "./pages.js";
import { pathIos } from "./path-ios.js";
import { passages } from "./passages.js";
import { registrations } from "./registrations.js";
import { recoveryPoint } from "./recovery-point.js";
import { recoveryTime, setRecoveryTime } from "./recovery-time.js";
import { replicationLag } from "./replication-lag.js";
import { replacements } from "./replacements.js";
import { requests } from "./requests.js";
import { roles } from "./roles.js";
import { pool, scaling } from "./scaling.js";
import { availabilityOf } from "./subject-availability.js";
import { takeovers } from "./takeovers.js";
import { transferredBytes } from "./transferred-bytes.js";
import { tasks } from "./tasks.js";
import { transfers } from "./transfers.js";
import { transferTakeover } from "./transfer-takeover.js";

const setAvailability = availabilityOf(failoverSet);

const all: Measure[] = [
  availability,
  downtime,
  objective,
  outages,
  collateral,
  recoveryTime,
  recoveryPoint,
  detection,
  mistakes,
  latency,
  requests,
  ios,
  pathIos,
  ...passages,
  replicationLag,
  transfers,
  transferredBytes,
  transferTakeover,
  heldApplications,
  setAvailability,
  setOutages,
  setRecoveryTime,
  roles,
  replacements,
  divergence,
  managementRequests,
  memberRequests,
  actingServers,
  actingClusters,
  tasks,
  copyStaleness,
  registrations,
  hostAvailability,
  hostOutages,
  hostHours,
  hostAnswers,
  hosts,
  copiedBytes,
  scaling,
  pool,
  takeovers,
  pages,
  cutSetDown,
];

export const measures: readonly Measure[] = all;

/** Adds a measure that a family has. @throws Error when there is one of that name already */
export function addMeasure(more: Measure): void {
  if (all.some(({ name }) => name === more.name)) throw new Error(`there is a measure ${more.name} already`);
  all.push(more);
}

/** Whose it is in a world: their names. */
export function subjectsOf({ of, appliesTo }: Measure, spec: WorldSpec): readonly string[] {
  return namesOf(of, spec).filter((subject) => appliesTo?.(spec, subject) !== false);
}

/** Of a kind with more subjects than these nobody would read all. */
const MOST_SUBJECTS = 20;

/** What policies are compared by when nobody says by what. */
export function headlineKeys(spec: WorldSpec): readonly string[] {
  return measures.flatMap((measure) => {
    const subjects = subjectsOf(measure, spec);
    const values = measure.values.filter(({ key }) => measure.headlines?.includes(key) === true);
    return subjects.length > MOST_SUBJECTS
      ? []
      : subjects.flatMap((subject) => values.map((value) => keyOf(subject, value)));
  });
}

/** Every key that a run of this world measures, with its meaning. */
export function measureInfos(spec: WorldSpec): readonly MeasureInfo[] {
  return measures.flatMap((measure) =>
    subjectsOf(measure, spec).flatMap((subject) =>
      measure.values.map((value) => ({ ...value, key: keyOf(subject, value) })),
    ),
  );
}
