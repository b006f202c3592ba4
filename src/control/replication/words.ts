/** The words of replication: what the transfer server and its agents ask of the world, tell each other, note, and why. */
import type { Micros } from "../../units/index.js";
import type { NoteSayers, RoutineNotes, UndertakingSayer } from "../note.js";
import type { ReasonSayers } from "../reason.js";
import { duration, instant, say } from "../say.js";
import type { Undertaking } from "../words.js";
import type { Move } from "./server-state.js";
import type {
  ApplicationState,
  Condition,
  CopyGrade,
  CopyOrder,
  PutRight,
  Script,
  ScriptOrder,
  TransferCommand,
  Way,
} from "./orders.js";

declare module "../words.js" {
  interface Actions {
    /**
     * An agent asks what it reaches over Fibre Channel now. At its own place; no time.
     * Done: `paths`. When that changes later, the world says `paths-changed` to the agent's place unasked.
     */
    "look-at-paths": { readonly agent: string };
    /**
     * Fixes what a run copies: what the source holds at that instant stays readable for this run, whatever is written later
     * (copy on write). Asked again for the same run it answers the same. The state of each application in `conditions` at the
     * instant of the first opening decides the grade: all as wanted: application-consistent, else crash-consistent.
     * Over the agent's way to the source; takes its latency there and back. Failed: no path to the source, the source is lost.
     * Done: `run`. Null (no answer ever) only if the agent's place died.
     */
    "open-run": {
      readonly agent: string;
      readonly order: CopyOrder;
      readonly conditions: readonly Condition[];
      readonly way: Way;
    };
    /**
     * Asks the target what it holds of this run, and has it refuse older epochs from now on.
     * Failed: no path, a newer epoch is known there (`superseded`), the target is lost. Done: `held`.
     */
    "ask-target": { readonly agent: string; readonly order: CopyOrder; readonly way: Way };
    /**
     * Moves the extents from `from` up to, not including, `to` over the way, at what bandwidth there is; the target refuses
     * an epoch that is older than the newest it has seen, and extents behind a gap (`from` greater than what it holds).
     * Each extent is durable as soon as it is there: one that breaks off leaves the whole extents that arrived.
     * Done: `held`, all up to `to` are durable. Failed: the path was lost, superseded, a gap: what arrived stays.
     * The death of the agent's place ends it in silence. What is written before what is held is written again (sent twice).
     */
    "copy-extents": {
      readonly agent: string;
      readonly order: CopyOrder;
      readonly way: Way;
      readonly from: number;
      readonly to: number;
    };
    /**
     * An agent looks how much of the stretch that it copies is through, extents that are under way among them. At its own place;
     * no time. Done: `progress`. Failed: it is not at it.
     */
    "look-at-copy": { readonly agent: string; readonly transfer: string };
    /**
     * Has the target declare the run complete: from then on it is the newest copy, of the grade that was fixed at the opening.
     * Refused while an extent is missing, and under an older epoch. Done: `held` with `closed`. A second time does nothing.
     */
    "close-run": { readonly agent: string; readonly order: CopyOrder; readonly way: Way };
    /**
     * Asks a host over IP (from the agent's place) what state an application is in, and has it refuse scripts of older epochs
     * of this transfer from now on; while a script of this epoch is under way the answer waits for its end.
     * Done: `application`, also to an older epoch. No answer when the host is down or cut off (null).
     */
    "ask-application": ScriptOrder;
    /**
     * Runs a script on a host over IP, from wherever the agent is. It takes its time, and then the application is in the state
     * that the script brings about. Failed: superseded, or the script failed. Null: the host is down or cut off, or the
     * answer was lost: the script may have run.
     */
    "run-script": ScriptOrder & { readonly script: Script };
  }

  interface Findings {
    /** Bytes of the stretch that is being copied. */
    progress: { readonly moved: number };
    /** The storage systems that an agent reaches over Fibre Channel; its own, if it is on one. */
    paths: { readonly arrays: readonly string[] };
    /** How many extents the run has. `grade`: what the copy will be. */
    run: { readonly extents: number; readonly bytes: number; readonly grade: CopyGrade };
    /** `run`: the one that the target is in or was in last; `held`: its durable extents, without a gap from the first. */
    held: {
      readonly run: number;
      readonly held: number;
      readonly opened: boolean;
      readonly closed: boolean;
      readonly grade: CopyGrade | null;
    };
    /** `newest`: the newest epoch of the transfer that the host knows, that of the question included. */
    application: { readonly state: ApplicationState; readonly newest: number };
  }

