// A host that was replaced and unplugged is repaired while another one behind its relay is to start anew: it is not started with that.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

const TEXT = `
name: wakes-nobody-else
duration: 40min
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    reassign: 1s
    volumes:
      stock: { size: 1GB, on: da-1, via: fa-1, for: web-1, mirror: { on: da-2 } }
      post: { size: 1GB, on: da-1, via: fa-1, for: web-2, mirror: { on: da-2 } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-9, serves: { rate: 20/s }, boot: { diagnostics: 5s, standalone: 2s, online: 4s }, shutdown: 3s }
  web-2: { like: web-1, relay: r-9 }
  web-3: { like: web-1, relay: r-3, power: off }
relays: { r-9: { shared: true } }
agents: { web-1: { report: 2s }, web-2: { report: 2s }, web-3: { report: 2s } }
services:
  shop: { runs-on: web-1, load: { rate: 2/s, mix: { order: { share: 100%, writes: stock } } } }
  mail: { runs-on: web-2, load: { rate: 2/s, mix: { letter: { share: 100%, writes: post } } } }
policies:
  p:
    failover:
      preset: 2A
      parts: [data]
      data: [reassign]
      power: { off: by-hand }
      shutdown: { within: 8s }
      limits: { relay: 5s, boot: 25s, retry-after: 5s, tries: 2 }
operator: { page: 10s, arrive: 1min, work: 30s }
faults:
  - { at: 2min, group: { crash: web-1 }, repair: 2min }
  - { at: 2min 1s, hang: web-2, for: 30min }
`;

test("its plug is out as long as the other serves", async () => {
  const p = (await runScenario(scenarioText(TEXT))).policies[0]!;
  // With web-1, repaired by then and its plug in again, two hosts would answer for its address.
  expect(violated(p)).toEqual([]);
  // 3 s since the last report before the crash and one more, 8 s for an order, a person after 70 s, 2 s for the data, 1 s and 9 s to start.
  expect(value(p, "shop.rto.max")).toBeCloseTo(4 + 8 + 70 + 2 + 1 + 9, 0);
  // Tried where it is 95 s after the hang: an order of 8 s, a person who pulls its plug for a moment, and 9 s to start. The relay was
  // closed all the time: whoever repaired web-1 has left its plug out, for it feeds web-2 too.
  expect(value(p, "mail.rto.max")).toBeCloseTo(95 + 8 + 70 + 9, 0);
});
