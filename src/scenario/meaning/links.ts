/** The cables, with what each joins, and how hosts and storage systems hang together by them. */
import { Cabling, type LinkSpec, type ZoneSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";
import { adapterNames } from "../section/storage.js";
import type { Complaint } from "../source/report.js";
import { endOf, ownerOf } from "./ends.js";
import { Protocols } from "./protocols.js";
import { switchSpecs } from "./switches.js";
import { zoneSpecs } from "./zones.js";

type LinkEntry = Parts["links"]["list"][number];
type Ends = readonly [string, string];

/** How hosts and storage systems hang together. */
export interface Fabric {
  readonly links: readonly LinkSpec[];
  readonly zones: readonly ZoneSpec[];
  readonly cabling: Cabling;
  /** False when something about it is wrong: then what is not cabled here may still be. */
  readonly complete: boolean;
}

export function fabricOf(parts: Parts, checks: Checks): Fabric {
  const attached = attachments(parts, checks);
  const protocols = new Protocols(parts, checks);
  const joined = parts.links.list.map((link) => {
    const { joins } = link.value;
    return { link, ends: joins === undefined ? (attached.get(link.name) ?? null) : joinsOf(link, parts, checks) };
  });
  for (const { link, ends } of joined) {
    protocols.claim(link, ends);
    checkOver(link, ends, parts, checks);
  }
  const links = joined.map(({ link, ends }): LinkSpec => {
    return { name: link.name, joins: ends, ...protocols.lineOf(link, ends) };
  });
  const arrays = parts.storage.list.map(({ name, value }) => {
    return { name, portAdapters: adapterNames(value["port-adapters"]).map((port) => ({ name: port })) };
  });
  const zones = zoneSpecs(parts, checks);
  const cabling = new Cabling({ links, switches: switchSpecs(parts), zones, arrays });
  const isRead = [parts.hosts, parts.storage, parts.switches, parts.links].every(({ complete }) => complete);
  const complete =
    isRead && parts.links.list.every(({ value }, index) => value.joins === undefined || links[index]!.joins !== null);
  if (complete) checkWays(parts, cabling, checks);
  return { links, zones, cabling, complete };
}

/** What leads over a network joins a host that reaches that with a port: nothing else stands on networks there. */
function checkOver({ name, value: { over }, path }: LinkEntry, ends: Ends | null, parts: Parts, checks: Checks): void {
  if (over === undefined || ends === null) return;
  const at = [...path, "over"];
  const host = parts.hosts.list.find((each) => ends.includes(each.name));
  if (host === undefined || ends.some((end) => parts.switches.list.some((each) => each.name === end))) {
    return checks.error(at, {
      message: `${name} leads over ${over}, and joins ${ends.join(" and ")}`,
      expected: "a link between a host and a port adapter",
    });
  }
  const reached = new Set(host.value.network);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const { value } of parts.connectors.list) {
      if (value.joins.some((each) => reached.has(each))) for (const each of value.joins) reached.add(each);
    }
  }
  if (reached.has(over)) return;
  checks.error(at, {
    message: `${host.name} is not on ${over}, and no connector leads there from ${host.value.network.join(" or ")}`,
    expected: "a network that it reaches",
  });
}

/** The links of which the `storage` of a host tells what they join: that host and the port adapter that stands there. */
function attachments({ hosts, links }: Parts, checks: Checks): ReadonlyMap<string, Ends> {
  const joining = new Set(links.list.filter(({ value }) => value.joins !== undefined).map(({ name }) => name));
  const found = new Map<string, Ends>();
  for (const { name, value, path } of hosts.list) {
    for (const [array, ways] of Object.entries(value.storage)) {
      for (const [index, { link, port }] of ways.entries()) {
        const at = [...path, "storage", array, ...(ways.length > 1 ? [index] : []), "link"];
        const user = found.get(link)?.[0];
        if (joining.has(link)) {
          checks.error(at, { message: `${link} says itself what it joins`, expected: "`joins` or this, not both" });
        } else if (user !== undefined) {
          checks.error(at, { message: `${link} is already the link of ${user}`, expected: "a link of its own" });
        } else found.set(link, [name, port]);
      }
    }
  }
  return found;
}

const ENDS = ["host", "switch", "port-adapter"] as const;

/** Its ends as they are named; `null` when something is wrong with them. */
function joinsOf({ name, value, path }: LinkEntry, parts: Parts, checks: Checks): Ends | null {
  checks.names.use(name, ["link"]);
  const at = [...path, "joins"];
  const [one, other] = (value.joins ?? []).map((word, index) => endOf(word, [...at, index], ENDS, parts, checks));
  if (one === undefined || other === undefined || one === null || other === null) return null;
  const complaint = complaintAbout(name, one, other, parts, checks);
  if (complaint === null) return [one, other];
  checks.error(at, complaint);
  return null;
}

/** Why no path can lead from one end of a link to the other, or null. */
function complaintAbout(link: string, one: string, other: string, parts: Parts, { names }: Checks): Complaint | null {
  if (one === other) return { message: `${link} joins ${one} with itself`, expected: "two that are not the same" };
  for (const [kind, kinds] of Object.entries({ host: "hosts", "port-adapter": "port adapters" } as const)) {
    const known = names.of([kind as "host" | "port-adapter"]);
    if (!known.includes(one) || !known.includes(other)) continue;
    // Two storage systems may move data between their own ports.
    if (kind === "port-adapter" && ownerOf(one, parts) !== ownerOf(other, parts)) continue;
    const message = `no path leads over ${link}: ${one} and ${other} are both ${kinds}`;
    return { message, expected: "a switch between them, or an end of another kind" };
  }
  return null;
}

/** A link that says what it joins is on the way from a host to a port adapter, or between two storage systems. */
function checkWays({ hosts, storage, links }: Parts, cabling: Cabling, checks: Checks): void {
  const around = (names: readonly string[]): ReadonlySet<string> =>
    new Set(names.flatMap((name) => [...cabling.connectedTo(name)]));
  const fromHosts = around(hosts.list.map(({ name }) => name));
  const fromArrays = storage.list.map(({ value }) => around(adapterNames(value["port-adapters"])));
  for (const { name, value, path } of links.list) {
    const reached = fromArrays.filter((each) => each.has(name)).length;
    if (value.joins === undefined || reached > 1 || (fromHosts.has(name) && reached > 0)) continue;
    const missing = fromHosts.has(name) ? "port adapter" : "host";
    checks.error([...path, "joins"], {
      message: `no path leads over ${name}: it is joined with no ${missing}`,
      expected: `a link that leads on to a ${missing}`,
    });
  }
}
