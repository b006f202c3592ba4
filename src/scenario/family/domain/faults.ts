/** What can be done to a domain: its agents, drivers and servers die or hang, a server system loses power, devices come and go. */
import type { Process, World } from "../../../model/index.js";
import type { FaultKind } from "../../fault/fault-kind.js";
import { State } from "../../fault/overlay.js";
import { losePower } from "../../fault/power-loss.js";
import { canDie, kill } from "../../fault/process-death.js";
import { AGENT, DEVICE, DRIVER, SERVER, SITE, SYSTEM } from "./section.js";

const hung = new State<Process>(({ state }) => state !== "hung");

/** A process dies alone, and is started again when that ends. */
function failure(name: string, about: string, target: string, key: string): FaultKind {
  return {
    ...{ name, about, targets: [target], targetKey: key },
    schema: () => ({}),
    canStrike: (world, of) => canDie(processOf(world, of)),
    strike: (world, of) => kill(processOf(world, of)),
    hostsServiced: () => [],
  };
}

/** A process does nothing for a while, and goes on where it was. */
function hang(name: string, about: string, target: string, key: string): FaultKind {
  return {
    ...{ name, about, targets: [target], targetKey: key },
    schema: () => ({}),
    canStrike: (world, of) => processOf(world, of).state === "works" || hung.has(processOf(world, of)),
    strike: (world, of) => hung.lay(processOf(world, of), (hangs) => processOf(world, of).setHung(hangs)),
    hostsServiced: () => [],
  };
}

function processOf(world: World, name: string): Process {
  return world.processes.get(name)!;
}

/** Several clusters lose their power together. */
function powerLoss(
  name: string,
  about: string,
  target: string,
  key: string,
  clustersOf: (world: World, of: string) => readonly string[],
): FaultKind {
  return {
    ...{ name, about, targets: [target], targetKey: key },
    schema: () => ({}),
    canStrike: () => true,
    strike: (world, of) => {
      const cures = clustersOf(world, of).map((cluster) => losePower(world, cluster));
      return () => cures.forEach((cure) => cure());
    },
    hostsServiced: clustersOf,
  };
}

const systemPowerLoss = powerLoss(
  "system-power-loss",
  "A server system has no power, and so none of its clusters has.",
  SYSTEM,
  "system",
  (world, system) => world.domain?.systems.get(system)?.spec.clusters ?? [],
);

const sitePowerLoss = powerLoss(
  "site-power-loss",
  "A site has no power, and so none of the clusters of its server systems has.",
  SITE,
  "site",
  (world, site) =>
    [...(world.domain?.systems.values() ?? [])].flatMap(({ spec }) => (spec.site === site ? spec.clusters : [])),
);

interface DeviceOf {
  readonly removed: State<object>;
  readonly unavailable: State<object>;
}

/** Each device of each world is a thing of its own. */
const things = new WeakMap<World, Map<string, object>>();
const states: DeviceOf = { removed: new State(), unavailable: new State() };

function thingOf(world: World, device: string): object {
  const known = things.get(world) ?? new Map<string, object>();
  things.set(world, known);
  const thing = known.get(device) ?? {};
  known.set(device, thing);
  return thing;
}

const deviceRemoved: FaultKind = {
  name: "device-removed",
  about: "A device is taken out of a server system; when that ends it is added again.",
  targets: [DEVICE],
  targetKey: "device",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) =>
    states.removed.lay(thingOf(world, target), (holds) =>
      world.domain!.systemOfDevice(target).setRemoved(target, holds),
    ),
  hostsServiced: () => [],
};

const deviceUnavailable: FaultKind = {
  name: "device-unavailable",
  about: "A device of a server system is unavailable; when that ends it is available again.",
  targets: [DEVICE],
  targetKey: "device",
  schema: () => ({}),
  canStrike: (world, target) => !world.domain!.systemOfDevice(target).isRemoved(target),
  strike: (world, target) =>
    states.unavailable.lay(thingOf(world, target), (holds) =>
      world.domain!.systemOfDevice(target).setUnavailable(target, holds),
    ),
  hostsServiced: () => [],
};

const reInitialise: FaultKind = {
  name: "re-initialise",
  about: "An operator has a cluster initialised anew while it runs: nothing may be doubled by that.",
  targets: [DRIVER],
  targetKey: "driver",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const { on } = processOf(world, target).spec;
    world.people.tell(on, () => ({ kind: "initialise-cluster", cluster: on }));
    return () => undefined;
  },
  hostsServiced: () => [],
};

export const domainFaults: readonly FaultKind[] = [
  failure(
    "pair-failure",
    "An agent of a cluster dies alone; started again, it registers again, and sends everything anew.",
    AGENT,
    "agent",
  ),
  hang("pair-hang", "An agent of a cluster does nothing for a while, and then goes on where it was.", AGENT, "agent"),
  failure("driver-failure", "The driver of a cluster dies alone; what it was executing is not done.", DRIVER, "driver"),
  hang(
    "driver-hang",
    "The driver of a cluster does nothing for a while, and then goes on where it was.",
    DRIVER,
    "driver",
  ),
  failure("server-failure", "A server of a domain dies alone; started again, it knows of no agent.", SERVER, "server"),
  hang(
    "server-hang",
    "A server of a domain does nothing for a while, and then goes on where it was.",
    SERVER,
    "server",
  ),
  systemPowerLoss,
  sitePowerLoss,
  deviceRemoved,
  deviceUnavailable,
  reInitialise,
];
