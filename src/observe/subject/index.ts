/** All kinds of subjects, in the order in which their strips are listed; a new one is a file and a line here, or is added by its family. */
import type { WorldSpec } from "../../model/index.js";
import { agent } from "./agent.js";
import { application } from "./application.js";
import { array } from "./array.js";
import { exported } from "./exported.js";
import { controlProcessor } from "./control-processor.js";
import { failoverSet } from "./failover-set.js";
import { cluster } from "./cluster.js";
import { console } from "./console.js";
import { cutSet } from "./cut-set.js";
import { domainAgent, domainDriver, domainServer } from "./domain-process.js";
import { host } from "./host.js";
import { arrayLink, connector, link, network, storageSwitch } from "./link.js";
import { path } from "./path.js";
import { relay } from "./relay.js";
import { run } from "./run.js";
import { service } from "./service.js";
import { diskAdapter, portAdapter } from "./storage-adapter.js";
import type { SubjectKind } from "./subject.js";
import { transfer } from "./transfer.js";
import { transferAgent } from "./transfer-agent.js";

const kinds: SubjectKind[] = [
  service,
  transfer,
  transferAgent,
  application,
  exported,
  path,
  failoverSet,
  controlProcessor,
  cluster,
  domainServer,
  domainAgent,
  domainDriver,
  console,
  host,
  agent,
  relay,
  network,
  connector,
  link,
  storageSwitch,
  array,
  portAdapter,
  diskAdapter,
  arrayLink,
  cutSet,
  run,
];

export const subjectKinds: readonly SubjectKind[] = kinds;

/** Adds a kind that a family has. @throws Error when there is one of that name already */
export function addSubjectKind(more: SubjectKind): void {
  if (kinds.some(({ kind }) => kind === more.kind)) throw new Error(`there is a kind of subject ${more.kind} already`);
  kinds.push(more);
}

/** Names of the subjects of one kind in a world. @throws Error when there is no such kind */
export function namesOf(kind: string, spec: WorldSpec): readonly string[] {
  const found = kinds.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`there is no kind of subject ${kind}`);
  return found.names(spec);
}

/** Those whose being down is an incident: who is there for users, or the hosts of a world in which nobody is. */
export function kindsWithIncidents(spec: WorldSpec): readonly SubjectKind[] {
  const serving = kinds.filter(({ serves, names }) => serves === true && names(spec).length > 0);
  return serving.length > 0 ? serving : [host];
}
