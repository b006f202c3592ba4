/** What can be done to storage servers and to the talk of their control processors. */
import * as z from "zod";
import { type Cure, type Part, serverWith, type StorageServer, type World } from "../../../model/index.js";
import { period } from "../../quantity/index.js";
import { field, oneOrMore, reference } from "../../schema/fields.js";
import { CONTROL_PROCESSOR, PART, STORAGE_SERVER } from "../../section/storage-servers.js";
import { controlProcessorsOf, frameOf } from "../../meaning/storage-servers.js";
import type { FaultKind, Parameters } from "../../fault/fault-kind.js";
import { State } from "../../fault/overlay.js";
import type { Parts } from "../../section/parts.js";
import type { Complaint } from "../../source/report.js";
import { SET, type WrittenSets } from "./section.js";

/** The part that a name means: of a server all that it hangs on. */
function partOf(world: World, name: string): readonly [StorageServer, Part] {
  const server = world.servers.get(name);
  if (server !== undefined) return [server, server.part(frameOf(name))];
  const home = serverWith(world.servers, name);
  return [home, home.part(name)];
}

/** The part, and what feeds it where that is taken along. */
function partsStruck(world: World, target: string, parameters: Parameters): readonly Part[] {
  const [server, part] = partOf(world, target);
  const boards = parameters["shorts"] === true ? part.spec.needs.slice(0, 1).flat() : [];
  return [...boards.map((name) => server.part(name)), part];
}

const failed = new State<Part>(({ broken }) => !broken);

const partFailure: FaultKind = {
  name: "part-failure",
  about: "A part of a storage server fails, or a whole one; what hangs on it follows.",
  targets: [PART, CONTROL_PROCESSOR, STORAGE_SERVER],
  targetKey: "part",
  schema: () => ({
    "cured-by": z
      .enum(["restart", "power-cycle", "replace", "repair"])
      .prefault("restart")
      .describe("What brings it back: this, or what comes after it in this list; or the end of the fault."),
    shorts: z
      .boolean()
      .prefault(false)
      .describe("It takes what feeds it with it: the backplane, or its unit of the stack."),
  }),
  canStrike: (world, target) => {
    const [, part] = partOf(world, target);
    return part.works || failed.has(part);
  },
  strike: (world, target, parameters) => {
    const [server] = partOf(world, target);
    const cure = parameters["cured-by"] as Cure;
    return endAll(
      partsStruck(world, target, parameters).map((each) =>
        failed.lay(each, (holds) => server.change(each.name, (part) => (holds ? part.break(cure) : part.mend()))),
      ),
    );
  },
  isOver: (world, target, parameters) => partsStruck(world, target, parameters).every(({ broken }) => !broken),
  hostsServiced: () => [],
};

const hung = new State<Part>(({ works }) => !works);

const partHang: FaultKind = {
  name: "part-hang",
  about: "A control processor does nothing for a while, and then goes on where it was: it may have been superseded.",
  targets: [CONTROL_PROCESSOR],
  targetKey: "part",
  schema: () => ({}),
  canStrike: (world, target) => {
    const [, part] = partOf(world, target);
    return part.works && (!part.hung || hung.has(part));
  },
  strike: (world, target) => {
    const [server, part] = partOf(world, target);
    return hung.lay(part, (hangs) => server.change(target, (each) => each.setHung(hangs)));
  },
  isOver: (world, target) => !partOf(world, target)[1].hung,
  hostsServiced: () => [],
};

const unspecified = new State<Part>(({ degraded }) => !degraded);

const partErrors: FaultKind = {
  name: "part-errors",
  about: "A control processor has errors, which it reports; it may still work as specified, or not.",
  targets: [CONTROL_PROCESSOR],
  targetKey: "part",
  concernsTalk: true,
  schema: () => ({
    interval: field(period).prefault("5s").describe("An error so often."),
    "self-test": z.enum(["passes", "fails"]).prefault("fails").describe("What its self-test finds."),
  }),
  canStrike: (world, target) => partOf(world, target)[1].works,
  strike: (world, target, parameters) => {
    const [server, part] = partOf(world, target);
    const every = parameters["interval"] as number;
    const fails = parameters["self-test"] === "fails";
    const pass = fails ? unspecified.lay(part, (holds) => void (part.degraded = holds)) : () => undefined;
    let over = false;
    const err = (): void => {
      if (over) return;
      const heardAt = world.kernel.now;
      const body = { kind: "hardware-error", place: target } as const;
      server.places.get(target)?.receive({ from: target, over: null, heardAt, count: 1, body });
      world.kernel.after(every, err);
    };
    err();
    return () => {
      over = true;
      pass();
    };
  },
  hostsServiced: () => [],
};

