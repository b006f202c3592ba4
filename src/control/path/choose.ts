/** Which group of paths is used: as long as one of its paths is left, until a better one is used again, or none is left at all. */
import type { Micros } from "../../units/index.js";
import { act, cancelTimer, type Out, setTimer } from "../kit/index.js";
import type { Reason } from "../words.js";
import { bestGroup, type DeviceState, type PathsState, usableIn } from "./state.js";
import type { PathTable } from "./words.js";

/** A better group is used again then. */
export const FAIL_BACK = "fail-back";
/** I/Os fail from then on, for no path has been left for too long. */
export const NO_PATH = "no-path";

/** Something about the paths to a device has changed. */
export function choose(state: PathsState, device: DeviceState, now: Micros, out: Out): void {
  if (device.groups.length === 0) return program(state, device, out);
  const best = bestGroup(device);
  const { emptied } = device;
  device.emptied = device.groups.flatMap((_, group) => (usableIn(device, group).length === 0 ? [group] : []));
  if (best === null) loseAll(state, device, now, out);
  else if (device.group === null) use(state, device, best, { rule: "path-back" }, out);
  else if (usableIn(device, device.group).length === 0) use(state, device, best, { rule: "paths-gone" }, out);
  else failBack(state, device, [best, emptied.includes(best)], now, out);
  program(state, device, out);
}

/**
 * The device does not serve at the port of a path in use. If that is because another host had it serve elsewhere, and this one is to
 * follow, the next group is tried; at none of them does it serve, and then it is ordered. @returns whether it follows
 */
export function follow(state: PathsState, device: DeviceState, path: string, out: Out): boolean {
  const { group } = device;
  if (state.config.policy.failback !== "followover" || group === null || device.claims || device.trespass !== null)
    return false;
  device.passive = [...device.passive, group];
  const next = device.groups.findIndex(
    (_, each) => !device.passive.includes(each) && usableIn(device, each).length > 0,
  );
  if (next < 0) return false;
  use(state, device, next, { rule: "device-moved", path }, out);
  program(state, device, out);
  return true;
}

/** Nobody has complained for as long as checks are apart: the device serves where its I/Os go. */
export function settleWhere(device: DeviceState): void {
  if (device.trespass !== null) return;
  device.passive = [];
  device.claims = false;
}

/** There is nothing of it to forget. */
export function isSettled({ trespass, passive, claims }: DeviceState): boolean {
  return trespass !== null || (passive.length === 0 && !claims);
}

/** An operator orders that the best group is used. */
export function useBest(state: PathsState, device: DeviceState, out: Out): void {
  const best = bestGroup(device);
  if (best === null || best === device.group) return;
  use(state, device, best, { rule: "paths-better", failback: "manual" }, out);
  program(state, device, out);
}

/** Better paths have been back for long enough. */
export function endFailback(state: PathsState, device: DeviceState, out: Out): void {
  const { failback } = state.config.policy;
  const best = bestGroup(device);
  if (best === null || device.group === null || best >= device.group) return;
  use(state, device, best, { rule: "paths-better", failback }, out);
  program(state, device, out);
}

/** No path was left for as long as I/Os may wait. */
export function giveUp(state: PathsState, device: DeviceState, out: Out): void {
  const { policy } = state.config;
  if (device.group !== null || typeof policy.noPath !== "number") return;
  device.gaveUp = true;
  tellNone(state, device, "fail", { rule: "no-path-for", queued: policy.noPath }, out);
  program(state, device, out);
}

function loseAll(state: PathsState, device: DeviceState, now: Micros, out: Out): void {
  cancelTimer(state.desk, { kind: FAIL_BACK, subject: device.config.name }, out);
  if (device.group === null) return;
  const { noPath } = state.config.policy;
  tellSwitch(state, device, [], { rule: "paths-gone" }, out);
  device.group = null;
  device.gaveUp = noPath === "fail";
  tellNone(state, device, noPath, { rule: "paths-gone" }, out);
  if (typeof noPath === "number")
    setTimer(state.desk, { kind: NO_PATH, subject: device.config.name, at: now + noPath }, out);
}

/** The group in use still works; is a better one used instead? @param isBack it had no path when it was looked at last */
function failBack(
  state: PathsState,
  device: DeviceState,
  [best, isBack]: readonly [number, boolean],
  now: Micros,
  out: Out,
): void {
  const { failback } = state.config.policy;
  const timer = { kind: FAIL_BACK, subject: device.config.name };
  if (best >= device.group!) return cancelTimer(state.desk, timer, out);
  if (failback === "immediate") return use(state, device, best, { rule: "paths-better", failback }, out);
  if (failback === "followover")
    return isBack ? use(state, device, best, { rule: "paths-better", failback }, out) : undefined;
  if (failback === "manual" || state.desk.timers[`${timer.kind} ${timer.subject}`] !== undefined) return;
  setTimer(state.desk, { ...timer, at: now + failback }, out);
}

function use(state: PathsState, device: DeviceState, group: number, because: Reason, out: Out): void {
  const { name } = device.config;
  cancelTimer(state.desk, { kind: FAIL_BACK, subject: name }, out);
  cancelTimer(state.desk, { kind: NO_PATH, subject: name }, out);
  device.gaveUp = false;
  if (because.rule !== "device-moved") {
    device.passive = [];
    // At the beginning it goes where the device is.
    device.claims = device.table !== null;
  }
  if (device.table !== null) tellSwitch(state, device, namesIn(device, usableIn(device, group)), because, out);
  device.group = group;
}

/** Tells the host how to do its I/Os, if that is another way than so far. While a device is to serve elsewhere they wait. */
export function program(state: PathsState, device: DeviceState, out: Out): void {
  const { host, policy } = state.config;
  const { selector, ioTimeout, fastIoFail, devLoss } = policy;
  const isWaiting = device.trespass !== null;
  const used = device.group === null || isWaiting ? [] : usableIn(device, device.group);
  const fails = device.groups.length === 0 || (device.gaveUp && !isWaiting);
  const table: PathTable = {
    paths: used.map((index) => ({ path: device.paths[index]!.name, weight: device.config.paths[index]!.weight })),
    otherwise: fails ? "fail" : "queue",
    ...{ selector, ioTimeout, fastIoFail, devLoss },
  };
  if (JSON.stringify(table) === JSON.stringify(device.table)) return;
  const because: Reason = { rule: "outcomes-in", found: sayTable(table) };
  device.table = table;
  act(state.desk, { kind: "program-paths", host, device: device.config.name, table }, because, { what: "table" }, out);
}

function sayTable({ paths, otherwise }: PathTable): string {
  if (paths.length > 0) return `I/Os go over ${paths.map(({ path }) => path).join(", ")}`;
  return otherwise === "queue" ? "I/Os wait" : "I/Os fail";
}

function namesIn({ paths }: DeviceState, indices: readonly number[]): readonly string[] {
  return indices.map((index) => paths[index]!.name);
}

function tellSwitch(
  { config: { host } }: PathsState,
  device: DeviceState,
  to: readonly string[],
  because: Reason,
  out: Out,
): void {
  const from = device.group === null ? [] : namesIn(device, device.groups[device.group]!);
  out.push({ kind: "note", note: { kind: "paths-switched", host, device: device.config.name, from, to, because } });
}

function tellNone(
  { config: { host } }: PathsState,
  { config }: DeviceState,
  then: "queue" | "fail" | Micros,
  because: Reason,
  out: Out,
): void {
  out.push({ kind: "note", note: { kind: "no-path-left", host, device: config.name, then, because } });
}
