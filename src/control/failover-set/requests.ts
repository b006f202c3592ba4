/** Management requests: any member takes them; what changes the configuration is made durable by the Primary before it is answered. */
import type { Micros } from "../../units/index.js";
import { type Out, tell } from "../kit/desk.js";
import type { MessageOf } from "../words.js";
import { propose } from "./database.js";
import type { MemberState } from "./member-state.js";
import { tellMember, wake } from "./talk.js";

/** A request keeps the member busy for a while, behind those that came before. One that comes again, and was worked off, is told to whoever is Primary now. */
export function takeRequest(state: MemberState, from: string, body: MessageOf<"request">, now: Micros, out: Out): void {
  const { config, role, requests } = state;
  const { request, of, key } = body;
  const known = requests[request];
  if (known !== undefined) return known.isWanted ? workOff(state, request, now, out) : undefined;
  if (role === "none") return answer(state, from, request, false, out);
  out.push({ kind: "note", note: { kind: "request-taken", set: config.set, member: config.self, request } });
  requests[request] = { from, of, key, isWanted: false };
  state.busyUntil = Math.max(now, state.busyUntil) + config.policy.work;
  wake(state, "request", state.busyUntil, out, String(request));
}

/** It is worked off: paths are programmed by whoever took the request, the configuration is the Primary's. */
export function workOff(state: MemberState, request: number, now: Micros, out: Out): void {
  const { config, ruling, primary, requests } = state;
  const known = requests[request];
  if (known === undefined) return;
  if (known.of === "path") return end(state, request, true, out);
  const body = { kind: "wanted", set: config.set, request, key: known.key } as const;
  known.isWanted = true;
  if (ruling?.serves === true) return hearWanted(state, config.self, body, now, out);
  if (primary === null) return end(state, request, false, out);
  tellMember(state, primary, body, out);
}

/** As Primary: the same request comes again over another network, or by a console that has waited too long. */
export function hearWanted(state: MemberState, from: string, body: MessageOf<"wanted">, now: Micros, out: Out): void {
  const { ruling, configuration } = state;
  const { request, key } = body;
  if (ruling?.serves !== true || ruling.waiting.some((each) => each.request === request && each.from === from)) return;
  const isKnown = (configuration.settings[key] ?? -1) >= request;
  const index = isKnown ? configuration.version.index : propose(state, { what: "setting", key, request }, now, out);
  ruling.waiting = [...ruling.waiting, { index, request, from, key }];
  grantDurable(state, out);
}

/** Everything that is durable now is acknowledged. */
export function grantDurable(state: MemberState, out: Out): void {
  const { ruling, config, configuration } = state;
  if (ruling === null || ruling.waiting.length === 0) return;
  const { set, self } = config;
  const durable = ruling.waiting.filter(({ index }) => index <= ruling.committed);
  if (durable.length === 0) return;
  ruling.waiting = ruling.waiting.filter(({ index }) => index > ruling.committed);
  for (const { request, from, key, index } of durable) {
    const version = { epoch: configuration.version.epoch, index };
    out.push({ kind: "note", note: { kind: "change-acknowledged", set, member: self, request, key, version } });
    if (from === self) end(state, request, true, out);
    else tellMember(state, from, { kind: "granted", set, request }, out);
  }
}

export function hearGranted(state: MemberState, { request }: MessageOf<"granted">, out: Out): void {
  if (state.requests[request] !== undefined) end(state, request, true, out);
}

function end(state: MemberState, request: number, done: boolean, out: Out): void {
  const { from } = state.requests[request]!;
  delete state.requests[request];
  answer(state, from, request, done, out);
}

function answer({ config: { set } }: MemberState, to: string, request: number, done: boolean, out: Out): void {
  tell({ place: to }, { kind: "answered", set, request, done }, out);
}

/** The console is told who takes requests whenever that changes. */
export function tellRoster({ config, ruling }: MemberState, out: Out): void {
  if (config.console === null || ruling === null) return;
  const books = ruling.books;
  const members = config.members
    .map(({ name }) => name)
    .filter((each) => each === config.self || books[each]?.admitted);
  if (members.join() === ruling.roster.join()) return;
  ruling.roster = members;
  tell({ place: config.console }, { kind: "roster", set: config.set, epoch: ruling.epoch, members }, out);
}
