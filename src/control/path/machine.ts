/**
 * The multipath daemon of a host: it groups the paths to each device that is exported to it, looks whether they work, tells the
 * host over which of them its I/Os go, and has a device serve elsewhere that serves at one port group at a time.
 */
import type { Micros } from "../../units/index.js";
import { act, type Out, setTimer, settle, takeTimer, tellBegun, tellEnded } from "../kit/index.js";
import type { Machine, Turn } from "../machine.js";
import type { Effect, EffectId, Input, MessageOf, Outcome, Reason, Timer, Undertaking } from "../words.js";
import {
  choose,
  endFailback,
  FAIL_BACK,
  follow,
  giveUp,
  isSettled,
  NO_PATH,
  program,
  settleWhere,
  useBest,
} from "./choose.js";
import { check, checkAll, countError, endHold, fail, find, HOLD, pass, pathNamed, remove } from "./judge.js";
import type { PathsConfig } from "./policy.js";
import { type Asked, deviceOf, type DeviceState, newPathsState, pathOf, type PathsState } from "./state.js";

const POLL = "poll";
/** The one step of having a device serve elsewhere. */
export const TRESPASS = "trespass";

export const pathsMachine: Machine<PathsConfig, PathsState, Input, Effect> = {
  start(config, now) {
    const state = newPathsState(config);
    const out: Out = [];
    for (const device of state.devices) {
      if (device.groups.length === 0) tellRefused(state, device, out);
      choose(state, device, now, out);
    }
    poll(state, now, out);
    return { state, effects: out };
  },
  step(state, input, now) {
    const out: Out = [];
    switch (input.kind) {
      case "message":
        hear(state, input.body, now, out);
        break;
      case "timer":
        ring(state, input.timer, now, out);
        break;
      case "outcome":
        learn(state, input.id, input.outcome, now, out);
    }
    return { state, effects: out } satisfies Turn<PathsState, Effect>;
  },
  rest: {
    get of() {
      return pathsMachine.step;
    },
    isAtRest: ({ devices, desk }) => devices.every(isAtRest) && !Object.values(desk.open).some(isCheck),
    skip(state, times) {
      state.desk.nextId += times * checksOf(state);
    },
  },
};

/** Checks that are answered change nothing. */
function isAtRest(device: DeviceState): boolean {
  if (device.groups.length === 0) return true;
  return isSettled(device) && device.paths.every(({ alive, gone, errors }) => alive && !gone && errors === 0);
}

function isCheck({ owner }: { readonly owner: Asked }): boolean {
  return owner.what === "check";
}

/** How many it has made at once while it is at rest. */
function checksOf({ devices }: PathsState): number {
  return devices.reduce((sum, { groups, paths }) => sum + (groups.length === 0 ? 0 : paths.length), 0);
}

function poll(state: PathsState, now: Micros, out: Out): void {
  const { host, policy } = state.config;
  const { every, within } = policy.check;
  setTimer(state.desk, { kind: POLL, subject: host, at: now + every, looks: { host, every, within } }, out);
}

function hear(state: PathsState, body: { readonly kind: string }, now: Micros, out: Out): void {
  if (!isOurs(body)) return;
  const device = deviceOf(state, body.device);
  if (device === undefined || device.groups.length === 0) return;
  if (body.kind === "fail-back-paths") return useBest(state, device, out);
  const path = pathOf(device, body.path);
  if (path === undefined) return;
  switch (body.kind) {
    case "path-passive":
      if (!follow(state, device, path.name, out)) order(state, device, path.name, out);
      break;
    case "path-removed":
      remove(state, device, path, out);
      choose(state, device, now, out);
      break;
    case "path-found":
      find(state, device, path, out);
      break;
    case "io-failed":
      if (countError(state, device, path, now, out)) choose(state, device, now, out);
  }
}

const OURS = ["io-failed", "path-passive", "path-removed", "path-found", "fail-back-paths"] as const;

function isOurs(body: { readonly kind: string }): body is MessageOf<(typeof OURS)[number]> {
  return OURS.some((kind) => kind === body.kind);
}

