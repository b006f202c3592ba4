import { expect, test } from "vitest";
import { RequestPool } from "../../../src/model/load/request-pool.js";
import { RequestQueue } from "../../../src/model/load/request-queue.js";

function taken(queue: RequestQueue): readonly number[] {
  const slots: number[] = [];
  while (!queue.isEmpty) slots.push(queue.takeFirst());
  return slots;
}

test("the highest priority is first, and of equals the one that came first", () => {
  const queue = new RequestQueue(new RequestPool());
  [0, 2, 2, 1, 0].forEach((priority, slot) => queue.add(slot, priority));
  expect(queue.count((slot) => slot < 2)).toBe(2);
  expect(taken(queue)).toEqual([1, 2, 3, 0, 4]);
  queue.add(5, 0);
  expect(taken(queue)).toEqual([5]);
});

test("whoever waited for something else comes before those of its priority alone", () => {
  const queue = new RequestQueue(new RequestPool());
  [1, 0, 0].forEach((priority, slot) => queue.add(slot, priority));
  queue.addFirst(3, 0);
  expect(taken(queue)).toEqual([0, 3, 1, 2]);
});
