/** A component of a host breaks, and somebody may notice. */
import * as z from "zod";
import type { Host, World } from "../../model/index.js";
import { watchedBy } from "../meaning/agents.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const COMPONENTS = ["cpu", "memory", "network-controller", "io-controller", "adapter"] as const;
type Component = (typeof COMPONENTS)[number];

/** Of each component, the hosts in which it is broken, and those that see so themselves. */
const [broken, seen] = [hostsByComponent(), hostsByComponent()];

function hostsByComponent() {
  return new Map(
    COMPONENTS.map((component) => [
      component,
      new State<Host>(({ reach }) => !reach.brokenComponents.includes(component)),
    ]),
  );
}

type FoundBy = "agent" | "quick" | "extended" | "nobody";

export const malfunction: FaultKind = {
  name: "malfunction",
  about:
    "A component breaks: without processor or memory the host is slow, without network controller nobody reaches it, " +
    "without I/O controller or adapter it does not reach its data.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({
    component: z.enum(COMPONENTS).describe("What breaks."),
    found: z
      .enum(["agent", "quick", "extended", "nobody"])
      .prefault("agent")
      .describe(
        "Who finds it: the agent at once, and whoever asks the host (`queries: { ask: [status] }`); quick or extended diagnostics of the agent; or nobody.",
      ),
  }),
  doubt: (target, { agents }, { found }) => {
    if (!agents.complete || (found !== "quick" && found !== "extended")) return null;
    const watcher = agents.list.find((agent) => watchedBy(agent).includes(target));
    const key = `${found}-diagnostics` as const;
    if (watcher?.value[key] !== undefined) return null;
    const message =
      watcher === undefined ? `${target} has no agent` : `the agent of ${target} has no ${found} diagnostics`;
    return { message: `nobody finds this: ${message}`, expected: `\`${key}:\` in \`agents\`, or \`found: nobody\`` };
  },
  canStrike: (world, target) => world.host(target).running,
  strike: (world, target, parameters) => {
    const host = world.host(target);
    const component = parameters["component"] as Component;
    tell(world, host, component, parameters["found"] as FoundBy);
    const mend = broken.get(component)!.lay(host, (breaks) => host.reach.setComponent(component, !breaks));
    if (parameters["found"] !== "agent") return mend;
    const forget = seen.get(component)!.lay(host, (isSeen) => host.reach.setSeen(component, isSeen));
    return () => {
      forget();
      mend();
    };
  },
  hostsServiced: (_, target) => [target],
};

function tell(world: World, host: Host, component: Component, found: FoundBy): void {
  const monitor = world.monitors.get(host.name);
  const message = "does not work";
  if (found === "agent") monitor?.reportError(component, message);
  if (found !== "quick" && found !== "extended") return;
  monitor?.diagnoseNext(found, () =>
    host.reach.brokenComponents.includes(component)
      ? { kind: "error-report", host: host.name, component, message }
      : null,
  );
}
