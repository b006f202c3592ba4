/** Agents and servers that are broken on purpose, each with the invariant that was made for it. */
import type { AgentState, Effect, ServerState } from "../../../src/control/index.js";
import { BandwidthPool } from "../../../src/model/storage/bandwidth.js";
import type { Transfer } from "../../../src/model/storage/channel.js";
import { OpenRun } from "../../../src/model/transfer/run.js";
import { Target } from "../../../src/model/transfer/target.js";
import { type Turn, changed, replacing } from "../changed-turns.js";
import type { Breakage } from "./trial.js";

interface Mutant extends Breakage {
  readonly name: string;
  readonly violates: string;
}

/** Effects with others behind them. */
function adding<State>(turn: Turn<State>, more: (effect: Effect) => readonly Effect[]): Turn<State> {
  return replacing(turn, (effect) => [effect, ...more(effect)]);
}

/** Identities that no shipped machine comes to. */
let spare = 2_000_000_000;

export const mutants: readonly Mutant[] = [
  { name: "has no epochs", violates: "epoch-monotonic", policy: "{ epochs: false }" },
  {
    name: "resumes an application twice",
    violates: "scripts-balanced",
    agent: (shipped) =>
      changed(shipped, (go) =>
        adding(go(), (effect) =>
          effect.kind === "act" && effect.action.kind === "run-script" && effect.action.script === "resume"
            ? [{ ...effect, id: spare++ }]
            : [],
        ),
      ),
  },
  {
    name: "leaves an application quiesced",
    violates: "scripts-balanced",
    agent: (shipped) =>
      changed(shipped, (go, _, input) =>
        input.kind === "message" && input.body.kind === "command-transfer"
          ? go({ ...input, body: { ...input.body, after: [] } })
          : go(),
      ),
  },
  {
    name: "tells of extents before they are durable, to a target that believes it",
    violates: "transfer-complete",
    agent: (shipped) =>
      changed(shipped, (go, state: AgentState) =>
        adding(go(), (effect) => {
          if (effect.kind !== "act" || effect.action.kind !== "copy-extents") return [];
          const { order, agent, to } = effect.action;
          const { transfer, run } = order;
          const body = { kind: "checkpoint", agent, transfer, run, number: 0, held: to, extents: to } as const;
          return state.config.peers.map((peer) => ({ kind: "send", to: peer, delivery: "once", body }) as const);
        }),
      ),
    world: () => {
      const { heldFor } = Target.prototype;
      Target.prototype.heldFor = () => 1_000_000;
      return () => void (Target.prototype.heldFor = heldFor);
    },
  },
  {
    name: "takes a command again that comes twice",
    violates: "command-once",
    agent: (shipped) =>
      changed(shipped, (go, state: AgentState, input) => {
        if (input.kind === "message" && input.body.kind === "command-transfer") {
          const held = state.transfers[input.body.order.transfer];
          if (held !== undefined) held.newest = 0;
        }
        return go();
      }),
  },
  {
    name: "takes an agent without a path",
    violates: "agents-on-paths",
    agent: (shipped) =>
      changed(shipped, (go, state: AgentState, input) =>
        // It does not hear that a path was lost, and so nobody does.
        input.kind === "message" && input.body.kind === "paths-changed" ? { state, effects: [] } : go(),
      ),
  },
  {
    name: "forgets a suspended transfer",
    violates: "transfers-go-on",
    server: (shipped) => {
      const forgotten = new WeakSet<ServerState>();
      return changed(shipped, (go, state: ServerState) => {
        if (forgotten.has(state)) return { state, effects: [] };
        const turn = go();
        const suspends = (effect: Effect) =>
          effect.kind === "note" && effect.note.kind === "transfer-state" && effect.note.state === "suspended";
        if (turn.effects.some(suspends)) forgotten.add(state);
        return turn;
      });
    },
  },
  {
    name: "forgets who waits for its turn",
    violates: "transfers-go-on",
    server: (shipped) =>
      changed(shipped, (go, state: ServerState) => {
        const waiting = Object.values(state.transfers).filter(({ waitsFor }) => waitsFor !== null);
        for (const each of waiting) each.underWay = false;
        const turn = go();
        for (const each of waiting) each.underWay = true;
        return turn;
      }),
  },
  {
    name: "takes what another transfer has put there for its own",
    violates: "transfer-complete",
    world: () => {
      const { foundFor } = Target.prototype;
      Target.prototype.foundFor = function (order) {
        return foundFor.call(this, { ...order, transfer: (this as unknown as { transfer: string }).transfer });
      };
      return () => void (Target.prototype.foundFor = foundFor);
    },
  },
  {
    name: "lets a superseded agent end what it has under way",
    violates: "at-most-one-writer",
    world: () => {
      const { learnEpoch } = Target.prototype;
      Target.prototype.learnEpoch = function (order) {
        learnEpoch.call(this, order);
        return false;
      };
      return () => void (Target.prototype.learnEpoch = learnEpoch);
    },
  },
  {
    name: "forgets what a copy that broke off has moved",
    violates: "byte-conservation",
    world: () => {
      const { abort } = BandwidthPool.prototype;
      BandwidthPool.prototype.abort = function (transfer: Transfer) {
        abort.call(this, transfer);
        for (const channel of transfer.channels) channel.lost = 0;
      };
      return () => void (BandwidthPool.prototype.abort = abort);
    },
  },
  {
    name: "leaves the last extent out",
    violates: "byte-conservation",
    world: () => {
      const { bytesOf } = OpenRun.prototype;
      OpenRun.prototype.bytesOf = function (from, to) {
        return bytesOf.call(this, from, Math.min(to, this.extents - 1));
      };
      return () => void (OpenRun.prototype.bytesOf = bytesOf);
    },
  },
  {
    name: "begins anew at once, over and over",
    violates: "terminates",
    agent: (shipped) =>
      changed(shipped, (go, _, input) => {
        if (input.kind !== "message" || input.body.kind !== "command-transfer" || !input.body.takesOver) return go();
        const { body } = input;
        const turns = Array.from({ length: 400 }, (_, index) =>
          go({ ...input, body: { ...body, number: body.number + index } }),
        );
        return { state: turns[0]!.state, effects: turns.flatMap(({ effects }) => effects) };
      }),
  },
];
