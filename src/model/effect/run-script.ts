/** Runs a script about an application on its host, from wherever the agent is; whoever is cut off does not hear how it ended. */
import { exchangeWithApplication } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const runScript: KindOfAction<"run-script"> = {
  kind: "run-script",
  goesTo: ({ host }) => host,
  perform(world, order, settle, from) {
    exchangeWithApplication(world, order, from, settle, (application, _, answer, lost) => {
      application.run(order, (end) => {
        if (end === "lost") lost();
        else answer(end === "done" ? { status: "done" } : { status: "failed", why: end.failed });
      });
    });
  },
  say: ({ host, application, script }) => `${script} ${application} on ${host}`,
  takes({ host, application, script }, { applications = [] }) {
    const spec = applications.find((each) => each.host === host && each.name === application);
    return spec?.scripts[script].mean ?? null;
  },
};
