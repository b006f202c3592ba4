import { describe, expect, test } from "vitest";
import { Bench } from "./bench.js";
import { leftAfter, orders, played, stateOf, stuck, texts } from "./restarted.js";

/** Actions whose outcome a controller waits for, when none ever comes: a few of each that it tries again and again, for each of its hosts. */
const MANY = 40;

/** After every so many lines of a text, and after its last; after each of them: restart.long.ts. */
const EVERY = 3;

describe.each(texts)("$family: stopped and started anew, a controller", (text) => {
  const { family, about, told } = text;

  test(`has nothing stuck, and ends what it had begun: ${about}`, () => {
    const counts = told.map((_, index) => index + 1).filter((count) => count % EVERY === 0 || count === told.length);
    expect(counts.flatMap((count) => leftAfter(text, count))).toEqual([]);
  });

  test(`has nothing stuck, and numbers its orders on, stopped after each line: ${about}`, () => {
    const bench = new Bench();
    for (const line of told) {
      bench.take(line, family);
      for (const machine of bench.machines.values()) {
        const last = Math.max(0, ...orders(machine).map(([id]) => id));
        machine.restart(bench.now);
        expect(orders(machine).filter(([id]) => id <= last)).toEqual([]);
      }
      expect(stuck(bench), `after ${line}`).toEqual([]);
    }
  });

  test(`has nothing stuck and waits for few outcomes when nothing answers for hours: ${about}`, () => {
    const bench = played(told, family);
    for (const machine of bench.machines.values()) machine.restart(bench.now);
    bench.take("tick 8h", family);
    expect(stuck(bench)).toEqual([]);
    for (const { state } of bench.machines.values()) {
      const open = Object.values(stateOf(state).desk.open).map(({ action }) => JSON.stringify(action));
      expect(open.length).toBeLessThan(MANY);
      for (const action of new Set(open)) expect(open.filter((each) => each === action).length).toBeLessThanOrEqual(8);
    }
  });
});
