/** All kinds of faults: a line here and a file beside it make a new one. */
import { families } from "../family/index.js";
import { adapterFailure } from "./adapter-failure.js";
import { agentCrash } from "./agent-crash.js";
import { backupFailure } from "./backup-failure.js";
import { controllerFailure } from "./controller-failure.js";
import { corruption } from "./corruption.js";
import { crash } from "./crash.js";
import { cut } from "./cut.js";
import { directorFailure } from "./director-failure.js";
import { diskFailure } from "./disk-failure.js";
import { disturbance } from "./disturbance.js";
import type { FaultKind } from "./fault-kind.js";
import { firmwareMismatch } from "./firmware-mismatch.js";
import { flap } from "./flap.js";
import { hang } from "./hang.js";
import { lossy } from "./lossy.js";
import { malfunction } from "./malfunction.js";
import { nameServerFailure } from "./name-server-failure.js";
import { operatorError } from "./operator-error.js";
import { partition } from "./partition.js";
import { powerLoss } from "./power-loss.js";
import { precursors } from "./precursors.js";
import { relayStuck } from "./relay-stuck.js";
import { relayUnreachable } from "./relay-unreachable.js";
import { slow } from "./slow.js";
import { slowLink } from "./slow-link.js";
import { spike } from "./spike.js";
import { storageProcessor } from "./storage-processor.js";

const KINDS: readonly FaultKind[] = [
  crash,
  hang,
  slow,
  malfunction,
  precursors,
  agentCrash,
  powerLoss,
  cut,
  flap,
  lossy,
  slowLink,
  partition,
  disturbance,
  relayStuck,
  relayUnreachable,
  adapterFailure,
  storageProcessor,
  diskFailure,
  corruption,
  backupFailure,
  firmwareMismatch,
  operatorError,
  directorFailure,
  nameServerFailure,
  controllerFailure,
  spike,
];

export type { FaultKind } from "./fault-kind.js";

/** All that can be done to the world, and to the machines of families. */
export function faultKinds(): readonly FaultKind[] {
  return [...KINDS, ...families.flatMap(({ faults = [] }) => faults)];
}

/** The kind of that name; must exist. */
export function faultKind(name: string): FaultKind {
  const kind = faultKinds().find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no fault is named ${name}`);
  return kind;
}
