/** Actions in words, for a plan that is read before anything has happened. */
import { type Action, hasNames, sayIdentity } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";

/** What a step would do, as an order to somebody; names of hosts where they tell anything beside their addresses. */
export function sayAction(action: Action, { hosts }: Pick<WorldSpec, "hosts">): string {
  switch (action.kind) {
    case "query":
      return `ask ${action.host} how it is`;
    case "order-shutdown":
      return `order ${action.host} to shut down`;
    case "switch-relay":
      return `switch ${action.relay} ${action.to}`;
    case "read-relay":
      return `read ${action.relay} back`;
    case "split-mirror":
      return `split ${action.device} off and present it to ${action.to}`;
    case "break-mirror":
      return `split ${action.device} off, so that ${action.volume} survives`;
    case "copy":
      return `copy ${action.volume} for ${action.to}`;
    case "update":
      return `copy what changed of ${action.volume} for ${action.to}`;
    case "transform":
      return `copy ${action.volume} for ${action.to} and convert it`;
    case "reassign":
      return `present ${action.device} to ${action.to}`;
    case "re-establish":
      return `make ${action.device} the mirror of ${action.of} again`;
    case "withdraw":
      return `withdraw ${action.device} from ${action.from}`;
    case "back-up":
      return `back ${action.volume} up`;
    case "restore":
      return `restore the last good backup of ${action.volume} for ${action.to}`;
    case "transform-log":
      return `find the log of ${action.volume} and convert it`;
    case "apply-log":
      return `find the log of ${action.volume} and apply it to ${action.device}`;
    case "share":
      return `let ${action.to} reach ${action.device} over the network`;
    case "read-configuration":
      return `record the configuration of ${action.host}`;
    case "redirect":
      return `have ${action.director} send ${action.from} to ${action.to}`;
    case "set-identity":
      return `give ${action.host} the address ${sayIdentity(action.identity, hasNames(hosts))}`;
    case "boot":
      return `bring ${action.host} online`;
    case "page":
      return `page somebody: ${action.subject}`;
    case "unplug":
      return `somebody pulls the plug of ${action.host}`;
    case "move-cables":
      return `somebody moves the cables of ${action.from} to ${action.to}`;
    case "measure":
      return `read the counters of ${action.host}`;
    case "watch-load":
      return `have the agent of ${action.host} tell of its load`;
    case "configure":
      return action.volumes.length === 0
        ? `${action.host} gives back what it read`
        : `${action.host} takes its own address ${sayIdentity(action.identity, hasNames(hosts))} and reads ${action.volumes.join(", ")}`;
    case "weigh": {
      const [route] = action.routes;
      if (route === undefined) return `everything of ${action.service} goes to its primary alone`;
      const classes = action.routes.map(({ requestClass }) => requestClass).join(", ");
      const targets = route.targets.map(({ address, weight }) => `${address} (${weight})`).join(", ");
      return `new requests for ${classes} of ${action.service} go to ${targets}`;
    }
    case "synchronise":
      return `bring ${action.to}'s copy of ${action.volume} up to date`;
    case "drain":
      return `wait until ${action.host} has answered everything`;
    default:
      return action.kind;
  }
}
