/** Members that are broken on purpose, each with the invariant that was made for it. */
import type { Effect, Input, Machine, MemberState } from "../../../src/control/index.js";
import type { Breakage } from "./trial.js";

interface Mutant extends Breakage {
  readonly name: string;
  readonly violates: string;
}

type Turn = ReturnType<Machine<unknown, MemberState, Input, Effect>["step"]>;

/** A member of which each step is changed: before it, or what comes of it. */
function changed(
  step: (go: (input?: Input) => Turn, state: MemberState, input: Input) => Turn,
): Pick<Breakage, "member"> {
  return {
    member: (shipped) =>
      ({
        ...shipped,
        step: (state: MemberState, input: Input, now: number) =>
          step((instead = input) => shipped.step(state, instead, now), state, input),
      }) as never,
  };
}

/** What comes of a step, with what is said said otherwise. */
function saying({ state, effects }: Turn, other: (effect: Effect) => Effect): Turn {
  return { state, effects: effects.map(other) };
}

export const mutants: readonly Mutant[] = [
  {
    name: "does not step down when its lease has ended",
    violates: "one-primary-in-a-set",
    ...changed((go, state) => {
      if (state.ruling !== null) state.ruling.leaseUntil = Infinity;
      return go();
    }),
  },
  {
    name: "forgets what it has promised",
    violates: "set-epoch-rises",
    ...changed((go, state) => {
      if (state.ruling === null) Object.assign(state, { promised: 0, promisedTo: null, newest: 0, promisedUntil: 0 });
      return go();
    }),
  },
  {
    name: "takes every configuration that it is sent",
    violates: "config-monotonic",
    ...changed((go, state, input) => {
      if (input.kind === "message" && input.body.kind === "snapshot") {
        const { configuration } = state;
        state.configuration = { ...configuration, version: { epoch: 0, index: 0 } };
      }
      return go();
    }),
  },
  {
    name: "acknowledges what nobody else has stored",
    violates: "acknowledged-config-kept",
    ...changed((go, state) => {
      const { ruling } = state;
      if (ruling?.serves === true) ruling.committed = Math.max(ruling.committed, state.configuration.version.index);
      const turn = go();
      if (state.ruling?.serves === true) state.ruling.committed = state.configuration.version.index;
      return turn;
    }),
  },
  {
    name: "stores no change and says that it did",
    violates: "config-converges",
    ...changed((go, state, input) => {
      if (input.kind !== "message" || (input.body.kind !== "change" && input.body.kind !== "rule")) return go();
      if (input.body.kind === "change") return { state, effects: [] };
      const { version } = input.body;
      return saying(go(), (effect) =>
        effect.kind === "send" && effect.body.kind === "ruled"
          ? { ...effect, body: { ...effect.body, version } }
          : effect,
      );
    }),
  },
  {
    name: "gives a role before the member is up to date",
    violates: "role-after-catch-up",
    ...changed((go, _, input) => {
      if (input.kind !== "message" || input.body.kind !== "ruled") return go();
      return go({ ...input, body: { ...input.body, version: { epoch: input.body.epoch, index: 1_000_000 } } });
    }),
  },
  {
    name: "counts failures since it is Primary only",
    violates: "failure-limit-honoured",
    ...changed((go, state) => {
      if (state.ruling === null) state.configuration = { ...state.configuration, failures: {}, heldOut: [] };
      return go();
    }),
  },
  {
    name: "hears no answer to a self-test",
    violates: "no-needless-replacement",
    ...changed((go, state, input) => {
      if (input.kind === "message" && input.body.kind === "self-tested" && state.primary === input.from) {
        return { state, effects: [] };
      }
      if (input.kind === "timer" && input.timer.kind === "self-test") state.heard = {};
      return go();
    }),
  },
  {
    name: "never stands a second time",
    violates: "eventually-primary",
    ...changed((go, state, input) =>
      input.kind === "timer" && input.timer.kind === "stand" && state.bids > 0 ? { state, effects: [] } : go(),
    ),
  },
];
