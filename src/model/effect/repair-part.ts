/** A person is called, comes, and repairs a part. */
import { serverSpecWith, serverWith } from "../server/server-with.js";
import type { KindOfAction } from "./kind-of-action.js";

export const repairPart: KindOfAction<"repair-part"> = {
  kind: "repair-part",
  over: "management",
  perform(world, { part }, settle) {
    const { management, operator, servers } = world;
    const arrived = () => {
      serverWith(servers, part).correct(part, "repair", (works) => {
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