  interface Messages {
    /** An agent says again and again that it works; a beat about its name. */
    "agent-alive": { readonly agent: string };
    /** The same among agents, over the peer channel; a beat about its name. */
    "peer-alive": { readonly agent: string };
    /** The world to the place of an agent: what it reaches is not what it was. Agents tell the server in the same words. */
    "paths-changed": { readonly agent: string; readonly arrays: readonly string[] };
    /** The server commands an agent to carry out a run, or the rest of it. Sent again until it is accepted or refused. */
    "command-transfer": TransferCommand;
    /** No run is under way any more, and an application may have been left as it should not be. */
    "put-right": PutRight;
    accepted: Progress;
    refused: Progress & { readonly because: Reason };
    /** So many extents are durable at the target; to the server, and to peers over the peer channel. */
    checkpoint: Progress & { readonly held: number; readonly extents: number };
    /** The copy is complete and declared so. `owes`: a script that undoes what was done to an application could not be run yet. */
    finished: Progress & { readonly grade: CopyGrade; readonly owes: boolean };
    /** An application that was left as it should not be was put right. */
    settled: Progress;
    /** The agent cannot go on: a path was lost, the target knows a newer epoch … */
    "broken-off": Progress & { readonly because: Reason };
    /** An operator has a transfer go back to the first in its order. */
    "fail-back-transfer": { readonly transfer: string };
  }

  interface Notes {
    /** The state of a transfer, as the server sees it. */
    "transfer-state": {
      readonly transfer: string;
      readonly run: number;
      readonly state: TransferState;
      readonly agent: string | null;
      readonly because: Reason;
    };
    /** An agent was given up, or is heard again. */
    "agent-judged": { readonly agent: string; readonly alive: boolean; readonly because: Reason };
    /** Who was chosen for a run, and who was passed over, and why. */
    "agent-chosen": {
      readonly transfer: string;
      readonly run: number;
      readonly number: number;
      readonly agent: string;
      readonly passedOver: readonly { readonly agent: string; readonly because: Reason }[];
      readonly because: Reason;
    };
    /** A command took effect at an agent: once, however often it came. */
    "command-taken": {
      readonly agent: string;
      readonly transfer: string;
      readonly run: number;
      readonly number: number;
    };
    /** A peer is not heard any more over the peer channel, or is heard again: nothing follows from that. */
    "peer-judged": { readonly agent: string; readonly peer: string; readonly heard: boolean };
    /** Who takes over knows from its peers what the target holds, or has to ask it. */
    "goes-on-from": {
      readonly transfer: string;
      readonly run: number;
      readonly agent: string;
      readonly held: number | null;
    };
    /** A run came due while the one before it was still under way: it is left out. */
    "run-skipped": { readonly transfer: string; readonly because: Reason };
  }

  interface Reasons {
    "run-due": { readonly every: Micros | null };
    "agent-starts": { readonly [none in never]: never };
    commanded: { readonly [none in never]: never };
    "newer-command": { readonly number: number };
    "left-as-it-was": { readonly application: string };
    "told-otherwise": { readonly [none in never]: never };
    "command-unanswered": { readonly agent: string; readonly times: number };
    "first-in-order": { readonly level: number };
    "fewest-transfers": { readonly level: number; readonly transfers: number };
    "not-heard": { readonly agent: string };
    "no-path": { readonly agent: string; readonly to: readonly string[] };
    "on-no-path": { readonly agent: string };
    "tried-already": { readonly agent: string };
    "nobody-left": { readonly [none in never]: never };
    "agent-returned": { readonly agent: string };
    "had-it-last": { readonly [none in never]: never };
    "tried-after-a-pause": { readonly [none in never]: never };
    "failback-ordered": { readonly agent: string };
    "still-under-way": { readonly run: number; readonly since: Micros };
    "target-taken": { readonly by: string };
    "target-free": { readonly of: string };
    "copy-complete": { readonly grade: CopyGrade };
    "heard-from": { readonly agent: string };
    "only-the-primary": { readonly agent: string };
  }
}

/** What every answer of an agent is about. */
export interface Progress {
  readonly agent: string;
  readonly transfer: string;
  readonly run: number;
  /** Of the command that it answers. */
  readonly number: number;
}

export type TransferState = "idle" | "waiting" | "commanding" | "under-way" | "suspended";

export const replicationReasons: ReasonSayers<
  | "run-due"
  | "agent-starts"
  | "commanded"
  | "newer-command"
  | "left-as-it-was"
  | "told-otherwise"
  | "command-unanswered"
  | "first-in-order"
  | "fewest-transfers"
  | "not-heard"
  | "no-path"
  | "on-no-path"
  | "tried-already"
  | "nobody-left"
  | "agent-returned"
  | "had-it-last"
  | "tried-after-a-pause"
  | "failback-ordered"
  | "still-under-way"
  | "target-taken"
  | "target-free"
  | "copy-complete"
  | "heard-from"
  | "only-the-primary"
