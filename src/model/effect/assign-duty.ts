/** A switching circuit has another part do what one did; what a store held is made anew in the other one first. */
import type { Micros } from "../../units/index.js";
import { serverWith } from "../server/server-with.js";
import type { World } from "../world.js";
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const assignDuty: KindOfAction<"assign-duty"> = {
  kind: "assign-duty",
  perform(world, { duty, to, epoch }, settle) {
    exchangeByManagement(world, settle, (answer) => {
      const refused = () => {
        const why = world.duties.refusal(duty, to, epoch);
        if (why !== null) answer({ status: "failed", why });
        return why !== null;
      };
      if (refused()) return;
      const [part] = world.duties.partsOf(duty, to);
      if (part === undefined) return answer({ status: "failed", why: `${to} has no parts` });
      serverWith(world.servers, part).after("assign", duty, () => {
        world.kernel.after(rebuildOf(world, duty, to), () => {
          if (refused()) return;
          world.duties.assign(duty, to);
          answer({ status: "done" });
        });
      });
    });
  },
  say: ({ duty, to }) => `have ${to} do the duty ${duty}`,
  takes: (_, { servers }) => servers?.[0]?.takes.assign.mean ?? null,
};

function rebuildOf({ duties, servers }: World, duty: string, to: string): Micros {
  const parts = duties.partsOf(duty, to);
  return Math.max(0, ...parts.map((each) => serverWith(servers, each).part(each).spec.rebuild ?? 0));
}
