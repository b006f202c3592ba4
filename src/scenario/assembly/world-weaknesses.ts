/** Single copies, single ways, nobody who would notice: what a world could not survive under any policy. */
import {
  type AgentSpec,
  grouped,
  type HostSpec,
  namedIn,
  type ServiceSpec,
  type VolumeSpec,
  watchedBy,
  homesOf,
  type WorldSpec,
} from "../../model/index.js";
import { waysOfController, waysOfOrders } from "./controller-ways.js";
import { objectiveOf } from "./objective-weakness.js";
import { type Sentence, tell } from "./sentence.js";
import { waysOf } from "./storage-paths.js";

export function worldWeaknesses(world: WorldSpec): readonly Sentence[] {
  const homes = new Set(world.services.flatMap(homesOf));
  const serving = world.hosts.filter(({ name }) => homes.has(name));
  return [
    ...serving.flatMap(withoutRelay),
    ...sharedRelays(serving),
    ...world.arrays.flatMap((array) => array.volumes.flatMap((volume) => copiesOf(volume, array.name))),
    ...waysOf(serving, world),
    ...world.services.flatMap((service) => directorOf(service, world)),
    ...world.services.flatMap((service) => objectiveOf(service, world)),
    ...waysOfController(
      serving.map(({ name }) => name),
      world,
    ),
    ...waysOfOrders(world),
    ...world.agents.flatMap((agent) => agentOf(agent, world)),
  ];
}

function withoutRelay({ name, relay }: HostSpec): readonly Sentence[] {
  return relay === undefined ? [tell`${name} has no relay: when it hangs, somebody must come to switch it off`] : [];
}

/** Hosts with work of their own that lose their power together. */
function sharedRelays(serving: readonly HostSpec[]): readonly Sentence[] {
  return [...grouped(serving, ({ relay }) => relay)].flatMap(([relay, hosts]) => {
    if (hosts.length < 2) return [];
    const names = hosts.map(({ name }) => name);
    return [tell`${relay} switches the power of ${names}: who cuts that of one takes down what the others do`];
  });
}

function copiesOf(volume: VolumeSpec, array: string): readonly Sentence[] {
  const { name, on, mirrorOn, remoteMirror, backup, log } = volume;
  const found: Sentence[] = [];
  if (mirrorOn === undefined && remoteMirror === undefined) {
    found.push(
      backup === undefined
        ? tell`${name} has neither mirror nor backup: when its device is lost, so is the data`
        : tell`${name} has no mirror: when its device is lost, what was written since the last backup is in its log at best`,
    );
  }
  if (mirrorOn === on) found.push(tell`${name} and its mirror lie behind ${on}: one failure takes both`);
  const isKeptElsewhere = backup?.array !== undefined && backup.array !== array;
  if (remoteMirror === undefined && !isKeptElsewhere)
    found.push(tell`every copy of ${name} is in ${{ clause: array }}: when that is lost, so is the data`);
  if (backup === undefined) {
    const copies = [mirrorOn, remoteMirror].filter((each) => each !== undefined).length;
    const suffers = [
      "nothing is left of it",
      "its mirror becomes corrupt with it",
      "its mirrors become corrupt with it",
    ];
    found.push(tell`${name} has no backup: when it becomes corrupt, ${{ clause: suffers[copies]! }}`);
  } else if (log === undefined && volume.holds === "data") {
    found.push(tell`${name} has a backup and no log: a restore loses what was written since the backup`);
  }
  return found;
}

function directorOf(
  { name, director, foundBy, runsOn }: ServiceSpec,
  { hosts, directors }: WorldSpec,
): readonly Sentence[] {
  if (foundBy !== undefined)
    return [
      tell`users of ${name} ask one name server, ${foundBy}: once that is silent they find it no longer than what they know is valid`,
    ];
  const { on, byPrimary } = namedIn(directors, director ?? "") ?? {};
  if (byPrimary === true)
    return [tell`whoever serves ${name} passes its requests on: when that fails no helper of it is reached`];
  if (director !== undefined && on !== undefined)
    return [
      tell`${name} is behind ${director}, a program on ${on}: when that fails nobody gets through, whoever stands in`,
    ];
  if (director !== undefined)
    return [tell`${name} is behind one director, ${director}: without it nobody gets through`];
  const network = namedIn(hosts, runsOn)?.network ?? "its network";
  return [tell`${name} has no director: nobody outside ${network} can stand in for ${runsOn}`];
}

function agentOf(agent: AgentSpec, { hosts }: WorldSpec): readonly Sentence[] {
  const others = watchedBy(agent).filter((name) => name !== agent.host);
  if (others.length === 0) return [];
  const them = others.length === 1 ? "it" : "them";
  const isOn = namedIn(hosts, agent.host)?.power === "on";
  if (isOn) {
    const clause = `when that dies whoever hears reports alone takes ${them} for dead`;
    return [tell`only the agent on ${agent.host} reports of ${others}: ${{ clause }}`];
  }
  const clause = them === "it" ? "it fails" : "they fail";
  return [
    tell`only the agent on ${agent.host} reports of ${others}: while ${agent.host} is off, as at first, nobody who hears reports alone notices when ${{ clause }}`,
  ];
}
