/** Writes an identity into the system on a device that nobody works with. */
import { hasNames, type Identity, sayIdentity } from "../../control/index.js";
import type { HostSpec } from "../spec.js";
import { order, sameDevice } from "./storage-order.js";
import type { KindOfAction } from "./kind-of-action.js";

export const writeIdentity: KindOfAction<"write-identity"> = {
  kind: "write-identity",
  perform(world, { volume, device, identity }, settle) {
    order(world, settle, (answer) =>
      world.arrayOf(volume, device).processor.writeIdentity(volume, device, identity, answer),
    );
  },
  say: ({ device, identity }, { hosts }) =>
    `write the address ${sayIdentity(identity, hasNames(hosts))} into ${device}`,
  takes: () => 0,
  finds: sameDevice,
};

/** What a copy is given on its way. */
export function sayGiven(identity: Identity | undefined, hosts: readonly HostSpec[]): string {
  return identity === undefined ? "" : `, with the address ${sayIdentity(identity, hasNames(hosts))}`;
}
