import { describe, expect, it, test } from "vitest";
import type { Host, WorldSpec } from "../../src/model/index.js";
import { type Micros, HOUR, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

/**
 * Two hosts that keep everything on disks of their own: web-1 online, web-2 off. Self-test 90 s, standalone 30 s, online
 * 60 s, shutdown 40 s, relays 1 s.
 */
function plainSpec(auto = true): WorldSpec {
  const spec = smallSpec();
  const hosts = spec.hosts.map((host) => ({ ...host, boot: { ...host.boot, auto } }));
  return { ...spec, arrays: [], hosts, services: [], agents: [] };
}

type Deeds = { readonly [atSeconds: number]: (host: Host) => void };

/** Does the deeds to a host at their times, and tells its life: `[seconds, what it was or is]`. */
function lifeOf(name: string, deeds: Deeds, spec = plainSpec()) {
  const { world, kernel, records } = smallRun(spec, null);
  const host = world.host(name);
  for (const [at, deed] of Object.entries(deeds)) kernel.schedule(Number(at) * SECOND, () => deed(host));
  kernel.run(HOUR);
  const mine = records.flatMap((record): [number, string][] => {
    if (record.at === 0 || !("host" in record) || record.host !== name) return [];
    const at = record.at / SECOND;
    if (record.kind === "HostStageChanged" || record.kind === "HostHealthChanged") return [[at, record.to]];
    if (record.kind === "HostPowerChanged") return [[at, record.powered ? "has power" : "no power"]];
    if (record.kind === "AddressAnswered") return [[at, "answers"]];
    if (record.kind === "AddressSilenced") return [[at, "silent"]];
    return [];
  });
  return { host, life: mine };
}

const switchOn = (host: Host) => host.relay!.command("on", () => {});
const nobody = () => {};

test("a host whose users were warned lets them in again a minute after the notice when nothing came of it", () => {
  const { world, kernel, records } = smallRun(smallSpec(), null);
  const told = () =>
    records.flatMap((record) => {
      if (record.kind === "HostClosed") return [[record.at / SECOND, record.isClosed ? "closed" : "open"]];
      if (record.kind === "ServiceDown") return [[record.at / SECOND, record.why]];
      return record.kind === "ServiceUp" && record.at > 0 ? [[record.at / SECOND, "up"]] : [];
    });
  kernel.schedule(10 * SECOND, () => world.host("web-1").life.close(20 * SECOND));
  // Warned once more, it has so much longer.
  kernel.schedule(15 * SECOND, () => world.host("web-1").life.close(20 * SECOND));
  kernel.run(200 * SECOND);
  expect(told()).toEqual([
    [10, "closed"],
    [10, "web-1 lets nobody in any more"],
    [95, "open"],
    [95, "up"],
  ]);
});

describe("the life of a host", () => {
  it("goes from power-on through its self-test straight to online when it boots by itself", () => {
    expect(lifeOf("web-2", { 10: switchOn }).life).toEqual([
      [11, "has power"],
      [11, "diagnostics"],
      [101, "booting"],
      [161, "online"],
      [161, "answers"],
    ]);
  });

  it("stops in standalone, off the network, when it does not boot by itself, and goes on at the boot command", () => {
    expect(lifeOf("web-2", { 10: switchOn, 200: (host) => host.life.boot(nobody) }, plainSpec(false)).life).toEqual([
      [11, "has power"],
      [11, "diagnostics"],
      [131, "standalone"],
      [200, "booting"],
      [260, "online"],
      [260, "answers"],
    ]);
  });

  it("remembers a boot command that comes during the self-test", () => {
    const { life } = lifeOf("web-2", { 10: switchOn, 50: (host) => host.life.boot(nobody) }, plainSpec(false));
    expect(life.slice(2)).toEqual([
      [131, "standalone"],
      [131, "booting"],
      [191, "online"],
      [191, "answers"],
    ]);
  });

  it("takes no boot command while it is off, nor keeps one for later", () => {
    const ends: string[] = [];
    const deeds: Deeds = {
      5: (host) => host.life.boot((end) => ends.push(`${typeof end === "string" ? end : end.failed}`)),
      10: switchOn,
    };
    const { host } = lifeOf("web-2", deeds, plainSpec(false));
    expect(ends).toEqual(["died"]);
    expect(host.life.stage).toBe("standalone");
  });

  it("shuts down in order, silent at once, and ends in standalone", () => {
    expect(lifeOf("web-1", { 100: (host) => host.life.shutDown(nobody) }).life).toEqual([
      [100, "shutting-down"],
      [100, "silent"],
      [140, "standalone"],
    ]);
  });

  it("is failed from a crash to its repair, and then starts from the beginning", () => {
    expect(lifeOf("web-1", { 50: (host) => host.crash(), 80: (host) => host.repair() }).life).toEqual([
      [50, "failed"],
      [50, "silent"],
      [80, "off"],
      [80, "healthy"],
      [80, "diagnostics"],
      [170, "booting"],
      [230, "online"],
      [230, "answers"],
    ]);
  });

  it("is off without power and starts when the power is back", () => {
    const deeds: Deeds = { 50: (host) => host.power.setSupply(false), 70: (host) => host.power.setSupply(true) };
    expect(lifeOf("web-1", deeds).life).toEqual([
      [50, "no power"],
      [50, "off"],
      [50, "silent"],
      [70, "has power"],
      [70, "diagnostics"],
      [160, "booting"],
      [220, "online"],
      [220, "answers"],
    ]);
  });

  it("needs supply, plug and relay at once", () => {
    const deeds: Deeds = {
      50: (host) => host.power.setSupply(false),
      60: (host) => host.power.setPulledByMistake(true),
      70: (host) => host.power.setSupply(true),
      79: (host) => host.relay!.command("off", nobody),
      90: (host) => host.power.setPulledByMistake(false),
      99: switchOn,
    };
    expect(lifeOf("web-1", deeds).life.filter(([, what]) => what.endsWith("power"))).toEqual([
      [50, "no power"],
      [100, "has power"],
    ]);
  });

  it("answers nobody while it hangs, keeps its stage, and answers again when it wakes", () => {
    expect(lifeOf("web-1", { 50: (host) => host.hang(), 80: (host) => host.wake() }).life).toEqual([
      [50, "hung"],
      [50, "silent"],
      [80, "healthy"],
      [80, "answers"],
    ]);
  });

  it("stands still in its self-test while it hangs", () => {
    const deeds: Deeds = { 10: switchOn, 40: (host) => host.hang(), 70: (host) => host.wake() };
    // 29 s of the self-test are done by 40 s, the other 61 s take from 70 s.
    expect(lifeOf("web-2", deeds).life.slice(2)).toEqual([
      [40, "hung"],
      [70, "healthy"],
      [131, "booting"],
      [191, "online"],
      [191, "answers"],
    ]);
  });

  it("stands still in its shutdown while it hangs", () => {
    const deeds: Deeds = {
      100: (host) => host.life.shutDown(nobody),
      110: (host) => host.hang(),
      200: (host) => host.wake(),
    };
    expect(lifeOf("web-1", deeds).life.slice(2)).toEqual([
      [110, "hung"],
      [200, "healthy"],
      [230, "standalone"],
    ]);
  });

  it("is not woken from a crash, nor healed by what ends a slowness", () => {
    const deeds: Deeds = {
      20: (host) => host.slow(3),
      30: (host) => host.hang(),
      40: (host) => host.crash(),
      50: (host) => host.wake(),
      60: (host) => host.slow(1),
    };
    expect(lifeOf("web-1", deeds).life).toEqual([
      [20, "degraded"],
      [30, "hung"],
      [30, "silent"],
      [40, "failed"],
    ]);
  });

  it("goes on hanging when it is slowed, and is slow when it wakes", () => {
    const deeds: Deeds = { 30: (host) => host.hang(), 40: (host) => host.slow(3), 50: (host) => host.wake() };
    expect(lifeOf("web-1", deeds).life).toEqual([
      [30, "hung"],
      [30, "silent"],
      [50, "degraded"],
      [50, "answers"],
    ]);
  });

  it("loses a hang and a slowness with its power, without answering in between, but not broken hardware", () => {
    const off = (host: Host) => host.power.setSupply(false);
    const on = (host: Host) => host.power.setSupply(true);
    const hung = lifeOf("web-1", { 30: (host) => host.hang(), 40: off });
    expect(hung.life).toEqual([
      [30, "hung"],
      [30, "silent"],
      [40, "no power"],
      [40, "off"],
      [40, "healthy"],
    ]);
    const broken = lifeOf("web-1", { 30: (host) => host.crash(), 40: off, 50: on });
    expect(broken.life.slice(2)).toEqual([
      [40, "no power"],
      [40, "off"],
      [50, "has power"],
    ]);
    expect(broken.host.health).toBe("failed");
  });

  it("boots in proportion more slowly when it is slow", () => {
    const deeds: Deeds = { 10: switchOn, 12: (host) => host.slow(2) };
    // The self-test had begun; what begins later takes twice as long.
    expect(lifeOf("web-2", deeds).life.slice(3)).toEqual([
      [101, "booting"],
      [221, "online"],
      [221, "answers"],
    ]);
  });

  it("does not call a host booted that went online before it was given what it is to work with", () => {
    const spec = smallSpec();
    const { world, kernel } = smallRun({ ...spec, hosts: spec.hosts.map((host) => ({ ...host, power: "on" })) }, null);
    const ends: unknown[] = [];
    const { life } = world.host("web-2");
    const order = () => life.boot((end) => ends.push(end));
    kernel.schedule(SECOND, order);
    kernel.schedule(2 * SECOND, () =>
      world
        .arrayOf("shop-os", "shop-os-mirror")
        .processor.splitMirror("shop-os", "shop-os-mirror", "web-2", { ended: () => {}, lost: () => {} }),
    );
    kernel.schedule(10 * SECOND, order);
    kernel.schedule(20 * SECOND, () => life.shutDown(() => {}));
    kernel.schedule(100 * SECOND, order);
    kernel.run(HOUR);
    expect(ends).toEqual(["done", { failed: "web-2 went online without shop-os-mirror" }, "done"]);
  });

  it("tells whoever ordered a boot or a shutdown how it ended, and nobody when it dies meanwhile", () => {
    const ends: [string, Micros][] = [];
    const spec = plainSpec(false);
    const { world, kernel } = smallRun(spec, null);
    const told = (what: string) => (end: unknown) =>
      void ends.push([`${what} ${JSON.stringify(end)}`, kernel.now / SECOND]);
    const [one, two] = [world.host("web-1"), world.host("web-2")];
    kernel.schedule(SECOND, () => one.life.boot(told("boot of a running host")));
    kernel.schedule(9 * SECOND, () => switchOn(two));
    kernel.schedule(20 * SECOND, () => two.life.boot(told("boot")));
    kernel.schedule(20 * SECOND, () => two.life.boot(told("second boot")));
    kernel.schedule(300 * SECOND, () => one.life.shutDown(told("shutdown")));
    kernel.schedule(310 * SECOND, () => one.life.shutDown(told("second shutdown")));
    kernel.schedule(310 * SECOND, () => two.life.shutDown(told("doomed shutdown")));
    kernel.schedule(320 * SECOND, () => two.crash());
    kernel.schedule(330 * SECOND, () => two.life.boot(told("boot of a dead host")));
    kernel.schedule(400 * SECOND, () => one.life.shutDown(told("shutdown in standalone")));
    kernel.run(HOUR);
    expect(ends).toEqual([
      ['boot of a running host "done"', 1],
      ['boot "done"', 190],
      ['second boot "done"', 190],
      ['doomed shutdown "died"', 320],
      ['boot of a dead host "died"', 330],
      ['shutdown "done"', 340],
      ['second shutdown "done"', 340],
      ['shutdown in standalone "done"', 400],
    ]);
  });

  it("does not go online without its storage: it ends in standalone and says why", () => {
    const ends: unknown[] = [];
    const { world, kernel, of } = smallRun(smallSpec(), null);
    const host = world.host("web-1");
    kernel.schedule(SECOND, () => host.life.shutDown(nobody));
    kernel.schedule(100 * SECOND, () => world.links.get("fc-1")!.setUp(false));
    kernel.schedule(200 * SECOND, () => host.life.boot((end) => ends.push(end)));
    kernel.schedule(300 * SECOND, () => world.links.get("fc-1")!.setUp(true));
    kernel.schedule(300 * SECOND, () => world.arrays.get("array-1")!.setPower(false));
    kernel.schedule(301 * SECOND, () => host.life.boot((end) => ends.push(end)));
    kernel.schedule(400 * SECOND, () => world.arrays.get("array-1")!.setPower(true));
    kernel.schedule(401 * SECOND, () => host.life.boot((end) => ends.push(end)));
    kernel.run(500 * SECOND);
    expect(ends).toEqual([{ failed: "fc-1 is cut" }, { failed: "array-1 has no power" }, "done"]);
    expect(of("HostBootFailed").map(({ at, why }) => [at / SECOND, why])).toEqual([
      [260, "fc-1 is cut"],
      [361, "array-1 has no power"],
    ]);
    expect(host.life.stage).toBe("online");
  });

  it("answers for the address of the system volume that it started from, else for the one it was given", () => {
    const { world, kernel, of } = smallRun(smallSpec(), null);
    const array = world.arrays.get("array-1")!;
    kernel.schedule(SECOND, () => world.host("web-1").power.setSupply(false));
    kernel.schedule(2 * SECOND, () => {
      array.presentations.present(world.volume("shop-os").device("shop-os"), "web-2");
      world.relay("relay-2").command("on", nobody);
    });
    kernel.run(300 * SECOND);
    expect(of("AddressAnswered").map(({ host, address }) => [host, address])).toEqual([
      ["web-1", "10.0.0.11"],
      ["web-2", "10.0.0.11"],
    ]);
    const other = { address: "10.0.0.99", node: "web-9", domain: "lan" };
    // What is written into the system is on its mirror too, and not in what the host has beside it.
    world.host("web-2").identity.set(other);
    expect(world.volume("shop-os").devices.map(({ identity }) => identity)).toEqual([other, other]);
    world.volume("shop-os").array.presentations.withdraw(world.volume("shop-os").device("shop-os"));
    expect(world.host("web-2").identity.current.node).toBe("web-2");
    const plain = lifeOf("web-2", { 5: (host) => host.identity.set(other), 10: switchOn });
    expect(plain.host.identity.current).toEqual(other);
  });
});

describe("what a host changes by itself", () => {
  /** Bytes that changed of `shop-data`, 1,000 a second while its host works, in the first hundred seconds. */
  function changedBy(deeds: Deeds): number {
    const spec = smallSpec();
    const arrays = spec.arrays.map((array) => ({
      ...array,
      volumes: array.volumes.map((volume) => ({ ...volume, changeRate: 1000 })),
    }));
    const services = spec.services.map(({ load: _, ...service }) => service);
    const { world, kernel } = smallRun({ ...spec, arrays, services }, null);
    for (const [at, deed] of Object.entries(deeds))
      kernel.schedule(Number(at) * SECOND, () => deed(world.host("web-1")));
    kernel.run(100 * SECOND);
    return world.volume("shop-data").changed.position;
  }

  it("it changes while it works, and not while it hangs", () => {
    expect(changedBy({})).toBe(100_000);
    expect(changedBy({ 20: (host) => host.hang() })).toBe(20_000);
    expect(changedBy({ 20: (host) => host.hang(), 70: (host) => host.wake() })).toBe(50_000);
  });

  it("one that hung and lost its power, or broke, changes nothing either, and is not counted twice", () => {
    expect(changedBy({ 20: (host) => host.hang(), 30: (host) => host.crash() })).toBe(20_000);
    expect(changedBy({ 20: (host) => host.hang(), 30: (host) => host.crash(), 40: (host) => host.wake() })).toBe(
      20_000,
    );
    expect(changedBy({ 20: (host) => host.crash() })).toBe(20_000);
  });
});
