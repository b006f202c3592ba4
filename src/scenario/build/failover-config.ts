/** What a failover controller is told of the world before it starts: names and sizes, nothing of what will happen. */
import type { FailoverConfig, FailoverPolicy } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";

export function failoverConfig(world: WorldSpec, policy: FailoverPolicy): FailoverConfig {
  const volumes = world.arrays.flatMap((array) => array.volumes);
  return {
    policy,
    hosts: world.hosts.map((host) => ({
      name: host.name,
      address: host.address,
      relay: host.relay ?? null,
      reportEvery: world.agents.find((agent) => agent.host === host.name)?.report ?? null,
    })),
    volumes: volumes.map((volume) => ({
      name: volume.name,
      holds: volume.holds,
      size: volume.size,
      current: { device: volume.name, host: volume.host },
      mirror: volume.mirrorOn === undefined ? null : `${volume.name}-mirror`,
    })),
    groups: serviceGroups(world),
  };
}

/** Services that start on one host share its address and its volumes: they move together. */
function serviceGroups(world: WorldSpec): FailoverConfig["groups"] {
  const holders = [...new Set(world.services.map((service) => service.runsOn))];
  return holders.map((holder) => ({
    services: world.services.filter((service) => service.runsOn === holder).map((service) => service.name),
    address: world.hosts.find((host) => host.name === holder)?.address ?? holder,
    holder,
    volumes: world.arrays.flatMap((array) =>
      array.volumes.filter((volume) => volume.host === holder).map((volume) => volume.name),
    ),
  }));
}
