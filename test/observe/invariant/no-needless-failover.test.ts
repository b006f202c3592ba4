import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { begun, foundBy, move, START, takeoverStarted, type Told, verdict } from "../small-run.js";

const online: Told = [
  0,
  { kind: "HostPowerChanged", host: "web-1", powered: true },
  { kind: "HostStageChanged", host: "web-1", from: "off", to: "online" },
];
const line = (link: string, up: boolean): Happening => ({ kind: "LinkChanged", link, up });
const again = begun(move(["shop"], "web-1", "web-2"), { rule: "tried-again" }, "2A");

describe("no-needless-failover", () => {
  const find = (...told: readonly Told[]) =>
    foundBy("no-needless-failover", [START, online, ...told], { seconds: 1000 });

  it("is violated by a verdict of silence on a host that serves and could be heard", () => {
    expect(find([400, verdict("web-1"), takeoverStarted()])).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("holds where a network is whole again, and still loses much of what it carries", () => {
    const loses: Happening = { kind: "LinkQualityChanged", link: "lan", slowness: 1, loss: 0.2 };
    const told: Told[] = [
      [300, loses],
      [310, line("lan", false)],
      [320, line("lan", true)],
      [400, verdict("web-1"), takeoverStarted()],
    ];
    expect(find(...told)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("holds when what tells of the host was cut off meanwhile", () => {
    const cut: Told[] = [
      [390, line("lan", false)],
      [395, line("lan", true)],
    ];
    expect(find(...cut, [400, verdict("web-1"), takeoverStarted()])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is no excuse to a verdict of silence that orders could not be given: reports came another way", () => {
    const told: Told[] = [
      [390, line("management", false)],
      [400, verdict("web-1"), takeoverStarted()],
    ];
    expect(find(...told)).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("holds for a further attempt whose reason may be an answer that was lost on the management path", () => {
    const failed: Told = [300, verdict("web-1")];
    const cut: Told[] = [
      [390, line("management", false)],
      [395, line("management", true)],
    ];
    expect(find(failed, ...cut, [400, again])).toMatchObject({ atStake: 1, violations: 0 });
    const stuck: Told = [390, { kind: "RelayReachChanged", relay: "relay-1", reachable: false }];
    expect(find(failed, stuck, [400, again])).toMatchObject({ violations: 0 });
  });

  it("is violated by one where every answer came", () => {
    expect(find([300, verdict("web-1")], [900, again])).toMatchObject({ atStake: 1, violations: 1 });
  });
});
