/** Boot: a member asks on each network who is there before it takes a role, and says how it came in. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf } from "../words.js";
import type { BootKind, MemberState } from "./member-state.js";
import { specOf } from "./member-config.js";
import { testItself } from "./self-test.js";
import { planToStand } from "./standing.js";
import { tellMember, wake } from "./talk.js";

/** So many members keep a directory of who is there; when none of them answers, the next so many are asked. */
const DIRECTORY = 8;

/** It starts: nothing is said but questions until it knows whether there is a Primary. */
export function boot(state: MemberState, now: Micros, out: Out): void {
  discover(state, now, out);
  planToStand(state, now, out);
}

/** Announces itself to those who keep the directory, until a Primary is heard. The cost grows with the members, not with their square. */
export function discover(state: MemberState, now: Micros, out: Out): void {
  const { config, primary, ruling, rounds } = state;
  if (primary !== null || ruling !== null) return;
  // What was put right meanwhile nobody else would notice.
  if (!state.fit) testItself(state, out);
  const { hardware, firmware } = specOf(config, config.self)!;
  const count = Math.ceil(config.members.length / DIRECTORY);
  const from = (rounds % count) * DIRECTORY;
  for (const { name } of config.members.slice(from, from + DIRECTORY)) {
    if (name !== config.self) tellMember(state, name, { kind: "announce", set: config.set, promised: state.promised, hardware, firmware }, out);
  }
  state.rounds += 1;
  wake(state, "discover", now + config.policy.every, out);
}

/** Who is asked answers over the network over which it was asked, so that each shows for itself what it carries. */
export function hearAnnounce(state: MemberState, from: string, over: string, out: Out): void {
  const { config, primary, ruling } = state;
  const known = ruling !== null && ruling.serves ? config.self : primary;
  const body = { kind: "here", set: config.set, primary: known, isIn: state.boot !== null } as const;
  tellMember(state, from, body, out, [over]);
}

/** There is a Primary: it will be heard, or its directory is out of date. */
export function hearHere(state: MemberState, body: MessageOf<"here">, now: Micros, out: Out): void {
  if (body.primary === null && body.isIn && state.boot === null) state.metFailover = true;
  if (body.primary === null || state.primary !== null || state.ruling !== null) return;
  planToStand(state, now, out, state.config.policy.every);
}

/** It is in the set: how it came there is told once for each start. @param cold the rule began with a cold start */
export function tellBooted(state: MemberState, cold: boolean, out: Out): void {
  if (state.boot !== null) return;
  state.boot = kindOfBoot(state, cold);
  const { set, self } = state.config;
  out.push({ kind: "note", note: { kind: "member-booted", set, member: self, how: state.boot } });
}

function kindOfBoot({ metFailover, wasIn }: MemberState, cold: boolean): BootKind {
  if (cold) return "cold-start";
  if (metFailover) return "during-failover";
  return wasIn ? "restart" : "joining";
}
