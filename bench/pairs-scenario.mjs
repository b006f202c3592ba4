// A scenario of as many pairs as wanted under one controller: each has its own masked devices behind a storage system that others
// share, and every other stand-in is in another network. Any stand-in is a candidate for all; the devices are shown to one.

/** Pairs for each storage system. */
const SHARING = 25;

/** @param crashes so many hosts crash once, one after the other, in the middle of so many minutes */
export function pairsScenario(pairs, crashes, minutes) {
  const arrays = Math.ceil(pairs / SHARING);
  const each = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join("\n");
  const arrayOf = (pair) => pair % arrays;
  const ports = [0, 1];
  return `name: pairs
duration: ${minutes}min
seed: 1
networks: { lan: {}, far: {} }
connectors: { router: { joins: [lan, far] } }
controller: { networks: [lan, far] }
storage:
${each(arrays, (at) => `  a-${at}: { port-adapters: [fa-${at}, fb-${at}], disk-adapters: [da-${at}], bandwidth: 2GB/s, volumes: { ${volumesOf(at)} } }`)}
switches: { san: {} }
links:
  l-0: { joins: [h-0, san], bandwidth: 100MB/s }
${each(2 * pairs - 1, (at) => `  l-${at + 1}: { like: l-0, joins: [h-${at + 1}, san] }`)}
${each(arrays, (at) => ports.map((port) => `  p-${at}-${port}: { like: l-0, joins: [san, ${["fa", "fb"][port]}-${at}] }`).join("\n"))}
hosts:
  h-0: { network: lan, relay: r-0 }
${each(2 * pairs - 1, (at) => hostLine(at + 1))}
agents:
  h-0: { report: 5s }
${each(2 * pairs - 1, (at) => `  h-${at + 1}: { like: h-0 }`)}
services:
${each(pairs, (at) => `  s-${at}: { runs-on: h-${2 * at}, director: director-1 }`)}
exports:
${each(pairs, (at) => `  d-os-${at}: { of: os-${at}, to: [h-${2 * at}, h-${2 * at + 1}] }\n  d-data-${at}: { of: data-${at}, to: [h-${2 * at}, h-${2 * at + 1}] }`)}
policies:
  pairs: { failover: { preset: 2A, stand-ins: [${Array.from({ length: pairs }, (_, at) => `h-${2 * at + 1}`).join(", ")}], data: [reassign] } }
${crashes === 0 ? "" : "faults:\n"}${each(crashes, (at) => `  - { at: ${Math.round((60 * minutes * (at + 0.5)) / crashes / 2) + 60}s, crash: h-${2 * Math.floor((at * pairs) / crashes)} }`)}
`;

  function hostLine(at) {
    if (at % 2 === 0) return `  h-${at}: { like: h-0, relay: r-${at} }`;
    return `  h-${at}: { like: h-0, relay: r-${at}, power: off${at % 4 === 3 ? ", network: far" : ""} }`;
  }

  function volumesOf(array) {
    const own = Array.from({ length: pairs }, (_, at) => at).filter((at) => arrayOf(at) === array);
    const on = `on: da-${array}, via: [fa-${array}, fb-${array}]`;
    return own
      .flatMap((at) => [
        `os-${at}: { size: 4GB, holds: system, ${on}, for: h-${2 * at} }`,
        `data-${at}: { size: 20GB, ${on}, for: h-${2 * at} }`,
      ])
      .join(", ");
  }
}
