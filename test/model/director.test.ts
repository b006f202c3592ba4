// A director may be a program on a host, and then is gone whenever that does not work; or whoever serves passes requests on.
import { describe, expect, it } from "vitest";
import type { DirectorSpec } from "../../src/model/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

/** The shop runs on web-1; its director, unless it is web-1 itself, on web-2, which is online too. */
function setting(...directors: readonly DirectorSpec[]) {
  const { hosts } = smallSpec();
  const run = smallRun(smallSpec({ hosts: hosts.map((each) => ({ ...each, power: "on" as const })), directors }), null);
  const at = (seconds: number, deed: () => void) => void run.kernel.schedule(seconds * SECOND, deed);
  const told = () =>
    [...run.of("ServiceUp"), ...run.of("ServiceDown")]
      .toSorted((a, b) => a.at - b.at)
      .map((each) => `${each.at / SECOND}: ${each.kind === "ServiceUp" ? "up" : `down, ${each.why}`}`);
  const [shop] = run.world.services;
  return { ...run, at, told, shop: shop!, carrier: run.world.host("web-2") };
}

const onHost = { name: "director-1", network: "lan", on: "web-2" };

describe("a director on a host", () => {
  it("is gone while that hangs, is not on its network, or has crashed", () => {
    const { kernel, at, told, carrier } = setting(onHost);
    at(10, () => carrier.hang());
    at(20, () => carrier.wake());
    at(30, () => carrier.reach.setComponent("network-controller", false));
    at(40, () => carrier.reach.setComponent("network-controller", true));
    at(50, () => carrier.crash());
    kernel.run(MINUTE);
    const down = "down, director-1 does not direct";
    expect(told()).toEqual(["0: up", `10: ${down}`, "20: up", `30: ${down}`, "40: up", `50: ${down}`]);
  });

  it("is replaced by the one that stands by, as one on a machine of its own is", () => {
    const standby = { director: "director-2", takeover: 3 * SECOND };
    const { kernel, at, told, carrier } = setting({ ...onHost, standby }, { name: "director-2", network: "lan" });
    at(10, () => carrier.crash());
    kernel.run(MINUTE);
    expect(told()).toEqual(["0: up", "10: down, director-1 does not direct", "13: up"]);
  });
});

it("whoever serves passes requests on as long as it serves, whatever becomes of the others", () => {
  const { kernel, world, at, shop, told, carrier } = setting({ name: "director-1", network: "lan", byPrimary: true });
  const seen: boolean[] = [];
  at(10, () => carrier.crash());
  at(11, () => void seen.push(shop.directs));
  at(12, () => world.host("web-1").crash());
  at(13, () => void seen.push(shop.directs));
  kernel.run(MINUTE);
  expect(seen).toEqual([true, false]);
  expect(told()).toEqual(["0: up", "12: down, nobody answers at 10.0.0.11"]);
});
