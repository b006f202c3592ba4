// What is counted of links, ports and adapters that I/Os pass through, worked out by hand.
import { expect, test } from "vitest";
import { Passages } from "../../../src/model/multipath/passages.js";
import { Kernel } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";

/** 100 bytes a second. */
function narrow(left = 100) {
  return { name: "fa-1", left };
}

function send(passages: Passages, through: { name: string; left: number }, bytes: number) {
  return passages.begin([through], { bytes, latency: 0, latest: 1000 * SECOND, ended: () => undefined });
}

function usedIn(passages: Passages) {
  return passages.used().map(({ name, ios, busy, there }) => [name, ios, busy / SECOND, there / SECOND]);
}

test("two that come together: the second one is there for as long as both take", () => {
  const kernel = new Kernel();
  const passages = new Passages(kernel);
  const port = narrow();
  send(passages, port, 100);
  send(passages, port, 200);
  // In the middle of the second: the first was there for 1 s, the second for 2 s so far.
  kernel.run(2 * SECOND);
  expect(usedIn(passages)).toEqual([["fa-1", 2, 2, 3]]);
  kernel.run(10 * SECOND);
  expect(usedIn(passages)).toEqual([["fa-1", 2, 3, 4]]);
});

test("one that is withdrawn while it waits leaves the others what it would have taken", () => {
  const kernel = new Kernel();
  const passages = new Passages(kernel);
  const port = narrow();
  send(passages, port, 200);
  const waits = send(passages, port, 500);
  send(passages, port, 100);
  kernel.after(SECOND, () => passages.withdraw(waits));
  kernel.run(10 * SECOND);
  // 2 s for the first, 1 s that the second waited, 3 s for the third, which passes from 2 s to 3 s.
  expect(usedIn(passages)).toEqual([["fa-1", 3, 3, 6]]);
});

test("who is on his way when copies leave less is there for longer", () => {
  const kernel = new Kernel();
  const passages = new Passages(kernel);
  const port = narrow();
  send(passages, port, 200);
  kernel.after(SECOND, () => {
    port.left = 50;
    passages.paceChanged();
  });
  kernel.run(10 * SECOND);
  expect(usedIn(passages)).toEqual([["fa-1", 1, 3, 3]]);
  // What is idle when it is looked at is not forgotten.
  passages.paceChanged();
  send(passages, port, 50);
  kernel.run(20 * SECOND);
  expect(usedIn(passages)).toEqual([["fa-1", 2, 4, 4]]);
});
