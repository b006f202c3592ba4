/** Agents, servers and starters that are broken on purpose, each with the invariant that was made for it. */
import type { ClusterAgentConfig, ClusterAgentState, DomainServerState, Input } from "../../../src/control/index.js";
import { changed, replacing } from "../changed-turns.js";
import type { Breakage } from "./trial.js";

interface Mutant extends Breakage {
  readonly name: string;
  readonly violates: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: "has one slot for whoever asks",
    violates: "task-answered-to-its-asker",
    agent: (shipped) =>
      changed(shipped, (go) =>
        replacing(go(), (effect) =>
          effect.kind === "act" && (effect.action.kind === "store-asker" || effect.action.kind === "hand-on-task")
            ? [{ ...effect, action: { ...effect.action, slot: "asker" } }]
            : [effect],
        ),
      ),
  },
  {
    name: "sends a task before its own name is stored",
    violates: "task-answered-to-its-asker",
    agent: (shipped) =>
      changed(shipped, (go, state: ClusterAgentState) => {
        // Storing is taken for done as soon as it is asked for, and is begun only after the task is handed on.
        const turn = go();
        const stores = turn.effects.flatMap((effect) =>
          effect.kind === "act" && effect.action.kind === "store-asker" ? [effect] : [],
        );
        if (stores.length === 0) return turn;
        const more = stores.flatMap(({ id }) => {
          const outcome: Input = { kind: "outcome", id, outcome: { status: "done" } };
          return shipped.step(state, outcome, 0).effects;
        });
        return { state: turn.state, effects: [...more, ...turn.effects] };
      }),
  },
  {
    name: "has what it finds after a restart executed again",
    violates: "task-once",
    agent: (shipped) => {
      const known = new WeakSet<object>();
      return changed(shipped, (go, _, input) => {
        const found =
          input.kind === "outcome" && input.outcome.status === "done" && input.outcome.found?.what === "stored-data"
            ? input.outcome.found.tasks
            : [];
        for (const { order } of found) known.add(order);
        return replacing(go(), (effect) => {
          if (effect.kind !== "act" || effect.action.kind !== "hand-on-task" || !known.has(effect.action.order))
            return [effect];
          return [{ ...effect, action: { ...effect.action, key: -effect.action.key } }];
        });
      });
    },
  },
  {
    name: "takes whichever copy comes",
    violates: "copies-monotonic",
    server: (shipped) =>
      changed(shipped, (go, state: DomainServerState, input) => {
        if (input.kind === "message" && input.body.kind === "copy") state.copies.delete(input.body.cluster);
        return go();
      }),
  },
  {
    name: "forgets a change that comes while it is at another",
    violates: "copies-converge",
    agent: (shipped) =>
      changed(shipped, (go, state: ClusterAgentState, input) =>
        input.kind === "message" && input.body.kind === "configuration-changed" && state.errand !== null
          ? { state, effects: [] }
          : go(),
      ),
  },
  {
    name: "has both agents of a pair register with the first server",
    violates: "no-double-agent",
    agent: (shipped) =>
      ({
        ...shipped,
        start: (config: ClusterAgentConfig, now: number) => {
          const servers = config.servers.toSorted((one, other) => (one.place < other.place ? -1 : 1));
          return shipped.start({ ...config, servers }, now);
        },
      }) as never,
  },
  {
    name: "gives up in silence when the server does not know it any more",
    violates: "eventually-registered",
    agent: (shipped) =>
      changed(shipped, (go, state: ClusterAgentState, input) =>
        input.kind === "message" && input.body.kind === "unknown-agent" ? { state, effects: [] } : go(),
      ),
  },
];
