/** A host that a policy names and that can be of use to nobody is drawn, and is never asked for anything: `check` and the logic agree. */
import { type Record as WorldRecord } from "../../../src/model/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { MINUTE, toSeconds } from "../../../src/units/index.js";
import type { Dice } from "../drawn/dice.js";
import { type Addition, type Document, type DrawnHost, failoverOf, spareHosts } from "./document.js";

/** What keeps a host from being of use: each makes of one that is like the others one that is not. */
const OBSTACLES: Readonly<Record<string, (document: Document, host: DrawnHost, dice: Dice) => void>> = {
  "nothing leads from it to the data": (_, host) => {
    host.storage = {};
  },
  "nobody can start it": (_, host) => {
    delete host.relay;
    host.power = "off";
  },
  "no user would find it": ({ networks }, host) => {
    networks.far = { latency: "5ms", bandwidth: "100Mbps" };
    const others = [host.network].flat().filter((name) => name === "san" || name.startsWith("line"));
    host.network = ["far", "office", ...others];
  },
  "nobody converts for it": (document, host) => {
    for (const each of Object.values(document.hosts)) each.platform ??= PLAIN;
    host.platform = { hardware: "vax", system: "vms-5.5", applications: ["rdb-4"] };
  },
  "it is not shown the data": (document, host) => {
    const others = Object.keys(document.hosts).filter((name) => document.hosts[name] !== host);
    document.exports = { "shop-disk": { of: "shop-data", to: others } };
  },
  "it shares its relay with whoever it would replace": (_, host) => {
    host.relay = "relay-1";
  },
};

const PLAIN = { hardware: "pc", system: "unix", applications: ["base"] };

const SINCE = 9_210_000;

export const IN_VAIN: readonly Addition[] = [
  {
    name: "a host that is named in vain",
    since: SINCE,
    fits: ({ hosts }) => hosts["web-3"] !== undefined && hosts["web-3"].storage["array-1"] !== undefined,
    add: (document, dice) => {
      const place = spareHosts(document);
      const { storage: _, ...like } = document.hosts["web-3"]!;
      const ports = document.storage["array-1"]!["port-adapters"] as string[];
      ports.push("a-web-9");
      document.links["fc-array-1-web-9"] = { ...document.links["fc-array-1-web-3"] };
      const host: DrawnHost = {
        ...structuredClone(like),
        ...{ address: "10.0.0.90", relay: "relay-90" },
        storage: { "array-1": { link: "fc-array-1-web-9", port: "a-web-9" } },
      };
      document.hosts["web-9"] = host;
      OBSTACLES[dice.one(...Object.keys(OBSTACLES))]!(document, host, dice);
      if (!("array-1" in host.storage)) delete document.links["fc-array-1-web-9"];
      const failover = failoverOf(document);
      const named = failover["stand-ins"] ?? place;
      failover["stand-ins"] = dice.is(0.7) ? ["web-9", ...named] : [...named, "web-9"];
      const { balancing } = document.policies.drawn;
      if (balancing?.pool !== undefined) balancing.pool = ["web-9", ...(balancing.pool as readonly string[])];
    },
  },
];

const HOMES: Readonly<Record<string, string>> = { shop: "web-1", till: "web-1", mail: "web-2" };

/** Of whom an upgrade makes something of use it is told until when that is so; since when another is of no use is not judged. */
const SAID = /^(?:before (\d+) min )?(\S+) can (help|stand in for) nobody/;

/** Hears whether anybody whom `check` calls of no use is asked to be of use; of help as long as the service is where it began. */
export function inVainHeard(warnings: readonly string[]) {
  const all = warnings.flatMap((message) => {
    const said = SAID.exec(message);
    if (said === null) return [];
    const [, minutes, host, what] = said;
    return [
      {
        host: host!,
        recovers: what === "stand in for",
        until: minutes === undefined ? Infinity : Number(minutes) * MINUTE,
      },
    ];
  });
  const examples: InvariantResult["examples"][number][] = [];
  let atStake = 0;
  /** Services whose data was brought elsewhere, perhaps to a host of another make. */
  const away = new Set<string>();
  const hear = (record: WorldRecord): void => {
    if (record.kind === "ServiceUp" && record.at > 0 && record.host !== HOMES[record.service]) away.add(record.service);
    if (record.kind !== "NoteMade" || record.note.kind !== "begun") return;
    const { of } = record.note;
    if (all.length === 0) return;
    atStake += 1;
    if (!of.recovers && of.subjects.some(({ name }) => away.has(name))) return;
    const told = all.find(
      ({ host, recovers, until }) => host === of.to && recovers === of.recovers && record.at < until,
    );
    if (told === undefined) return;
    const what = `${of.kind} asks ${told.host}, which was said to be of use to nobody`;
    examples.push({ replication: 0, atSeconds: toSeconds(record.at), what });
  };
  const result = (): InvariantResult => ({
    name: "named-in-vain",
    atStake,
    violations: examples.length,
    examples,
  });
  return { hear, result };
}
