/** What can be done to a single path: what it leads over carries all the others. */
import type { World } from "../../../model/index.js";
import type { FaultKind, Parameters } from "../../fault/fault-kind.js";
import { State } from "../../fault/overlay.js";
import { reference } from "../../schema/fields.js";

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

export const pathFaults: readonly FaultKind[] = [pathFailure];
