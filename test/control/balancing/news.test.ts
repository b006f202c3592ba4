import fc from "fast-check";
import { expect, test } from "vitest";
import { type HostFacts, learnCounters, loseHost, serviceHost } from "../../../src/control/balancing/facts.js";
import type { HostCounters } from "../../../src/control/index.js";

const host = (): HostFacts =>
  ({ fit: true, serviced: false, misses: 0, before: null, now: null }) as unknown as HostFacts;

const NEWS: Readonly<Record<string, (host: HostFacts) => void>> = {
  missed: loseHost,
  serviced: serviceHost,
};

function after(news: readonly string[]): boolean {
  const known = host();
  learnCounters(known, {} as HostCounters);
  for (const each of news) NEWS[each]!(known);
  return known.fit;
}

test("what is told of a host that fell silent leads to the same belief in any order", () => {
  const told = fc.array(fc.constantFrom("missed", "serviced"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(told, fc.infiniteStream(fc.nat()), (news, draw) => {
      const shuffled = news
        .map((each) => ({ each, place: draw.next().value as number }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ each }) => each);
      expect(after(shuffled)).toBe(after(news));
    }),
  );
});

test("a host that was heard after it was serviced, and is missed then, has failed anew", () => {
  const known = host();
  serviceHost(known);
  learnCounters(known, {} as HostCounters);
  loseHost(known);
  expect(known.fit).toBe(false);
});
