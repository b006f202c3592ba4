/** All data strategies, in the order in which they are listed; a new one is a file and a line here. */
import { backupLog } from "./backup-log.js";
import { backupTransform } from "./backup-transform.js";
import { copyRemote } from "./copy-remote.js";
import { copy } from "./copy.js";
import { exportImport } from "./export-import.js";
import { logApply } from "./log-apply.js";
import { mirrorTransform, mirrorTransformedLog } from "./mirror-transform.js";
import { preReplicated } from "./pre-replicated.js";
import { reassign } from "./reassign.js";
import { remoteMirror } from "./remote-mirror.js";
import { shared } from "./shared.js";
import { splitLogApply } from "./split-log-apply.js";
import { splitMirror } from "./split-mirror.js";
import { staged } from "./staged.js";
import type { DataStrategy } from "./strategy.js";
import { transform } from "./transform.js";
import { transformedLog } from "./transformed-log.js";

export { compareData, compareHosts, conversion } from "./conversion.js";
export { type DataStrategy, type Estimate, expectedMicros, type Stage } from "./strategy.js";

export const dataStrategies: readonly DataStrategy[] = [
  splitMirror,
  reassign,
  shared,
  remoteMirror,
  preReplicated,
  logApply,
  splitLogApply,
  staged,
  copy,
  copyRemote,
  backupLog,
  transform,
  mirrorTransform,
  backupTransform,
  transformedLog,
  mirrorTransformedLog,
  exportImport,
];

export function dataStrategy(name: string): DataStrategy {
  const found = dataStrategies.find((strategy) => strategy.name === name);
  if (found === undefined) throw new Error(`no data strategy is named ${name}`);
  return found;
}
