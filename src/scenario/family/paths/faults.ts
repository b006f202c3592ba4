/** What can be done to a single path: what it leads over carries all the others. */
import type { World } from "../../../model/index.js";
import type { FaultKind, Parameters } from "../../fault/fault-kind.js";
import { State } from "../../fault/overlay.js";
import { reference } from "../../schema/fields.js";
import type { Parts } from "../../section/parts.js";
import type { Complaint } from "../../source/report.js";
import { EXPORTS } from "./section.js";

type Lane = ReturnType<typeof lanesOf>[number];

const lost = new State<Lane>();

function lanesOf(world: World, host: string, { link, port }: Parameters) {
  return world.exports.mapsOf(host).flatMap((map) => map.lane(`${link as string}_${port as string}`) ?? []);
}

const pathFailure: FaultKind = {
  name: "path-failure",
  about: "One path of a host carries nothing, though its link and its port work: they are kept from seeing each other.",
  targets: ["host"],
  targetKey: "host",
  schema: (context) => ({
    link: reference(context, "link").describe("The link of the host over which it leads."),
    port: reference(context, "port-adapter").describe("The port at which it ends."),
  }),
  complaint: (target, parts, { link, port }) => {
    if (parts.ofFamilies[EXPORTS] === undefined) {
      const expected = `a section \`${EXPORTS}:\``;
      return { message: "nothing is exported: its hosts choose among no paths", expected };
    }
    return noSuchPath(target, parts, link as string, port as string);
  },
  canStrike: (world, target, parameters) => lanesOf(world, target, parameters).length > 0,
  strike: (world, target, parameters) => {
    const ends = lanesOf(world, target, parameters).map((lane) => lost.lay(lane, (blocked) => lane.block(blocked)));
    world.refresh();
    return () => {
      for (const end of ends) end();
      world.refresh();
    };
  },
  hostsServiced: (_, target) => [target],
};

/** Only what joins a host and a port directly is looked at: beyond a switch a link may lead to any. */
function noSuchPath(host: string, { links, switches }: Parts, link: string, port: string): Complaint | null {
  const joins = links.list.find(({ name }) => name === link)?.value.joins;
  if (joins === undefined) return null;
  if (!joins.includes(host)) {
    const own = links.list.flatMap(({ name, value }) => (value.joins?.includes(host) === true ? name : []));
    return { message: `${link} does not end at ${host}`, expected: `one of ${own.join(", ")}` };
  }
  const other = joins.find((each) => each !== host)!;
  if (switches.list.some(({ name }) => name === other) || other.split("/").at(-1) === port) return null;
  return { message: `${link} leads from ${host} to ${other}, not to ${port}`, expected: other };
}

export const pathFaults: readonly FaultKind[] = [pathFailure];
