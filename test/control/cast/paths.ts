/**
 * The machine of a host's paths on the bench. The paths to its one device are written `paths=a|b/c`, port groups apart by slashes.
 * Tables and checks are as good as done: `checked a b` answers all checks that are open but those of a and b.
 */
import {
  type DeviceAccess,
  type Effect,
  type Message,
  type PathGrouping,
  type PathsConfig,
  pathsMachine,
} from "../../../src/control/index.js";
import { type Micros, SECOND } from "../../../src/units/index.js";
import { readTime } from "../read.js";
import { castOf, type Seat } from "./cast.js";

const DEVICE = "disk";

export const paths = castOf(pathsMachine, configFrom, {
  read: readMessage,
  commands: { checked, serves, silent },
  hides: (effect) =>
    effect.kind === "cancel-timer" ||
    (effect.kind === "set-timer" && effect.timer.kind === "poll") ||
    (effect.kind === "act" && effect.action.kind === "check-path"),
  say,
});

function configFrom(options: ReadonlyMap<string, string>, host: string): PathsConfig {
  const word = (key: string, usual: string): string => options.get(key) ?? usual;
  const orTime = <Word extends string>(key: string, usual: Word, words: readonly Word[]): Word | Micros => {
    const written = word(key, usual);
    return words.find((each) => each === written) ?? readTime(written);
  };
  const kind = word("policy", "active-active") as "active-active";
  const [failures, within, hold] = word("flaky", "").split(":");
  return {
    host,
    devices: [
      {
        name: DEVICE,
        access: word("access", "active-active") as DeviceAccess,
        paths: word("paths", "a|b")
          .split("/")
          .flatMap((group, portGroup) => group.split("|").map((name) => ({ name, portGroup, weight: 1 }))),
      },
    ],
    policy: {
      kind,
      grouping: word("grouping", kind === "active-active" ? "multibus" : "failover") as PathGrouping,
      selector: "round-robin",
      check: { every: 5 * SECOND, within: SECOND, retries: Number(word("retries", "0")) },
      errors: Number(word("errors", "1")),
      ioTimeout: 30 * SECOND,
      fastIoFail: 5 * SECOND,
      devLoss: 2 * SECOND,
      noPath: orTime("no-path", "fail", ["fail", "queue"]),
      failback: orTime("failback", "manual", ["manual", "immediate", "followover"]),
      flaky: failures === "" ? null : { failures: Number(failures), within: readTime(within!), hold: readTime(hold!) },
      unlike: word("unlike", "match") as "match",
    },
  };
}

/** `checked [PATH …]`: every check that is open is answered but those of these paths. */
function checked(seat: Seat, down: readonly string[], now: Micros): void {
  for (const [id, action] of [...seat.open]) {
    if (action.kind !== "check-path") continue;
    seat.settle(id, down.includes(action.path) ? { status: "failed", why: "silent" } : { status: "done" }, now);
  }
}

/** `serves`: the device serves where it was told to. */
function serves(seat: Seat, _: readonly string[], now: Micros): void {
  for (const [id, { kind }] of [...seat.open]) if (kind === "trespass") seat.settle(id, { status: "done" }, now);
}

/** `silent`: it does not answer that. */
function silent(seat: Seat, _: readonly string[], now: Micros): void {
  for (const [id, { kind }] of [...seat.open])
    if (kind === "trespass") seat.settle(id, { status: "failed", why: "silent" }, now);
}

/** `fails PATH` of an I/O, `passive PATH` of one that is to go there, `gone PATH` and `found PATH` of the transport, `fail-back` of an operator. */
function readMessage([word = "", path = ""]: readonly string[]): Message | null {
  if (word === "fails") return { kind: "io-failed", device: DEVICE, path };
  if (word === "gone") return { kind: "path-removed", device: DEVICE, path };
  if (word === "found") return { kind: "path-found", device: DEVICE, path };
  if (word === "passive") return { kind: "path-passive", device: DEVICE, path };
  return word === "fail-back" ? { kind: "fail-back-paths", device: DEVICE } : null;
}

function say(effect: Effect): string | null {
  if (effect.kind !== "act") return null;
  const { action, id } = effect;
  if (action.kind === "trespass") return `trespass to ${action.path}  #${id}`;
  if (action.kind !== "program-paths") return null;
  const { paths: used, otherwise } = action.table;
  return used.length > 0 ? `I/Os go over ${used.map(({ path }) => path).join(", ")}` : `I/Os ${otherwise}`;
}
