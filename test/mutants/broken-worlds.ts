/** Worlds that are broken on purpose: what should not be possible in them happens. */
import type { World } from "../../src/model/index.js";
import { SECOND } from "../../src/units/index.js";

/** What a client does with an answer, seen from outside. */
interface ClientInside {
  answered: (slot: number, host: unknown) => void;
  end: (slot: number, end: string, delay: number) => void;
}

export function answerAfterTimeout(world: World): void {
  const client = world.traffic.clientOf("shop") as unknown as ClientInside | null;
  if (client === null) return;
  const { answered, end } = client;
  const CLIENT = 1;
  client.answered = (slot, host) => {
    const waits = (world.requests.holders[slot]! & CLIENT) !== 0;
    if (waits) answered.call(client, slot, host);
    else end.call(client, slot, "served", 0);
  };
}

export function dropInSilence(world: World): void {
  for (const { server } of world.hosts.values()) {
    const drop = server.drop.bind(server);
    server.drop = () => {
      const { dropped } = server;
      drop();
      server.dropped = dropped;
    };
  }
}

export function readBackCommands(world: World): void {
  for (const relay of world.relays.values()) {
    let told: "open" | "closed" = relay.contacts;
    const command = relay.command.bind(relay);
    const read = relay.read.bind(relay);
    relay.command = (to, acknowledged) => {
      command(to, () => {
        told = to === "on" ? "closed" : "open";
        acknowledged();
      });
    };
    relay.read = (answer) => read(() => answer(told));
  }
}

export function presentUnchecked(world: World): void {
  for (const array of world.arrays.values())
    array.presentations.offer = (device, host) => array.presentations.present(device, host);
}

export function copyNothing(world: World): void {
  for (const { media } of world.arrays.values()) {
    const fill = media.fill.bind(media);
    media.fill = (device, content) => fill(device, { ...content, holds: [] });
  }
}

export function skipMegabyte(world: World): void {
  const begin = world.bandwidth.begin.bind(world.bandwidth);
  world.bandwidth.begin = (channels, bytes, ended) => {
    const transfer = begin(channels, bytes, ended);
    world.kernel.after(SECOND, () => (transfer.remaining -= Math.min(transfer.remaining, 1e6)));
    return transfer;
  };
}

export function setClockBack(world: World): void {
  const { kernel } = world;
  const now = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(kernel) as object, "now")!.get!;
  const record = world.record.bind(world);
  world.record = (happening) => {
    const isBack = happening.kind === "HostPowerChanged";
    if (isBack)
      Object.defineProperty(kernel, "now", { get: () => (now.call(kernel) as number) - SECOND, configurable: true });
    record(happening);
    if (isBack) Reflect.deleteProperty(kernel, "now");
  };
}
