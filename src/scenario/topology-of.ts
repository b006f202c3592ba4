/** The topology of a world, as its spec says that it begins. */
import { sayLength } from "../units/index.js";
import { watchersIn, type WorldSpec, type ZoneSpec } from "../model/index.js";
import type { Topology, TopologyEdge, TopologyKind, TopologyNode } from "../result/index.js";

export function topologyOf(spec: WorldSpec): Topology {
  const nodes = [...machines(spec), ...storage(spec)];
  const known = new Set(nodes.map(({ id }) => id));
  // What nothing stands for is left out rather than drawn as a node without a kind.
  const edges = [
    ...networkEdges(spec),
    ...hostEdges(spec),
    ...switchEdges(spec),
    ...zoneEdges(spec),
    ...storageEdges(spec),
  ].filter(({ from, to }) => known.has(from) && known.has(to));
  return { nodes, edges };
}

function idOf(kind: TopologyKind, name: string, within: string | null = null): string {
  return within === null ? `${kind} ${name}` : `${kind} ${within}/${name}`;
}

function node(
  kind: TopologyKind,
  name: string,
  facts: readonly string[] = [],
  within: string | null = null,
): TopologyNode {
  return { id: idOf(kind, name, within), kind, name, facts, within };
}

const CONTROLLER = "controller";

function machines(spec: WorldSpec): readonly TopologyNode[] {
  const agents = new Set(spec.agents.map(({ host }) => host));
  const watchers = watchersIn(spec.agents);
  return [
    ...spec.services.map(({ name }) => node("service", name)),
    ...spec.directors.map(({ name, on, byPrimary }) =>
      node("director", name, byPrimary === true ? ["by whoever serves"] : on === undefined ? [] : [`on ${on}`]),
    ),
    ...(spec.nameServers ?? []).map(({ name, ttl }) => node("name-server", name, [`ttl ${sayLength(ttl)}`])),
    ...spec.networks.map(({ name }) => node("network", name)),
    ...spec.connectors.map(({ name }) => node("connector", name)),
    node("controller", CONTROLLER),
    ...spec.hosts.map(({ name, identity, power }) => {
      const from = watchers.get(name)?.host ?? name;
      const watched = from === name ? [] : [`watched from ${from}`];
      const carried = (spec.processes ?? []).filter(({ on }) => on === name).map((each) => each.name);
      return node("host", name, [
        ...(identity.address === name ? [] : [identity.address]),
        power,
        ...(agents.has(name) ? ["agent"] : []),
        ...carried,
        ...watched,
      ]);
    }),
    ...spec.relays.map(({ name }) => node("relay", name)),
    ...(spec.switches ?? []).map(({ name }) => node("switch", name)),
    ...(spec.zones ?? []).map((zone) => node("zone", zone.name, linksOf(zone, spec))),
  ];
}

function storage({ arrays }: WorldSpec): readonly TopologyNode[] {
  return arrays.flatMap(({ name, portAdapters, diskAdapters, volumes }) => [
    node("array", name),
    ...portAdapters.map((each) => node("port-adapter", each.name, [], name)),
    ...diskAdapters.map((each) => node("disk-adapter", each.name, [], name)),
    ...volumes.map((each) => {
      return node(
        "volume",
        each.name,
        [`${each.holds} of ${each.host}`, ...(each.mirrorOn === undefined ? [] : ["mirrored"])],
        name,
      );
    }),
  ]);
}

function edge(from: string, to: string, kind: TopologyEdge["kind"], label = ""): TopologyEdge {
  return { from, to, kind, label };
}

