/** Asks the controller that moves services for a host, or gives it back. */
import { CONTROLLER } from "../places.js";
import type { Performer } from "./performer.js";

export const reserve: Performer<"reserve"> = (world, { host, service }, settle, from) => {
  const { reservations: over } = world;
  if (over === null) return settle({ status: "failed", why: "there is nobody to be asked" });
  world.questions.ask(
    { from, to: world.place(CONTROLLER), over },
    (question) => ({ kind: "reservation", question, host, service }),
    {
      answered: (refused) => settle(refused === null ? { status: "done" } : { status: "failed", why: refused }),
      lost: () => settle(null),
    },
  );
};
