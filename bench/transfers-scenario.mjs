// A scenario of as many transfers as wanted, so often, among agents on hosts of their own that stand in for one another.

/** @param hours between two runs of a transfer, @param days how long it lasts; each hour an agent fails for half of it */
export function transfersScenario(transfers, agents, hours, days) {
  const arrays = 20;
  const each = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join("\n");
  const minutes = (index) => 1 + Math.floor((index * 60 * hours) / transfers);
  return `name: transfers
duration: ${days}d
seed: 1
networks: { lan: {}, peers: {} }
switches: { sw-0: {}, sw-1: {} }
storage:
${each(arrays, (at) => `  a-${at}: { port-adapters: [fa-${at}, fb-${at}], disk-adapters: [da-${at}], bandwidth: 2GB/s, network: lan, volumes: { ${volumesOf(at)} } }`)}
hosts:
  ops: { network: lan }
  h-0: { network: [lan, peers] }
${each(agents - 1, (at) => `  h-${at + 1}: { like: h-0 }`)}
links:
  l-0: { joins: [h-0, sw-0], bandwidth: 1GB/s }
${each(agents - 1, (at) => `  l-${at + 1}: { like: l-0, joins: [h-${at + 1}, sw-${(at + 1) % 2}] }`)}
${each(arrays, (at) => `  la-${at}: { like: l-0, joins: [sw-0, a-${at}/fa-${at}], bandwidth: 8GB/s }\n  lb-${at}: { like: la-${at}, joins: [sw-1, a-${at}/fb-${at}] }`)}
replication:
  server: { on: ops }
  peer-channel: peers
  agents:
${each(agents, (at) => `    ra-${at}: { on: h-${at} }`)}
  transfers:
${each(transfers, (at) => `    t-${at}: { from: v-${at}, to: a-${(at + 1) % arrays}, at: ${minutes(at)}min, every: ${hours}h, extent: 64MB, agents: [${orderOf(at)}] }`)}
policies:
  path-aware: { replication: {} }
faults:
${each(Math.floor(days * 24), (at) => `  - { at: ${at * 60 + 20}min, agent-failure: ra-${(at * 7) % agents}, repair: 30min }`)}
`;

  function volumesOf(array) {
    const own = Array.from({ length: transfers }, (_, at) => at).filter((at) => at % arrays === array);
    return own
      .map(
        (at) =>
          `v-${at}: { size: 8GB, on: da-${array}, via: [fa-${array}, fb-${array}], for: h-${at % agents}, change-rate: 100kB/s, backup: {} }`,
      )
      .join(", ");
  }

  function orderOf(at) {
    return [0, 1, 2].map((later) => `ra-${(at + 13 * later) % agents}`).join(", ");
  }
}
