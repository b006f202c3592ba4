/** Relays that are switched while the network of their hosts is cut: their orders go another way, and that decides the takeover. */
import { MANAGEMENT, type WorldSpec } from "../../model/index.js";
import type { Hearing } from "../hearing.js";

/** Tells of each relay once, as long as the same is cut. @param tell what is said of a relay */
export function ownWay(spec: WorldSpec, tell: (at: number, relay: string, what: string) => void): Hearing {
  const { controller, relays, hosts, connectors } = spec;
  const ways = new Map(relays.map(({ name, over }) => [name, over ?? controller.management ?? MANAGEMENT]));
  const cut = new Set<string>();
  const told = new Set<string>();
  /** What keeps the controller and a network apart; `null` when nothing does. */
  const betweenThemAnd = (network: string): string | null => {
    if (cut.has(network)) return network;
    if (controller.networks.includes(network)) return null;
    const leading = connectors.filter(({ joins }) => joins.includes(network)).map(({ name }) => name);
    const own = [...controller.networks, ...leading].filter((name) => cut.has(name));
    return leading.every((name) => cut.has(name)) || controller.networks.every((name) => cut.has(name))
      ? (own[0] ?? null)
      : null;
  };
  return {
    LinkChanged: ({ link, up }) => {
      if (up) cut.delete(link);
      else cut.add(link);
      told.clear();
    },
    RelayCommanded: ({ relay, at }) => {
      const way = ways.get(relay);
      if (way === undefined || told.has(relay)) return;
      const apart = hosts.filter((host) => host.relay === relay).map(({ network }) => betweenThemAnd(network));
      const between = apart.find((each) => each !== null);
      if (between === undefined || between === null) return;
      told.add(relay);
      tell(at, relay, `is reached over ${way}, which is whole although ${between} is cut`);
    },
  };
}
