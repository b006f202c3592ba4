/** Members that are broken on purpose, each with the invariant that was made for it. */
import type { Input, MemberState } from "../../../src/control/index.js";
import { changed as changedTurns, type Turn } from "../changed-turns.js";
import type { Breakage } from "./trial.js";

interface Mutant extends Breakage {
  readonly name: string;
  readonly violates: string;
}

/** A member of which each turn is changed. */
function changed(
  step: (go: (input?: Input) => Turn<MemberState>, state: MemberState, input: Input) => Turn<MemberState>,
): Pick<Breakage, "member"> {
  return { member: (shipped) => changedTurns(shipped, step) };
}

/** As Primary it takes everybody to have everything. */
const believing = changed((go, _, input) => {
  if (input.kind !== "message" || input.body.kind !== "ruled") return go();
  return go({ ...input, body: { ...input.body, version: { epoch: input.body.epoch, index: 1_000_000 } } });
});

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
  { name: "gives a role before the member is up to date", violates: "role-after-catch-up", ...believing },
  { name: "acknowledges what others have not stored", violates: "acknowledged-config-kept", ...believing },
  { name: "sends nobody what it lacks", violates: "config-converges", ...believing },
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
    name: "waits for the answer to a self-test for ever, as Primary",
    violates: "eventually-given-up",
    ...changed((go, state, input) =>
      input.kind === "timer" && input.timer.kind === "self-test" && state.ruling !== null
        ? { state, effects: [] }
        : go(),
    ),
  },
  {
    name: "takes the answer to another test for none, and asks no more, as Primary",
    violates: "eventually-admitted",
    ...changed((go, state) => {
      for (const [member, { why }] of Object.entries(state.tests)) {
        const book = state.ruling?.books[member];
        if (why !== "admission" && book?.standing === "new") book.standing = "testing";
      }
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
