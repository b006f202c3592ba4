/** All kinds of actions and how each is carried out. */
import type { Action } from "../../control/index.js";
import type { Place } from "../place.js";
import type { World } from "../world.js";
import { configure, drain, measure, watchLoad, weigh } from "./balancing.js";
import { boot, setIdentity } from "./boot.js";
import { orderShutdown } from "./order-shutdown.js";
import type { Performer, Settle } from "./performer.js";
import { moveCables, page, unplug } from "./person.js";
import { query } from "./query.js";
import { reconcile } from "./reconcile.js";
import { readRelay, switchRelay } from "./relay.js";
import { readConfiguration, redirect } from "./configuration.js";
import {
  applyLog,
  backUp,
  breakMirror,
  copy,
  reassign,
  reestablish,
  withdraw,
  restore,
  share,
  splitMirror,
  synchronise,
  transform,
  transformLog,
  update,
} from "./storage.js";

const performers: { readonly [K in Action["kind"]]: Performer<K> } = {
  query,
  "order-shutdown": orderShutdown,
  "switch-relay": switchRelay,
  "read-relay": readRelay,
  "split-mirror": splitMirror,
  copy,
  reassign,
  "re-establish": reestablish,
  withdraw,
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
  "set-identity": setIdentity,
  boot,
  reconcile,
  page,
  unplug,
  "move-cables": moveCables,
  measure,
  "watch-load": watchLoad,
  configure,
  weigh,
  synchronise,
  drain,
};

export function perform(world: World, action: Action, settle: Settle, from: Place): void {
  (performers[action.kind] as Performer<Action["kind"]>)(world, action as never, settle, from);
}
