/** An order or a question goes to where it is carried out, and the answer comes back: either may get lost on the way. */
import type { Outcome } from "../../control/index.js";
import type { Application } from "../application.js";
import type { Host } from "../host.js";
import type { Place } from "../place.js";
import type { Route } from "../post.js";
import type { World } from "../world.js";
import type { Settle } from "./kind-of-action.js";

/** What is done where the order has arrived: it is answered, or never will be. */
type Asked = (answer: (outcome: Outcome) => void, lost: () => void) => void;

/** Over the networks between two places. */
export function exchange({ post }: World, { from, to }: Route, settle: Settle, asked: Asked): void {
  const lost = () => settle(null);
  const answer = (outcome: Outcome) => post.carry({ from: to, to: from }, () => settle(outcome), lost);
  post.carry({ from, to }, () => asked(answer, lost), lost);
}

/** Over the management path: to storage systems and people. */
export function exchangeByManagement({ management }: World, settle: Settle, asked: Asked): void {
  const lost = () => settle(null);
  const answer = (outcome: Outcome) => management.carry(() => settle(outcome), lost);
  management.carry(() => asked(answer, lost), lost);
}

/** With an application, over the networks of its host: one that is down, or whose host does not work, does not answer. */
export function exchangeWithApplication(
  world: World,
  { host: name, application }: { readonly host: string; readonly application: string },
  from: Place,
  settle: Settle,
  asked: (application: Application, host: Host, ...reply: Parameters<Asked>) => void,
): void {
  const host = world.host(name);
  exchange(world, { from, to: world.placeOn(host, from) }, settle, (answer, lost) => {
    const found = world.programs.application({ host: name, application });
    if (found === undefined || found.state === "down" || !host.running) return lost();
    asked(found, host, answer, lost);
  });
}

/** With a relay, over the management path or the way that it has for itself. */
export function exchangeWithRelay(world: World, name: string, settle: Settle, asked: Asked): void {
  const { line } = world.relay(name);
  line.carry({
    connected: (hangUp) => {
      const end = (outcome: Outcome | null): void => {
        hangUp();
        settle(outcome);
      };
      const lost = () => end(null);
      asked((outcome) => line.path.carry(() => end(outcome), lost), lost);
    },
    lost: () => settle(null),
    refused: (why) => settle({ status: "failed", why }),
  });
}
