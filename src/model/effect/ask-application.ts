/** Asks a host what state an application is in, and has it refuse scripts of older epochs; one that is down does not answer. */
import { exchangeWithApplication } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const askApplication: KindOfAction<"ask-application"> = {
  kind: "ask-application",
  goesTo: ({ host }) => host,
  perform(world, order, settle, from) {
    exchangeWithApplication(world, order, from, settle, (application, host, answer, lost) => {
      application.ask(order, () => {
        if (application.state === "down" || !host.running) return lost();
        const newest = application.learn(order);
        answer({ status: "done", found: { what: "application", state: application.stateFor(order.transfer), newest } });
      });
    });
  },
  say: ({ host, application }) => `ask ${host} how ${application} is`,
};
