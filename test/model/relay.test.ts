import { describe, expect, it } from "vitest";
import type { WorldSpec } from "../../src/model/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

const nobody = () => {};

function setting(change: Partial<WorldSpec> = {}) {
  const run = smallRun(smallSpec(change), null);
  const { world, kernel } = run;
  const relay = world.relay("relay-1");
  const answers: [number, string][] = [];
  const at = (seconds: number, deed: () => void) => void kernel.schedule(seconds * SECOND, deed);
  const told = (what: string) => void answers.push([kernel.now / SECOND, what]);
  return { ...run, relay, answers, at, told };
}

describe("a relay", () => {
  it("cuts the power when its contacts open, a switching time after the command, and then acknowledges", () => {
    const { world, kernel, relay, answers, at, told, of } = setting();
    at(10, () => relay.command("off", () => told(`done, powered: ${world.host("web-1").power.on}`)));
    kernel.run(MINUTE);
    expect(of("RelayMoved").map((each) => [each.at / SECOND, each.contacts])).toEqual([[11, "open"]]);
    expect(of("HostPowerChanged").map((each) => [each.at / SECOND, each.host, each.powered])).toEqual([
      [11, "web-1", false],
    ]);
    expect(answers).toEqual([[11, "done, powered: false"]]);
  });

  it("acknowledges all the same when it is stuck, and only reading back tells", () => {
    const { world, kernel, relay, answers, at, told, of } = setting();
    at(5, () => relay.stick("closed"));
    at(10, () => relay.command("off", () => told("off acknowledged")));
    at(12, () => relay.read(told));
    kernel.run(20 * SECOND);
    expect(answers).toEqual([
      [11, "off acknowledged"],
      [12.1, "closed"],
    ]);
    expect(world.host("web-1").power.on).toBe(true);
    expect(of("RelayMoved")).toEqual([]);
  });

  it("stays where it is when it is freed, and moves at the next command", () => {
    const { world, kernel, relay, at, of } = setting();
    at(5, () => relay.stick("closed"));
    at(6, () => relay.command("off", nobody));
    at(10, () => relay.free());
    at(11, () => relay.free());
    at(20, () => relay.command("off", nobody));
    kernel.run(MINUTE);
    expect(of("RelayFreed").map((each) => each.at / SECOND)).toEqual([10]);
    expect(of("HostPowerChanged").map((each) => each.at / SECOND)).toEqual([21]);
    expect(world.host("web-1").life.stage).toBe("off");
  });

  it("gives hosts of which nobody else decides the power back that they had when it is freed, and no other", () => {
    const freed = (...undecided: readonly string[]) => {
      const { world, kernel, at, of } = setting();
      for (const each of undecided) world.undecided.add(each);
      at(5, () => world.relay("relay-1").stick("open"));
      at(6, () => world.relay("relay-1").stick("open"));
      at(10, () => world.relay("relay-1").free());
      at(15, () => world.relay("relay-2").stick("open"));
      at(20, () => world.relay("relay-2").free());
      kernel.run(MINUTE);
      return of("HostPowerChanged").map((each) => [each.at / SECOND, each.host, each.powered]);
    };
    expect(freed()).toEqual([[5, "web-1", false]]);
    // That of the other host was open before.
    expect(freed("web-1", "web-2")).toEqual([
      [5, "web-1", false],
      [10, "web-1", true],
    ]);
  });

  it("takes the power away when its contacts break open", () => {
    const { kernel, relay, at, of } = setting();
    at(5, () => relay.stick("open"));
    at(6, () => relay.command("on", nobody));
    kernel.run(MINUTE);
    expect(of("HostPowerChanged").map((each) => [each.at / SECOND, each.powered])).toEqual([[5, false]]);
  });

  it("tells how its contacts stand when it answers, not when it was asked", () => {
    const { kernel, relay, answers, at, told } = setting();
    at(9.05, () => relay.command("off", nobody));
    at(10, () => relay.read(told));
    kernel.run(MINUTE);
    expect(answers).toEqual([[10.1, "open"]]);
  });

  it("is opened by hand unless it is stuck closed", () => {
    const { relay } = setting();
    relay.stick("closed");
    expect(relay.openByHand()).toBe(false);
    relay.free();
    expect(relay.openByHand()).toBe(true);
    expect(relay.contacts).toBe("open");
  });

  it("cuts the power of every host in its line", () => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host) => ({ ...host, relay: "relay-1", power: "on" as const }));
    const { kernel, relay, at, of } = setting({ hosts });
    at(10, () => relay.command("off", nobody));
    kernel.run(MINUTE);
    expect(of("HostPowerChanged").map(({ host }) => host)).toEqual(["web-1", "web-2"]);
  });
});
