/** Queues that are cut off Markov chains, beside closed forms where they have one. */
import { expect, test } from "vitest";
import { timeAtEkM1, timeAtStopping, timeAtTurns, timeOfUsers, waitOfMMc } from "../../src/stats/index.js";

test("who gets every request of a Poisson stream is an M/M/1", () => {
  expect(timeAtTurns([1], 0.7, 1)).toBeCloseTo(waitOfMMc(1, 0.7, 1) + 1, 6);
});

test.each([2, 3])("who gets each %dth is an E/M/1 of as many stages", (stages) => {
  expect(timeAtTurns([stages], 0.7 * stages, 1)).toBeCloseTo(timeAtEkM1(stages, 0.7 * stages, 1), 6);
});

test("gaps that repeat are the same wherever the turn begins", () => {
  expect(timeAtTurns([1, 2], 1, 1)).toBeCloseTo(timeAtTurns([2, 1], 1, 1), 9);
  // More even than at random, less than in equal turns.
  expect(timeAtTurns([1, 2], 1, 1)).toBeLessThan(waitOfMMc(1, 2 / 3, 1) + 1);
  expect(timeAtTurns([1, 2], 1, 1)).toBeGreaterThan(timeAtEkM1(2, 4 / 3, 1));
});

test("a server that never stops, and one that goes on at once, are M/M/1s", () => {
  const free = waitOfMMc(1, 0.5, 1) + 1;
  expect(timeAtStopping({ arrivals: 0.5, service: 1, works: 1e9, stopped: 1 })).toBeCloseTo(free, 6);
  expect(timeAtStopping({ arrivals: 0.5, service: 1, works: 10, stopped: 1e-9 })).toBeCloseTo(free, 6);
});

test("somebody who is alone waits for the end of a stop only if his service ends in one", () => {
  const [service, works, stopped] = [1, 4, 3];
  // A stop is under way when an exponential time is over: (1/works) / (1/service + 1/works + 1/stopped).
  const ends = 1 / works / (1 / service + 1 / works + 1 / stopped);
  const time = timeAtStopping({ arrivals: 1e-7, service, works, stopped });
  expect(time).toBeCloseTo(service + stopped * ends, 5);
});

test("users who never leave: as many as servers do not wait, and two at one server are 1.5 there where both times are 1", () => {
  expect(timeOfUsers(3, 3, 5, 2)).toBeCloseTo(2, 12);
  expect(timeOfUsers(2, 1, 1, 1)).toBeCloseTo(1.5, 12);
});

test("ten users who hardly think keep a server at work and wait for all the others", () => {
  expect(timeOfUsers(10, 1, 1e-6, 2)).toBeCloseTo(20, 4);
});
