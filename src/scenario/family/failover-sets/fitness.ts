/** Whether a policy can work at all beside the servers and networks that it is about: times that no member could keep, a witness without a vote. */
import { constant, type Distribution } from "../../../sim/index.js";
import { type Micros, sayLength, toSeconds } from "../../../units/index.js";
import { controlProcessorsOf } from "../../meaning/storage-servers.js";
import { writeDuration } from "../../measured-times.js";
import type { Parts } from "../../section/parts.js";
import type { AroundPolicy } from "../family.js";
import type { SetsSpec } from "./policy.js";
import type { WrittenSets } from "./section.js";

/** Reports what would leave the set without a Primary, or its members without a role, though nothing fails. */
export function checkFitness(part: SetsSpec, around: AroundPolicy): void {
  const members = membersOf(around.parts);
  checkLease(part, around);
  if (members.length === 0) return;
  checkAnswers(part, members, around);
  checkWitness(part, members, around);
}

type Member = ReturnType<typeof controlProcessorsOf>[number];

function membersOf(parts: Parts): readonly Member[] {
  const { sets } = (parts.ofFamilies["failover-sets"] ?? { sets: {} }) as Pick<WrittenSets, "sets">;
  const named = new Set(Object.values(sets).flatMap(({ of }) => of.flat()));
  return controlProcessorsOf(parts).filter(({ name }) => named.has(name));
}

/** It is made longer by what is answered to the Primary, which speaks once in each interval. */
function checkLease({ lease, every, quorum }: SetsSpec, { at, checks }: AroundPolicy): void {
  if (quorum === "none" || lease > every) return;
  checks.error([...at, "lease"], {
    message: `a lease of ${sayLength(lease)} ends before the Primary has spoken again, which it does every ${sayLength(every)}`,
    expected: "a lease that is longer than `every`",
  });
}

/** What is asked is answered after a round trip over the fastest network, and what is promised is stored before it is said. */
function checkAnswers(
  { lease, every, quorum, selfTestWithin }: SetsSpec,
  members: readonly Member[],
  { at, parts, checks }: AroundPolicy,
): void {
  const servers = parts["storage-servers"].list.filter(({ name }) => members.some(({ server }) => server === name));
  const latencies = parts.networks.list
    .filter(({ name }) => members[0]!.networks.includes(name))
    .map(({ value }) => value.latency);
  if (latencies.length === 0 || servers.length === 0) return;
  const trip = 2 * Math.min(...latencies);
  const answer = trip + Math.max(...servers.map(({ value }) => value.store ?? 0));
  if (answer >= every && quorum !== "none") {
    checks.error([...at, "every"], {
      message: `votes come back after ${sayLength(answer)}, and who stands for Primary waits ${sayLength(every)} for them`,
      expected: `more than ${said(answer)}: a round trip, and what a member takes to store a promise`,
    });
  } else if (lease > every && lease <= every + trip && quorum !== "none") {
    checks.error([...at, "lease"], {
      message: `a lease of ${sayLength(lease)} ends before answers are back: every ${sayLength(every)} and a round trip of ${sayLength(trip)}`,
      expected: `more than ${said(every + trip)}`,
    });
  }
  const test = trip + Math.max(...servers.map(({ value }) => meanOf(value.times["self-test"])));
  if (test >= selfTestWithin) {
    checks.error([...at, "self-test-within"], {
      message: `a self-test is answered after ${sayLength(test)}, and nobody waits longer than ${sayLength(selfTestWithin)}`,
      expected: `more than ${said(test)}: without a self-test that is passed nobody gets a role`,
    });
  }
}

function checkWitness(
  { witness, quorum }: SetsSpec,
  members: readonly Member[],
  { at, parts, checks }: AroundPolicy,
): void {
  if (witness === null) return;
  const path = [...at, "quorum", "witness"];
  const home = parts["storage-servers"].list.find(({ value }) =>
    [value, ...Object.values(value.units)].some(({ stores }) => stores[witness] !== undefined),
  );
  if (home === undefined) {
    if (parts["storage-servers"].complete) {
      checks.error(path, { message: `${witness} is no data store: it cannot vote`, expected: "one of `stores:`" });
    }
    return;
  }
  const { networks } = members[0]!;
  if (!networks.some((each) => home.value.networks.includes(each))) {
    checks.error(path, {
      message: `${home.name}, in which ${witness} is, is on none of the networks of the members`,
      expected: `a data store on ${networks.join(" or ")}`,
    });
  }
  if (quorum === "none") {
    checks.warning(path, { message: "this does nothing: nobody has to agree", expected: "`by: majority`" });
  } else if (members.length % 2 === 1) {
    checks.warning(path, {
      message: `this does nothing: ${members.length} members have a majority without a witness`,
      expected: "an even number of members, or no witness",
    });
  }
}

function meanOf(time: Distribution | undefined): Micros {
  return (time ?? constant(0)).mean;
}

function said(time: Micros): string {
  return writeDuration(toSeconds(time));
}
