import fc from "fast-check";
import { expect, test } from "vitest";
import { EventMarks } from "../../src/experiment/event-marks.js";

type Event = [time: number, priority: number, sequence: number, argument: number, name: string];
const event = fc.tuple(fc.maxSafeNat(), fc.nat(7), fc.nat(), fc.integer(), fc.string());

function marksOf(events: readonly Event[]): EventMarks {
  const marks = new EventMarks();
  for (const each of events) marks.record(...each);
  return marks;
}

function sameAs(events: readonly Event[], others: readonly Event[]): number {
  const check = marksOf(events).compare();
  for (const each of others) check.differs(...each);
  return check.same;
}

test("two runs part exactly at the first event in which they differ, whatever follows", () => {
  fc.assert(
    fc.property(fc.array(event), event, event, fc.array(event), (common, one, other, rest) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const same = sameAs([...common, one, ...rest], [...common, other, ...rest]);
      expect(same).toBe(common.length);
    }),
  );
});

test("a run that goes on where the other ended parts with the event after the last", () => {
  const events: Event[] = [1, 2, 3].map((time) => [time, 4, time, 0, "tick"]);
  expect(sameAs(events.slice(0, 2), events)).toBe(2);
  expect(sameAs(events, events)).toBe(3);
});

test("a million events are marked", () => {
  const events = Array.from({ length: 1_000_000 }, (_, index): Event => [index, 4, index, 0, "tick"]);
  const changed = events.with(777_777, [777_777, 4, 777_777, 1, "tick"]);
  expect(sameAs(events, changed)).toBe(777_777);
});