function networkEdges({
  networks,
  connectors,
  controller,
  directors,
  nameServers = [],
  services,
}: WorldSpec): readonly TopologyEdge[] {
  const names = networks.map(({ name }) => name);
  return [
    ...connectors.flatMap(({ name, joins }) =>
      joins.map((each) => edge(idOf("connector", name), idOf("network", each), "data")),
    ),
    ...controller.networks
      .filter((each) => names.includes(each))
      .map((each) => edge(idOf("controller", CONTROLLER), idOf("network", each), "control")),
    ...(controller.over === "links"
      ? [edge(idOf("controller", CONTROLLER), idOf("array", controller.on ?? ""), "control", "over its links")]
      : []),
    ...directors.map(({ name, network }) => edge(idOf("director", name), idOf("network", network), "data")),
    ...nameServers.map(({ name, network }) => edge(idOf("name-server", name), idOf("network", network), "data")),
    ...services.flatMap(({ name, runsOn, pool = [runsOn], director, foundBy }) => [
      ...pool.map((host) => edge(idOf("service", name), idOf("host", host), "belongs")),
      ...(director === undefined
        ? []
        : [edge(idOf("service", name), idOf("director", director), "data", "asked for at")]),
      ...(foundBy === undefined
        ? []
        : [edge(idOf("service", name), idOf("name-server", foundBy), "control", "found by")]),
    ]),
  ];
}

function hostEdges(spec: WorldSpec): readonly TopologyEdge[] {
  return spec.hosts.flatMap(({ name, network, alsoOn = [], relay }) => [
    ...[network, ...alsoOn].map((each) => edge(idOf("network", each), idOf("host", name), "data")),
    ...(relay === undefined ? [] : [edge(idOf("relay", relay), idOf("host", name), "power")]),
    ...linkEdges(name, idOf("host", name), spec),
  ]);
}

/** The links that lead from a host or a switch towards storage: away from hosts, and from one switch to a later one. */
function linkEdges(from: string, id: string, { links, arrays, switches = [] }: WorldSpec): readonly TopologyEdge[] {
  const placeOf = (end: string): number => switches.findIndex(({ name }) => name === end);
  return links.flatMap(({ name, joins }) => {
    const to = joins?.find((end) => end !== from);
    if (to === undefined || joins?.includes(from) !== true) return [];
    const array = arrays.find(({ portAdapters }) => portAdapters.some((port) => port.name === to));
    if (array !== undefined) return [edge(id, idOf("port-adapter", to, array.name), "data", name)];
    return placeOf(to) > placeOf(from) ? [edge(id, idOf("switch", to), "data", name)] : [];
  });
}

function switchEdges(spec: WorldSpec): readonly TopologyEdge[] {
  return (spec.switches ?? []).flatMap(({ name }) => linkEdges(name, idOf("switch", name), spec));
}

/** Links are lines, to which nothing can be tied: those that are members stand in the zone itself. */
function linksOf({ members }: ZoneSpec, { links }: WorldSpec): readonly string[] {
  return members.filter((member) => links.some(({ name }) => name === member));
}

/** From whoever sees to what is seen in a zone. */
function zoneEdges({ zones = [], hosts, arrays }: WorldSpec): readonly TopologyEdge[] {
  return zones.flatMap(({ name, members }) => {
    const id = idOf("zone", name);
    const ports = arrays.flatMap((array) => array.portAdapters.map((port) => ({ array: array.name, port: port.name })));
    return members.flatMap((member) => {
      if (hosts.some((host) => host.name === member)) return [edge(idOf("host", member), id, "belongs")];
      const found = ports.find(({ port }) => port === member);
      return found === undefined ? [] : [edge(id, idOf("port-adapter", found.port, found.array), "belongs")];
    });
  });
}

function storageEdges({ arrays, arrayLinks = [] }: WorldSpec): readonly TopologyEdge[] {
  return [
    ...arrays.flatMap(({ name, volumes }) =>
      volumes.flatMap((volume) => {
        const id = idOf("volume", volume.name, name);
        const mirror = volume.mirrorOn;
        return [
          ...volume.via.map((port) => edge(idOf("port-adapter", port, name), id, "data")),
          edge(id, idOf("disk-adapter", volume.on, name), "belongs"),
          ...(mirror === undefined ? [] : [edge(id, idOf("disk-adapter", mirror, name), "belongs", "mirror")]),
        ];
      }),
    ),
    ...arrayLinks.map(({ name, joins: [from, to] }) => edge(idOf("array", from), idOf("array", to), "data", name)),
  ];
}
