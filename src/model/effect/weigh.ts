/** Has a director spread the new requests of a service; one that does not work neither hears nor answers. */
import { namedIn } from "../named.js";
import { exchange } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const weigh: KindOfAction<"weigh"> = {
  kind: "weigh",
  goesTo: ({ service }, { services }) => namedIn(services, service)?.director,
  perform(world, { service: name, routes }, settle, from) {
    const service = world.services.find((each) => each.name === name);
    const to = service?.directedFrom ?? null;
    if (service === undefined || to === null) {
      return settle({ status: "failed", why: `${name} has no director that could spread it` });
    }
    exchange(world, { from, to }, settle, (answer, lost) => {
      if (!service.directs) return lost();
      const why = service.spread(routes);
      answer(why === null ? { status: "done" } : { status: "failed", why });
    });
  },
  say({ service, routes }) {
    const [route] = routes;
    if (route === undefined) return `everything of ${service} goes to its primary alone`;
    const classes = routes.map(({ requestClass }) => requestClass).join(", ");
    const targets = route.targets.map(({ address, weight }) => `${address} (${weight})`).join(", ");
    return `new requests for ${classes} of ${service} go to ${targets}`;
  },
  takes: () => 0,
};
