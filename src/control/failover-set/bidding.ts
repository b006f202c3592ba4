/** What is told of the settling of roles: it begins with a bid, goes on in steps, and ends. */
import { cancelTimer, type Out } from "../kit/desk.js";
import { tellEnded } from "../kit/undertaking.js";
import type { Reason, Undertaking } from "../words.js";
import type { MemberState } from "./member-state.js";

/** Somebody else is Primary, or too few would follow. */
export function abandonBid(state: MemberState, because: Reason, out: Out): void {
  if (state.bid === null) return;
  tellStepEnd(state, "failed", because, out);
  tellEnded(settlingOf(state), "given-up", because, out);
  state.bid = null;
  cancelTimer(state.desk, { kind: "bid-over", subject: state.config.self }, out);
}

/** As long as it asks only who would vote for it nothing is settled. */
export function settlingOf({ config, boots, bids, bid }: MemberState): Undertaking {
  const { set, self } = config;
  const subjects = [{ kind: "failover-set", name: set }];
  return {
    family: "failover-sets",
    kind: "settling",
    id: `${set} ${self} ${boots}.${bids}`,
    subjects,
    to: self,
    recovers: false,
    restores: bid !== null && !bid.trial,
  };
}

export function tellStep(state: MemberState, out: Out): void {
  const step = state.bid!.trial ? "canvass" : "stand";
  out.push({
    kind: "note",
    note: { kind: "step-begun", of: settlingOf(state), step, figure: null, phase: "redirect" },
  });
}

export function tellStepEnd(state: MemberState, result: "done" | "failed", because: Reason, out: Out): void {
  const step = state.bid!.trial ? "canvass" : "stand";
  const note = { kind: "step-ended", of: settlingOf(state), step, figure: null, result, because } as const;
  out.push({ kind: "note", note });
}
