/** Single copies, single ways, nobody who would notice: what a world could not survive under any policy. */
import {
  type AgentSpec,
  type HostSpec,
  type ServiceSpec,
  type VolumeSpec,
  watchedBy,
  type WorldSpec,
} from "../../model/index.js";
import { waysOf } from "./storage-paths.js";

/** One sentence each. */
export function worldWeaknesses(world: WorldSpec): readonly string[] {
  const serving = world.hosts.filter(({ name }) => world.services.some(({ runsOn }) => runsOn === name));
  return [
    ...serving.flatMap(withoutRelay),
    ...world.arrays.flatMap((array) => array.volumes.flatMap((volume) => copiesOf(volume, array.name))),
    ...serving.flatMap((host) => waysOf(host, world)),
    ...world.services.flatMap((service) => directorOf(service, world)),
    ...controllerOf(world),
    ...world.agents.flatMap((agent) => agentOf(agent, world)),
  ];
}

function withoutRelay({ name, relay }: HostSpec): readonly string[] {
  return relay === undefined ? [`${name} has no relay: when it hangs, somebody must come to switch it off`] : [];
}

function copiesOf(volume: VolumeSpec, array: string): readonly string[] {
  const { name, on, mirrorOn, remoteMirror, backup, log } = volume;
  const found: string[] = [];
  if (mirrorOn === undefined && remoteMirror === undefined) {
    found.push(
      backup === undefined
        ? `${name} has neither mirror nor backup: when its device is lost, so is the data`
        : `${name} has no mirror: when its device is lost, what was written since the last backup is in its log at best`,
    );
  }
  if (mirrorOn === on) found.push(`${name} and its mirror lie behind ${on}: one failure takes both`);
  if (remoteMirror === undefined) found.push(`every copy of ${name} is in ${array}: when that is lost, so is the data`);
  if (backup === undefined) {
    found.push(`${name} has no backup: when it becomes corrupt, its mirrors become corrupt with it`);
  } else if (log === undefined && volume.holds === "data") {
    found.push(`${name} has a backup and no log: a restore loses what was written since the backup`);
  }
  return found;
}

function directorOf({ name, director, runsOn }: ServiceSpec, { hosts }: WorldSpec): readonly string[] {
  if (director !== undefined) return [`${name} is behind one director, ${director}: without it nobody gets through`];
  const network = hosts.find((host) => host.name === runsOn)?.network ?? "its network";
  return [`${name} has no director: nobody outside ${network} can stand in for ${runsOn}`];
}

function controllerOf({ controller, networks }: WorldSpec): readonly string[] {
  const [only, ...others] = controller.networks;
  if (only === undefined || others.length > 0 || networks.length === 0) return [];
  return [`the controller is attached to ${only} alone: when that is cut, every host seems dead to it`];
}

function agentOf(agent: AgentSpec, { hosts }: WorldSpec): readonly string[] {
  const others = watchedBy(agent).filter((name) => name !== agent.host);
  if (others.length === 0) return [];
  const reporting = `only the agent on ${agent.host} reports of ${others.join(", ")}`;
  const them = others.length === 1 ? "it" : "them";
  const isOn = hosts.find(({ name }) => name === agent.host)?.power === "on";
  const then = isOn
    ? `when that dies whoever hears reports alone takes ${them} for dead`
    : `while ${agent.host} is off, as at first, nobody who hears reports alone notices when ${them === "it" ? "it fails" : "they fail"}`;
  return [`${reporting}: ${then}`];
}
