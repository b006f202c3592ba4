/** A person is called, comes, and repairs a part, unless it is in order by then. */
import { serverSpecWith, serverWith } from "../server/server-with.js";
import type { KindOfAction } from "./kind-of-action.js";

export const repairPart: KindOfAction<"repair-part"> = {
  kind: "repair-part",
  over: "management",
  perform(world, { part }, settle) {
    const { management, operator, servers } = world;
    const server = serverWith(servers, part);
    const arrived = () => {
      // Who stands before it looks first: what works again is not taken out.
      if (server.isSound(part)) return management.insist(() => settle({ status: "done" }));
      server.correct(part, "repair", (works) => {
        management.insist(() =>
          settle(works ? { status: "done" } : { status: "failed", why: `${part} hangs on others` }),
        );
      });
    };
    management.insist(() => operator.page(`repair ${part}`, arrived));
  },
  say: ({ part }) => `have somebody repair ${part}`,
  takes: ({ part }, { operator, servers }) =>
    operator.page.mean + operator.arrive.mean + (serverSpecWith(servers, part)?.takes.repair.mean ?? 0),
};
