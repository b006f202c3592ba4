/** Two hosts on one network that each serve something, and report every second; a boot takes five seconds. */

/** @param policies and @param faults as they stand in a scenario */
export function twoHosts(policies: string, faults: string): string {
  return `
name: two-hosts
duration: 10h
networks: { lan: {} }
hosts:
  h-1: { network: lan, relay: r-1, boot: { diagnostics: 0s, standalone: 0s, online: 5s } }
  h-2: { like: h-1, relay: r-2 }
agents: { h-1: { report: 1s }, h-2: { report: 1s } }
services: { s: { runs-on: h-1 }, t: { runs-on: h-2 } }
policies: ${policies}
faults: ${faults}
`;
}
