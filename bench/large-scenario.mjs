// A scenario as large as wanted: hosts in pairs, the first of which has a service, for which any host without one may stand in.

/** @param days how long it lasts, with so many failures spread evenly over it: crashes of hosts with services, by turns */
export function largeScenario(hosts, services, days, failures) {
  const serves = (index) => index % 2 === 0 && index < 2 * services;
  const each = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join("\n");
  const minutes = (index) => Math.floor(((index + 0.5) * days * 1440) / failures);
  const faults =
    days === undefined
      ? "  - { at: 30min, crash: h-0, repair: 1h }"
      : each(failures, (at) => `  - { at: ${minutes(at)}min, crash: h-${2 * (at % services)}, repair: 1h }`);
  return `name: large
duration: ${days === undefined ? "2h" : `${days}d`}
seed: 1
networks: { lan: {} }
hosts:
  h-0: { network: lan, relay: r-0 }
${each(hosts - 1, (at) => `  h-${at + 1}: { like: h-0, relay: r-${at + 1}${serves(at + 1) ? "" : ", power: off"} }`)}
agents:
  h-0: { report: 5s }
${each(hosts - 1, (at) => `  h-${at + 1}: { like: h-0 }`)}
services:
${each(services, (at) => `  s-${at}: { runs-on: h-${2 * at} }`)}
policies:
  stand-in: { failover: { preset: 2A } }
${failures === 0 ? "" : "faults:\n"}${faults}
`;
}
