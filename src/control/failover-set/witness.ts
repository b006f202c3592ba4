/** The witness of an even split: it votes and remembers which version is the newest, but holds no configuration and no role. */
import type { Micros } from "../../units/index.js";
import { type Out, tell } from "../kit/desk.js";
import { storeBefore } from "../kit/position.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, Message, MessageOf } from "../words.js";
import { compareVersions, type Version } from "./configuration.js";
import { wouldVote } from "./voting.js";

export interface WitnessConfig {
  readonly set: string;
  readonly lease: Micros;
  readonly margin: Micros;
  readonly networks: readonly string[];
}

interface Remembered {
  promised: number;
  promisedTo: string | null;
  version: Version;
}

export interface WitnessState extends Remembered {
  readonly config: WitnessConfig;
  primary: string | null;
  promisedUntil: Micros;
  unstored: boolean;
}

const POSITION = "position";

export const setWitness: Machine<WitnessConfig, WitnessState, Input, Effect> = {
  start: (config, now) => ({ state: begin(config, null, now), effects: [] }),
  restart: (config, disk, now) => ({
    state: begin(config, (disk[POSITION] as Remembered | undefined) ?? null, now),
    effects: [],
  }),
  step(state, input, now) {
    const out: Out = [];
    if (input.kind === "message" && "set" in input.body && input.body.set === state.config.set) {
      hear(state, input.from, input.body, now, out);
    }
    const { promised, promisedTo, version } = state;
    const effects = storeBefore(out, POSITION, () => state.unstored, () => ({ promised, promisedTo, version }));
    state.unstored = false;
    return { state, effects };
  },
};

/** What it promised before it was restarted may bind still. */
function begin(config: WitnessConfig, stored: Remembered | null, now: Micros): WitnessState {
  const known = stored ?? { promised: 0, promisedTo: null, version: { epoch: 0, index: 0 } };
  return { ...known, config, primary: null, promisedUntil: now + config.lease + config.margin, unstored: false };
}

function hear(state: WitnessState, from: string, body: Message, now: Micros, out: Out): void {
  const { set, networks, lease, margin } = state.config;
  const answer = (message: Message): void => {
    for (const over of networks) tell({ place: from, over }, message, out);
  };
  switch (body.kind) {
    case "bid": {
      const { epoch, trial, version } = body;
      const granted = wouldVote(state, { candidate: from, epoch, version }, now);
      if (granted && !trial) {
        promise(state, epoch, from);
        state.promisedUntil = now + lease + margin;
      }
      return answer({ kind: "vote", set, epoch, trial, granted, promised: state.promised, isIn: false });
    }
    case "rule":
    case "change":
    case "snapshot": {
      if (body.epoch < state.promised) return answer({ kind: "overruled", set, epoch: state.promised });
      promise(state, body.epoch, from);
      state.primary = from;
      state.promisedUntil = now + lease + margin;
      return answer(hearPrimary(state, body));
    }
    case "resigned":
      if (state.primary === from && body.epoch === state.promised) state.promisedUntil = now;
  }
}

/** It takes part in what is durable by remembering that it is. */
function hearPrimary(state: WitnessState, body: MessageOf<"rule" | "change" | "snapshot">): Message {
  const { set } = state.config;
  const { epoch } = body;
  const seen = versionIn(body);
  if (body.kind !== "rule" && compareVersions(seen, state.version) > 0) {
    state.version = seen;
    state.unstored = true;
  }
  const { version } = state;
  if (body.kind !== "rule") return { kind: "stored", set, epoch, version, digest: 0 };
  const own = { boots: 1, fit: true, errors: 0, broken: null, hardware: "", firmware: "" };
  return { kind: "ruled", set, epoch, sentAt: body.sentAt, version, digest: 0, ...own };
}

function versionIn(body: MessageOf<"rule" | "change" | "snapshot">): Version {
  if (body.kind === "rule") return body.version;
  if (body.kind === "snapshot") return body.configuration.version;
  return { epoch: body.epoch, index: body.onto.version.index + 1 };
}

function promise(state: WitnessState, epoch: number, to: string): void {
  if (state.promised === epoch && state.promisedTo === to) return;
  state.promised = epoch;
  state.promisedTo = to;
  state.unstored = true;
}