> = {
  "run-due": ({ every }) => (every === null ? "it is due" : say`it is due every ${duration(every)}`),
  "agent-starts": () => "the agent starts",
  commanded: () => "the server commands it",
  "newer-command": ({ number }) => `command ${number} has come`,
  "left-as-it-was": ({ application }) => `${application} may have been left as a copy wanted it`,
  "told-otherwise": () => "the target does not take what its peers have said that comes next",
  "command-unanswered": ({ agent, times }) => `${agent} did not answer a command that was sent ${times} times`,
  "first-in-order": ({ level }) => `it is the first in the order that can (level ${level})`,
  "fewest-transfers": ({ level, transfers }) => `of level ${level} it has the fewest transfers in hand (${transfers})`,
  "not-heard": ({ agent }) => `${agent} is given up`,
  "no-path": ({ agent, to }) => `${agent} has no path to ${to.join(" and ")}`,
  "on-no-path": ({ agent }) => `${agent} is on no path of the transfer`,
  "tried-already": ({ agent }) => `${agent} has just tried`,
  "nobody-left": () => "nobody is left who could",
  "agent-returned": ({ agent }) => `${agent} can again`,
  "had-it-last": () => "it had it last, and nobody has ordered it back",
  "tried-after-a-pause": () => "those who could not are tried again",
  "failback-ordered": ({ agent }) => `an operator gives it back to ${agent}`,
  "still-under-way": ({ run, since }) => say`run ${run} has been under way since ${instant(since)}`,
  "target-taken": ({ by }) => `${by} writes to the same place now`,
  "target-free": ({ of }) => `${of} does not write there any more`,
  "copy-complete": ({ grade }) => `the copy is complete, ${grade}`,
  "heard-from": ({ agent }) => `${agent} said so`,
  "only-the-primary": ({ agent }) => `nobody stands in for ${agent}`,
};

function matter({ subjects }: Undertaking): string {
  return `${subjects[0]?.name ?? ""}: `;
}

const asItIsCalled: UndertakingSayer = {
  begins: ({ id }) => `${id} begins`,
  ended: ({ id }, result) => `${id} ${result === "done" ? "is done" : "was given up"}`,
  steps: matter,
};

function moving(begins: (of: Undertaking) => string): UndertakingSayer {
  return {
    begins: (of) => `${matter(of)}${begins(of)}`,
    ended: (of, result) => `${matter(of)}${of.to} ${result === "done" ? "goes on" : "does not go on"}`,
    steps: matter,
  };
}

export const replicationNotes: NoteSayers<
  "transfer-state" | "agent-judged" | "agent-chosen" | "command-taken" | "peer-judged" | "goes-on-from" | "run-skipped"
> = {
  "transfer-state": ({ transfer, run, state, agent }) =>
    `${transfer}: run ${run} is ${state}${agent === null ? "" : ` at ${agent}`}`,
  "agent-judged": ({ agent, alive }) => (alive ? `${agent} is heard` : `${agent} is given up`),
  "agent-chosen": ({ transfer, run, number, agent, passedOver }) => {
    const others = passedOver.map((each) => each.agent);
    const not = others.length === 0 ? "" : `, not ${others.join(" or ")}`;
    return `${transfer}: ${agent} is to carry out run ${run}, command ${number}${not}`;
  },
  "command-taken": ({ agent, transfer, run, number }) =>
    `${agent} takes run ${run} of ${transfer} in hand, command ${number}`,
  "peer-judged": ({ agent, peer, heard }) =>
    `${agent} ${heard ? "hears" : "does not hear"} ${peer} over the peer channel`,
  "goes-on-from": ({ transfer, agent, held }) =>
    held === null
      ? `${transfer}: ${agent} knows nothing of what the target holds, and asks it`
      : `${transfer}: ${agent} has heard that ${held} extents are at the target`,
  "run-skipped": ({ transfer }) => `${transfer}: the next run is left out`,
};

/** Of a run that nothing stands in the way of. */
const SMOOTH: ReadonlySet<TransferState> = new Set(["idle", "commanding", "under-way"]);

export const replicationRoutine: RoutineNotes<"transfer-state" | "agent-chosen" | "command-taken" | "goes-on-from"> = {
  "transfer-state": ({ state }) => SMOOTH.has(state),
  "agent-chosen": ({ passedOver }) => passedOver.length === 0,
  "command-taken": () => true,
  "goes-on-from": () => true,
};

export const replicationUndertakings: Readonly<Record<"transfer" | "copy" | Move["kind"], UndertakingSayer>> = {
  transfer: asItIsCalled,
  copy: asItIsCalled,
  takeover: moving(({ from, to }) => `${to} is to take over from ${from}`),
  resumption: moving(({ to }) => `${to} is to go on`),
  failback: moving(({ from, to }) => `${to} is to have it back from ${from}`),
};