/** Which way nothing gets through. */
const lost = z.enum(["both", "to", "from"]).prefault("both");

const memberCut: FaultKind = {
  name: "member-cut",
  about:
    "A control processor loses its link to a network: nothing of what it says gets through, or nothing reaches it.",
  targets: [CONTROL_PROCESSOR],
  targetKey: "part",
  concernsTalk: true,
  complaint: (target, parts, { over }) => {
    const home = controlProcessorsOf(parts).find(({ name }) => name === target);
    return home === undefined ? null : offNetwork(target, over as readonly string[], home.networks);
  },
  schema: (context) => ({
    over: oneOrMore(reference(context, "network")).describe("The networks, or the one."),
    lost: lost.describe("Both ways, what goes to it, or what comes from it."),
  }),
  canStrike: () => true,
  strike: (world, target, parameters) => {
    const ends = (parameters["over"] as readonly string[]).flatMap((over) => [
      ...(parameters["lost"] === "to" ? [] : [world.post.disturb({ from: target, over, cut: true })]),
      ...(parameters["lost"] === "from" ? [] : [world.post.disturb({ to: target, over, cut: true })]),
    ]);
    return endAll(ends);
  },
  hostsServiced: () => [],
};

const setSplit: FaultKind = {
  name: "set-split",
  about: "The networks of a set are cut between some of its members and all others.",
  targets: [SET],
  targetKey: "set",
  concernsTalk: true,
  complaint: (target, parts, { side, over }) => {
    const voters = controlProcessorsOf(parts);
    const stores = storesOf(parts);
    const mute = (side as readonly string[]).find(
      (each) => !stores.includes(each) && !voters.some(({ name }) => name === each),
    );
    if (mute !== undefined) {
      const expected = "control processors, and the data store that is the witness";
      return { message: `${mute} says nothing over any network`, expected };
    }
    return offNetwork(target, over as readonly string[], voters[0]?.networks ?? []);
  },
  doubt: (target, parts, { side }) => {
    const { sets } = (parts.ofFamilies["failover-sets"] ?? { sets: {} }) as Pick<WrittenSets, "sets">;
    const members = sets[target]?.of.flat() ?? [];
    if (members.length === 0 || !members.every((each) => (side as readonly string[]).includes(each))) return null;
    return { message: `all members of ${target} are on that side`, expected: "some of them" };
  },
  schema: (context) => ({
    side: oneOrMore(reference(context, CONTROL_PROCESSOR, PART)).describe(
      "The members on one side; and the witness, if it is there.",
    ),
    over: oneOrMore(reference(context, "network")).describe("The networks, or the one."),
    lost: lost.describe("Both ways, what goes to that side, or what comes from it."),
  }),
  canStrike: () => true,
  strike: (world, _, parameters) => {
    const side = parameters["side"] as readonly string[];
    const others = placesOf(world).filter((each) => !side.includes(each));
    return endAll(
      (parameters["over"] as readonly string[]).flatMap((over) =>
        side.flatMap((one) => others.flatMap((other) => cutBetween(world, one, other, over, parameters))),
      ),
    );
  },
  hostsServiced: () => [],
};

/** Why cutting these networks does nothing to somebody, or null. */
function offNetwork(target: string, over: readonly string[], networks: readonly string[]): Complaint | null {
  const other = over.find((each) => !networks.includes(each));
  if (other === undefined) return null;
  return { message: `${target} does not talk over ${other}`, expected: `one of ${networks.join(", ")}` };
}

function storesOf(parts: Parts): readonly string[] {
  return parts["storage-servers"].list.flatMap(({ value }) =>
    [value, ...Object.values(value.units)].flatMap(({ stores }) => Object.keys(stores)),
  );
}

function cutBetween(world: World, one: string, other: string, over: string, { lost }: Parameters) {
  return [
    ...(lost === "to" ? [] : [world.post.disturb({ from: one, to: other, over, cut: true })]),
    ...(lost === "from" ? [] : [world.post.disturb({ from: other, to: one, over, cut: true })]),
  ];
}

function placesOf({ servers }: World): readonly string[] {
  return [...servers.values()].flatMap(({ places }) => [...places.keys()]);
}

function endAll(ends: readonly (() => void)[]) {
  return () => {
    for (const end of ends) end();
  };
}

export const setFaults: readonly FaultKind[] = [partFailure, partHang, partErrors, memberCut, setSplit];
