/** All kinds of faults: a line here and a file beside it make a new one. */
import { agentCrash } from "./agent-crash.js";
import { crash } from "./crash.js";
import { cut } from "./cut.js";
import type { FaultKind } from "./fault-kind.js";
import { hang } from "./hang.js";
import { powerLoss } from "./power-loss.js";
import { relayStuck } from "./relay-stuck.js";
import { slow } from "./slow.js";
import { spike } from "./spike.js";

export const faultKinds: readonly FaultKind[] = [crash, hang, slow, agentCrash, powerLoss, cut, relayStuck, spike];

export type { FaultKind } from "./fault-kind.js";

/** The kind of that name; must exist. */
export function faultKind(name: string): FaultKind {
  const kind = faultKinds.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no fault is named ${name}`);
  return kind;
}
