/** Each decision that is broken is caught by what its scenario is to show, in every replication; as it is shipped that holds in all of them. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { type Broken, type DecisionMutant, holds } from "./decision.js";
import { failoverDecisions } from "./decisions.js";
import { worldDecisions } from "./world-decisions.js";

const REPLICATIONS = [0, 1, 2];

const folder = new URL("../../../scenarios/", import.meta.url);

function measured({ scenario: file, policy, caughtBy }: DecisionMutant, { machine, breaks }: Broken = {}) {
  const url = new URL(file, folder);
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const { scenario } = decodeScenario(readFileSync(url, "utf8"), file, { read });
  const chosen = scenario!.policies.find(({ name }) => name === policy)!;
  const options = { detail: false, ...(machine !== undefined && { machine }) };
  const restore = breaks?.();
  try {
    return REPLICATIONS.map((replication) => {
      const { measures } = runReplication(scenario!, chosen, replication, options).result;
      return measures[caughtBy.measure] ?? null;
    });
  } finally {
    restore?.();
  }
}

test.each([...failoverDecisions, ...worldDecisions].map((each) => [each.name, each.about, each] as const))(
  "a mutant that %s (%s) is caught",
  (_, __, mutant) => {
    const { broken, caughtBy } = mutant;
    const right = measured(mutant);
    expect({ right, held: right.map((value) => holds(caughtBy, value)) }).toEqual({ right, held: [true, true, true] });
    const wrong = measured(mutant, broken);
    expect({ wrong, held: wrong.map((value) => holds(caughtBy, value)) }).toEqual({
      wrong,
      held: [false, false, false],
    });
    // What was broken is whole again.
    expect(measured(mutant)[0]).toBe(right[0]);
  },
  60_000,
);
