/** Two hosts that serve, and a third that hangs on one relay with the second; all start from disks of their own. */

/** @param auto whether web-2 starts by itself @param faults as they stand in a scenario */
export function relayOfTwo({ auto, faults }: { readonly auto: boolean; readonly faults: readonly string[] }): string {
  return `
name: relay-of-two
duration: 2h
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    volumes:
      stock: { size: 1GB, on: da-1, via: fa-1, for: web-1, mirror: { on: da-2 } }
      post: { size: 1GB, on: da-1, via: fa-1, for: web-2, mirror: { on: da-2 } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 20/s }, boot: { diagnostics: 10s, standalone: 2s, online: 8s }, shutdown: 3s }
  web-2: { like: web-1, relay: r-9, boot: { diagnostics: 10s, standalone: 2s, online: 8s, auto: ${String(auto)} } }
  web-3: { like: web-1, relay: r-9, power: standalone }
relays: { r-9: { shared: true } }
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services:
  shop: { runs-on: web-1, load: { rate: 2/s, mix: { order: { share: 100%, writes: stock } } } }
  mail: { runs-on: web-2, load: { rate: 2/s, mix: { letter: { share: 100%, writes: post } } } }
policies:
  p:
    failover:
      preset: 2A
      parts: [data]
      data: [split-mirror, copy]
      limits: { boot: 1min, replicate: 2min, retry-after: 5s, tries: 6 }
      shutdown: { within: 10s }
operator: { page: 10s, arrive: 30s, work: 1min }
faults:
${faults.map((each) => `  - ${each}`).join("\n")}
`;
}
