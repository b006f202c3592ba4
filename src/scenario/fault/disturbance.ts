/** What certain places tell certain others is cut off, gets lost, comes late, or comes twice. */
import type { Disturbance, World } from "../../model/index.js";
import { share } from "../quantity/index.js";
import { field, oneOrMore, reference, varying } from "../schema/fields.js";
import type { FaultKind, Parameters } from "./fault-kind.js";

const PLACES = [
  "host",
  "controller",
  "director",
  "transfer-agent",
  "domain-agent",
  "domain-server",
  "console",
  "caretaker",
] as const;

/** What may be wrong; something must be. */
const WRONGS = ["loss", "delay", "repetition"] as const;

export const disturbance: FaultKind = {
  name: "disturbance",
  about:
    "What a host, a controller, a director, an agent, a server or a console tells certain others is cut off, gets lost, comes late or comes twice; it goes " +
    "one way, and users, data and all others are not concerned.",
  targets: PLACES,
  targetKey: "from",
  concernsTalk: true,
  schema: (context) => ({
    to: oneOrMore(reference(context, ...PLACES)).describe("Whom it tells that."),
    over: reference(context, "network")
      .optional()
      .describe("Only what comes over this network, which nothing makes a detour around; over any unless given."),
    loss: field(share).optional().describe("Probability with which a message gets lost; of 100% nothing arrives."),
    delay: varying(context).optional().describe("How much later each message comes; a later one may come first."),
    repetition: field(share).optional().describe("Probability with which a message comes twice."),
  }),
  complaint: (target, _, parameters) => {
    if (to(parameters).includes(target)) {
      return { message: `${target} is on both sides`, expected: "another host, the controller or a director in `to`" };
    }
    if (WRONGS.some((each) => parameters[each] !== undefined && parameters[each] !== 0)) return null;
    return { message: "nothing is wrong between them", expected: `one of ${WRONGS.join(", ")}` };
  },
  canStrike: () => true,
  strike: (world, from, parameters) => {
    const ends = to(parameters).map((each) => world.post.disturb({ ...wrongs(parameters), from, to: each }));
    return () => {
      for (const end of ends) end();
    };
  },
  hostsServiced: (world, from, parameters) => [from, ...to(parameters)].filter((name) => isHost(world, name)),
};

function to(parameters: Parameters): readonly string[] {
  return (parameters["to"] ?? []) as readonly string[];
}

/** As they decode, without those that were not given. */
function wrongs(parameters: Parameters): Disturbance {
  const given = ["over", ...WRONGS].filter((key) => parameters[key] !== undefined);
  return { ...Object.fromEntries(given.map((key) => [key, parameters[key]])), cut: parameters["loss"] === 1 };
}

function isHost(world: World, name: string): boolean {
  return world.hosts.has(name);
}
