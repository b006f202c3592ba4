// Users go on with what they were told until its time to live ends: three changes, worked out by hand.
import { describe, expect, it } from "vitest";
import type { WorldSpec } from "../../src/model/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

/** The number of a user who asks so many seconds after each multiple of the time to live. */
const asking = (second: number, ttl: number) => second / ttl / 1_000_003;

function setting(ttl = 10) {
  const [shop] = smallSpec().services;
  const { director: _, ...rest } = shop!;
  const change: Partial<WorldSpec> = {
    directors: [],
    nameServers: [{ name: "dns-1", network: "lan", ttl: ttl * SECOND }],
    services: [{ ...rest, foundBy: "dns-1" }],
  };
  const run = smallRun(smallSpec(change), null);
  const server = run.world.nameServers.get("dns-1")!;
  const at = (seconds: number, deed: () => void) => void run.kernel.schedule(seconds * SECOND, deed);
  const told: string[] = [];
  const tell = (seconds: number, user: number) =>
    at(seconds, () => void told.push(`${seconds}: ${server.addressFor("shop", asking(user, ttl)) ?? "nobody"}`));
  return { ...run, server, at, told, tell };
}

describe("a name server", () => {
  it("is believed until the time to live of its answer ends, by each user at an instant of his own", () => {
    const { kernel, server, at, told, tell } = setting();
    at(12, () => server.register("shop", "10.9.0.12"));
    // Asked at 3 s and asks again at 13 s; the other asked at 11 s and asks again at 21 s.
    for (const seconds of [11.9, 12.9, 13.1]) tell(seconds, 3);
    for (const seconds of [13.2, 20.9, 21.1]) tell(seconds, 1);
    kernel.run(MINUTE);
    expect(told).toEqual([
      "11.9: 10.0.0.11",
      "12.9: 10.0.0.11",
      "13.1: 10.9.0.12",
      "13.2: 10.0.0.11",
      "20.9: 10.0.0.11",
      "21.1: 10.9.0.12",
    ]);
  });

  it("keeps nobody who has an answer from going on while it does not work, and tells the others when it does again", () => {
    const { kernel, server, at, told, tell } = setting();
    at(22, () => server.setUp(false));
    at(26, () => server.setUp(true));
    // Asks at 23 s in vain, and again and again; the other one asked at 21 s.
    for (const seconds of [22.9, 23.1, 25.9, 26.1, 32.9]) tell(seconds, 3);
    for (const seconds of [23.2, 25.8]) tell(seconds, 1);
    at(27, () => server.register("shop", "10.9.0.12"));
    tell(33.1, 3);
    kernel.run(MINUTE);
    expect(told).toEqual([
      "22.9: 10.0.0.11",
      "23.1: nobody",
      "23.2: 10.0.0.11",
      "25.8: 10.0.0.11",
      "25.9: nobody",
      "26.1: 10.0.0.11",
      "32.9: 10.0.0.11",
      "33.1: 10.9.0.12",
    ]);
  });

  it("spreads users evenly: at half the time to live after a change half of them know of it", () => {
    const { kernel, server, at } = setting(100);
    at(200, () => server.register("shop", "10.9.0.12"));
    let late = 0;
    at(250, () => {
      for (let i = 0; i < 10_000; i++) if (server.addressFor("shop", (i + 0.5) / 10_000) === "10.0.0.11") late += 1;
    });
    kernel.run(300 * SECOND);
    expect(Math.abs(late - 5000)).toBeLessThan(100);
  });
});
