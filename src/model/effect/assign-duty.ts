/** A switching circuit has another part do what one did; what a store held is made anew in the other one first. */
import { partsOfMember, rebuildOf } from "../server/duties.js";
import { serverSpecWith, serverWith } from "../server/server-with.js";
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const assignDuty: KindOfAction<"assign-duty"> = {
  kind: "assign-duty",
  over: "management",
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
        world.kernel.after(world.duties.rebuildFor(duty, to), () => {
          if (refused()) return;
          world.duties.assign(duty, to);
          answer({ status: "done" });
        });
      });
    });
  },
  say: ({ duty, to }) => `have ${to} do the duty ${duty}`,
  takes: ({ duty, to }, { duties = [], servers }) => {
    const spec = duties.find((each) => each.duty === duty);
    const [part = ""] = partsOfMember(duties, spec, to);
    const assign = serverSpecWith(servers, part)?.takes.assign.mean;
    return assign === undefined ? null : assign + rebuildOf(duties, spec, servers);
  },
};
