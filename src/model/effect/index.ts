/** All kinds of actions: a line here and a file beside it make a new one. */
import type { Action, ActionKind, Outcome } from "../../control/index.js";
import { known } from "../named.js";
import { assignDuty } from "./assign-duty.js";
import { correctPart } from "./correct-part.js";
import { examineParts } from "./examine-parts.js";
import { repairPart } from "./repair-part.js";
import { testItself } from "./test-itself.js";
import { applyLog } from "./apply-log.js";
import { askApplication } from "./ask-application.js";
import { askDevice } from "./ask-device.js";
import { askStorage } from "./ask-storage.js";
import { askTarget } from "./ask-target.js";
import { backUp } from "./back-up.js";
import { boot } from "./boot.js";
import { breakMirror } from "./break-mirror.js";
import { checkPath } from "./check-path.js";
import { closeRun } from "./close-run.js";
import { configure } from "./configure.js";
import { copy } from "./copy.js";
import { copyExtents } from "./copy-extents.js";
import { drain } from "./drain.js";
import { lookAtCopy } from "./look-at-copy.js";
import { lookAtPaths } from "./look-at-paths.js";
import { measure } from "./measure.js";
import { fetchBackups } from "./fetch-backups.js";
import { moveCables } from "./move-cables.js";
import { openRun } from "./open-run.js";
import { orderShutdown } from "./order-shutdown.js";
import { page } from "./page.js";
import { powerOn } from "./power-on.js";
import { programPaths } from "./program-paths.js";
import { query } from "./query.js";
import { reEstablish } from "./re-establish.js";
import { readConfiguration } from "./read-configuration.js";
import { readRelay } from "./read-relay.js";
import { reassign } from "./reassign.js";
import { reconcile } from "./reconcile.js";
import { redirect } from "./redirect.js";
import { registerName } from "./register-name.js";
import { restore } from "./restore.js";
import { runScript } from "./run-script.js";
import { setIdentity } from "./set-identity.js";
import { writeIdentity } from "./write-identity.js";
import { share } from "./share.js";
import { splitAhead } from "./split-ahead.js";
import { splitMirror } from "./split-mirror.js";
import { switchRelay } from "./switch-relay.js";
import { synchronise } from "./synchronise.js";
import { transform } from "./transform.js";
import { transformLog } from "./transform-log.js";
import { trespass } from "./trespass.js";
import { unplug } from "./unplug.js";
import { update } from "./update.js";
import { warnUsers } from "./warn-users.js";
import { watchLoad } from "./watch-load.js";
import { weigh } from "./weigh.js";
import { withdraw } from "./withdraw.js";
import { collectConfiguration } from "./collect-configuration.js";
import { endProcess } from "./end-process.js";
import { exportData } from "./export.js";
import { fetchFailure } from "./fetch-failure.js";
import { handOnTask } from "./hand-on-task.js";
import { importData } from "./import.js";
import { launchProcess } from "./launch-process.js";
import { letNotice } from "./let-notice.js";
import { readData } from "./read-data.js";
import { storeAsker } from "./store-asker.js";
import { visitAgent } from "./visit-agent.js";
import type { KindOfAction } from "./kind-of-action.js";

/** Each kind that the house has words for. */
const OWN: { readonly [K in ActionKind]: KindOfAction<K> } = {
  query,
  "order-shutdown": orderShutdown,
  "switch-relay": switchRelay,
  "read-relay": readRelay,
  export: exportData,
  import: importData,
  "split-ahead": splitAhead,
  "split-mirror": splitMirror,
  copy,
  reassign,
  "re-establish": reEstablish,
  withdraw,
  "ask-storage": askStorage,
  "ask-device": askDevice,
  update,
  transform,
  "break-mirror": breakMirror,
  "back-up": backUp,
  restore,
  "transform-log": transformLog,
  "apply-log": applyLog,
  share,
  "read-configuration": readConfiguration,
  redirect,
  "register-name": registerName,
  "set-identity": setIdentity,
  "write-identity": writeIdentity,
  boot,
  reconcile,
  page,
  "power-on": powerOn,
  unplug,
  "move-cables": moveCables,
  "fetch-backups": fetchBackups,
  measure,
  "warn-users": warnUsers,
  "watch-load": watchLoad,
  configure,
  weigh,
  synchronise,
  drain,
  "look-at-paths": lookAtPaths,
  "look-at-copy": lookAtCopy,
  "open-run": openRun,
  "ask-target": askTarget,
  "copy-extents": copyExtents,
  "close-run": closeRun,
  "ask-application": askApplication,
  "run-script": runScript,
  "program-paths": programPaths,
  "check-path": checkPath,
  trespass,
  "test-itself": testItself,
  "examine-parts": examineParts,
  "assign-duty": assignDuty,
  "correct-part": correctPart,
  "repair-part": repairPart,
  "collect-configuration": collectConfiguration,
  "end-process": endProcess,
  "fetch-failure": fetchFailure,
  "hand-on-task": handOnTask,
  "launch-process": launchProcess,
  "let-notice": letNotice,
  "read-data": readData,
  "store-asker": storeAsker,
  "visit-agent": visitAgent,
};

const kinds = new Map<string, KindOfAction<ActionKind>>(Object.entries(OWN));

/** One of a family from outside; see `registerFamily`, which refuses what cannot be told apart. */
export function addAction(kind: KindOfAction<ActionKind>): void {
  kinds.set(kind.kind, kind);
}

export function actionKinds(): readonly string[] {
  return [...kinds.keys()];
}

/** What there is to know of an action of this kind. */
export function kindOf({ kind }: Action): KindOfAction<ActionKind> {
  return known(kinds, kind, "action");
}

/** What a world in which everything works would answer. */
export function imagine(action: Action): Outcome {
  const found = kindOf(action).finds?.(action);
  return { status: "done", ...(found !== undefined && { found }) };
}

export type { KindOfAction } from "./kind-of-action.js";
