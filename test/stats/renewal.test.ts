/** Lives of any distribution beside what closed forms and sums of draws say. */
import { expect, test } from "vitest";
import {
  coldStandbyUnavailability,
  erlangSurvival,
  integral,
  unavailabilityUnderMaintenance,
  weibullSurvival,
} from "../../src/stats/index.js";

const exponential = (mean: number) => (time: number) => Math.exp(-time / mean);

test("an Erlang life of one stage and a Weibull life of shape one are exponential", () => {
  for (const time of [0, 0.3, 2, 9]) {
    expect(erlangSurvival(1, 3)(time)).toBeCloseTo(exponential(3)(time), 12);
    expect(weibullSurvival(1, 3)(time)).toBeCloseTo(exponential(3)(time), 12);
  }
});

test("two stages of mean 1 last longer than 2 with probability 3/e²", () => {
  expect(erlangSurvival(2, 2)(2)).toBeCloseTo(3 * Math.exp(-2), 12);
});

test.each([
  ["Erlang of four stages", erlangSurvival(4, 7), 7],
  ["Weibull of shape 1/2, twice its scale", weibullSurvival(0.5, 3), 6],
  ["Weibull of shape 2, √π/2 of its scale", weibullSurvival(2, 3), (3 * Math.sqrt(Math.PI)) / 2],
])("the area under a survival function is the mean life: %s", (_, survival, mean) => {
  expect(integral(survival, 5000) / mean).toBeCloseTo(1, 5);
});

test.each([
  [20, 10],
  [20, 20],
  [1000, 10],
])("a cold stand-in with exponential lives of %d and repairs of %d is as its Markov chain says", (life, repair) => {
  const ratio = repair / life;
  const chain = (ratio * ratio) / (1 + ratio + ratio * ratio);
  expect(coldStandbyUnavailability(exponential(life), life, repair) / chain).toBeCloseTo(1, 5);
});

test("lives that hardly vary leave a cold stand-in down as long as a repair outlasts them", () => {
  // The rest of an exponential repair after a life of 20: 10 e^-2, after each of which a life begins again.
  const rest = 10 * Math.exp(-20 / 10);
  expect(coldStandbyUnavailability(erlangSurvival(400, 20), 20, 10)).toBeCloseTo(rest / (20 + rest), 3);
});

test("maintenance of a unit that does not age is time lost: by the closed form of exponential lives", () => {
  const [mean, age, repair, maintenance] = [100, 70, 20, 2];
  const reached = Math.exp(-age / mean);
  const down = (1 - reached) * repair + reached * maintenance;
  const found = unavailabilityUnderMaintenance({ survival: exponential(mean), age, repair, maintenance });
  expect(found).toBeCloseTo(down / (mean * (1 - reached) + down), 8);
});

test("maintenance at an age that nobody reaches changes nothing", () => {
  const found = unavailabilityUnderMaintenance({
    ...{ survival: erlangSurvival(4, 100), age: 3000, repair: 20, maintenance: 2 },
  });
  expect(found).toBeCloseTo(20 / 120, 6);
});
