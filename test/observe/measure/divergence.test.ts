/** How far the configurations of members were apart, told note by note. */
import { expect, test } from "vitest";
import type { Accounts } from "../../../src/observe/account/accounts.js";
import { divergence } from "../../../src/observe/measure/divergence.js";
import { SECOND } from "../../../src/units/index.js";

/** Members of the set `control`, and what was measured of them. */
function told() {
  const members = new Map<string, { set: string; version: unknown; digest: number }>();
  const accounts = { members: { members }, context: { warmUp: 0 } } as unknown as Accounts;
  const { hears, values } = divergence.begin("control", accounts);
  return {
    values,
    stores: (member: string, index: number, digest: number, at: number) => {
      const version = { epoch: 1, index };
      members.set(member, { set: "control", version, digest });
      const note = { kind: "configuration-stored", set: "control", member, version, digest } as const;
      hears!.NoteMade!({ kind: "NoteMade", place: member, note, at: at * SECOND });
    },
    becomes: (part: string, state: "works" | "hung" | "gone", at: number) =>
      hears!.PartChanged!({ kind: "PartChanged", server: "ss-1", part, state, at: at * SECOND }),
  };
}

function three() {
  const set = told();
  for (const member of ["m-1", "m-2", "m-3"]) set.stores(member, 1, 11, 0);
  return set;
}

test("who is alone with the newest has it, and the others lack it", () => {
  const { stores, values } = three();
  stores("m-1", 2, 12, 10);
  expect(values(30 * SECOND)).toEqual([20, 2]);
});

test("two that go by the same number and are not the same are apart", () => {
  const { stores, values } = three();
  for (const member of ["m-1", "m-2"]) stores(member, 2, 12, 10);
  stores("m-3", 2, 99, 10);
  expect(values(20 * SECOND)).toEqual([10, 1]);
});

test("those who do not work do not count, and what lasted until they were gone does", () => {
  const { stores, becomes, values } = three();
  stores("m-1", 2, 12, 10);
  becomes("m-1", "hung", 15);
  expect(values(20 * SECOND)).toEqual([5, 0]);
  for (const member of ["m-1", "m-2", "m-3"]) becomes(member, "gone", 20);
  expect(values(30 * SECOND)).toEqual([5, 0]);
  expect(told().values(30 * SECOND)).toEqual([null, null]);
});
