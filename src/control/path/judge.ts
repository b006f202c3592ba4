/** What is made of a path: it fails by its I/Os or by checks, works again, or has failed too often to be trusted for a while. */
import type { Micros } from "../../units/index.js";
import { act, cancelTimer, type Out, setTimer } from "../kit/index.js";
import type { Reason } from "../words.js";
import { type DeviceState, type PathRecord, pathOf, type PathsState } from "./state.js";
import type { PathState } from "./words.js";

/** It is distrusted until then. */
export const HOLD = "hold";

/** An I/O failed on it; whether it is given up for that. */
export function countError(state: PathsState, device: DeviceState, path: PathRecord, now: Micros, out: Out): boolean {
  const { errors } = state.config.policy;
  path.errors += 1;
  if (!path.alive || path.errors < errors) return false;
  fail(state, device, path, { rule: "path-io-failed", errors }, now, out);
  return true;
}

/** It does not work; how often that has happened of late decides whether it is used again as soon as it does. */
export function fail(
  state: PathsState,
  device: DeviceState,
  path: PathRecord,
  because: Reason,
  now: Micros,
  out: Out,
): void {
  const { flaky } = state.config.policy;
  path.alive = false;
  path.errors = 0;
  tell(state, device, path, "failed", because, out);
  if (flaky === null) return;
  path.failures = [...path.failures.filter((at) => at > now - flaky.within), now];
  if (path.failures.length < flaky.failures) return;
  const { failures } = path;
  path.failures = [];
  path.heldUntil = now + flaky.hold;
  setTimer(state.desk, { kind: HOLD, subject: subjectOf(device, path), at: path.heldUntil }, out);
  const why: Reason = { rule: "path-flaky", failures: failures.length, within: flaky.within };
  tell(state, device, path, "held-out", why, out);
}

/** A check was answered; whether it came to life. */
export function pass(state: PathsState, device: DeviceState, path: PathRecord, out: Out): boolean {
  path.errors = 0;
  if (path.alive) return false;
  path.alive = true;
  if (path.heldUntil === null) tell(state, device, path, "usable", { rule: "path-check-passed" }, out);
  return true;
}

/** The transport has taken it away; what it did before is forgotten with it. */
export function remove(state: PathsState, device: DeviceState, path: PathRecord, out: Out): void {
  path.alive = false;
  path.gone = true;
  path.errors = 0;
  path.failures = [];
  path.heldUntil = null;
  cancelTimer(state.desk, { kind: HOLD, subject: subjectOf(device, path) }, out);
  tell(state, device, path, "gone", { rule: "path-lost-for", lost: state.config.policy.devLoss ?? 0 }, out);
}

/** The transport has found it: whether it answers is asked at once. */
export function find(state: PathsState, device: DeviceState, path: PathRecord, out: Out): void {
  path.gone = false;
  if (!path.alive && !isLookedAt(state, device, path)) check(state, device, path, 1, out);
}

/** It was held out for long enough. */
export function endHold(state: PathsState, device: DeviceState, path: PathRecord, out: Out): void {
  const { flaky } = state.config.policy;
  path.heldUntil = null;
  cancelTimer(state.desk, { kind: HOLD, subject: subjectOf(device, path) }, out);
  if (path.alive) tell(state, device, path, "usable", { rule: "path-held-long-enough", hold: flaky?.hold ?? 0 }, out);
}

/** Has every path looked at that is not being looked at. */
export function checkAll(state: PathsState, out: Out): void {
  const open = lookedAt(state);
  for (const device of state.devices) {
    if (device.groups.length === 0) continue;
    for (const path of device.paths)
      if (!path.gone && !open.has(subjectOf(device, path))) check(state, device, path, 1, out);
  }
}

function isLookedAt(state: PathsState, device: DeviceState, path: PathRecord): boolean {
  return lookedAt(state).has(subjectOf(device, path));
}

function lookedAt({ desk }: PathsState): ReadonlySet<string> {
  const checks = Object.values(desk.open).flatMap(({ owner }) =>
    owner.what === "check" ? [`${owner.device} ${owner.path}`] : [],
  );
  return new Set(checks);
}

export function check(state: PathsState, device: DeviceState, path: PathRecord, times: number, out: Out): void {
  const { host, policy } = state.config;
  const { every, within } = policy.check;
  const named = { device: device.config.name, path: path.name };
  act(
    state.desk,
    { kind: "check-path", host, ...named, within },
    { rule: "query-due", every },
    { what: "check", ...named, times },
    out,
  );
}

export function subjectOf({ config }: DeviceState, { name }: PathRecord): string {
  return `${config.name} ${name}`;
}

/** The path that such a subject names. */
export function pathNamed(state: PathsState, subject: string): readonly [DeviceState, PathRecord] | null {
  const [name, path] = subject.split(" ");
  const device = state.devices.find(({ config }) => config.name === name);
  const found = device === undefined ? undefined : pathOf(device, path ?? "");
  return device === undefined || found === undefined ? null : [device, found];
}

function tell(
  { config: { host } }: PathsState,
  { config }: DeviceState,
  { name }: PathRecord,
  state: PathState,
  because: Reason,
  out: Out,
): void {
  out.push({ kind: "note", note: { kind: "path-judged", host, device: config.name, path: name, state, because } });
}
