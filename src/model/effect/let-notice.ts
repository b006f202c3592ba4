/** A person notices something, in their own time. */
import type { KindOfAction } from "./kind-of-action.js";

export const letNotice: KindOfAction<"let-notice"> = {
  kind: "let-notice",
  perform({ domain }, { who }, settle) {
    domain!.notice(who, () => settle({ status: "done" }));
  },
  say: ({ who }) => `somebody notices (${who})`,
  takes({ who }, { domain }) {
    const { caretaker = null, consoles = [] } = domain ?? {};
    const person = caretaker?.name === who ? caretaker : consoles.find(({ name }) => name === who);
    return person?.notices.mean ?? null;
  },
};