function ring(state: PathsState, timer: Timer, now: Micros, out: Out): void {
  takeTimer(state.desk, timer);
  if (timer.kind === POLL) {
    poll(state, now, out);
    for (const device of state.devices) settleWhere(device);
    return checkAll(state, out);
  }
  if (timer.kind === HOLD) {
    const [device, path] = pathNamed(state, timer.subject) ?? [];
    if (device === undefined || path === undefined) return;
    endHold(state, device, path, out);
    return choose(state, device, now, out);
  }
  const device = deviceOf(state, timer.subject);
  if (device === undefined) return;
  if (timer.kind === FAIL_BACK) endFailback(state, device, out);
  else if (timer.kind === NO_PATH) giveUp(state, device, out);
}

function learn(state: PathsState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const owner = settle(state.desk, id)?.owner;
  if (owner === undefined || owner.what === "table") return;
  const device = deviceOf(state, owner.device);
  if (device === undefined) return;
  if (owner.what === "check") learnCheck(state, device, owner, outcome, now, out);
  else learnTrespass(state, device, owner.path, outcome, now, out);
}

function learnCheck(
  state: PathsState,
  device: DeviceState,
  { path: name, times }: Extract<Asked, { what: "check" }>,
  { status }: Outcome,
  now: Micros,
  out: Out,
): void {
  const path = pathOf(device, name)!;
  const { retries, within } = state.config.policy.check;
  if (path.gone) return;
  if (status === "done") {
    if (pass(state, device, path, out)) choose(state, device, now, out);
  } else if (path.alive && times <= retries) check(state, device, path, times + 1, out);
  else if (path.alive) {
    fail(state, device, path, { rule: "path-check-failed", within, times }, now, out);
    choose(state, device, now, out);
  }
}

/** Has the device serve over the port group at which a path ends: its I/Os wait until it does. */
function order(state: PathsState, device: DeviceState, path: string, out: Out): void {
  if (device.trespass !== null) return;
  const { host, policy } = state.config;
  const { name } = device.config;
  const because: Reason = { rule: "device-passive-there", path };
  state.trespasses += 1;
  const of: Undertaking = {
    ...{ family: "paths", kind: TRESPASS, id: `${name} #${state.trespasses}` },
    subjects: [{ kind: "export", name }],
    ...{ from: host, to: path, recovers: false },
  };
  device.trespass = of;
  tellBegun(of, TRESPASS, because, out);
  out.push({ kind: "note", note: { kind: "step-begun", of, step: TRESPASS, figure: null, phase: "resume" } });
  program(state, device, out);
  act(
    state.desk,
    { kind: "trespass", host, device: name, path, within: policy.ioTimeout },
    because,
    { what: "trespass", device: name, path },
    out,
  );
}

/** A path over which it cannot be ordered does not work. */
function learnTrespass(
  state: PathsState,
  device: DeviceState,
  name: string,
  outcome: Outcome,
  now: Micros,
  out: Out,
): void {
  const of = device.trespass!;
  const isDone = outcome.status === "done";
  const because: Reason = isDone
    ? { rule: "all-steps-done" }
    : { rule: "no-answer", within: state.config.policy.ioTimeout };
  const step = { kind: "step-ended", of, step: TRESPASS, figure: null } as const;
  out.push({ kind: "note", note: { ...step, result: isDone ? "done" : "failed", because } });
  tellEnded(of, isDone ? "done" : "given-up", isDone ? because : { rule: "gave-up", step: TRESPASS }, out);
  device.trespass = null;
  device.passive = [];
  if (isDone) device.claims = false;
  const path = pathOf(device, name)!;
  if (!isDone && path.alive) fail(state, device, path, { rule: "path-io-failed", errors: 1 }, now, out);
  choose(state, device, now, out);
}

function tellRefused({ config: { host } }: PathsState, { config }: DeviceState, out: Out): void {
  const because: Reason = { rule: "policy-unlike-device", access: config.access };
  out.push({ kind: "note", note: { kind: "device-refused", host, device: config.name, because } });
}
