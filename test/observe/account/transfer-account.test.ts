/** What came of copies: each that was completed has one grade, whatever becomes of it later. */
import { expect, test } from "vitest";
import { TransferAccount } from "../../../src/observe/account/transfer-account.js";
import { SECOND } from "../../../src/units/index.js";

const at = (seconds: number) => seconds * SECOND;

function closed(
  account: TransferAccount,
  seconds: number,
  grade: "application-consistent" | "crash-consistent" | "broken",
) {
  const run = { transfer: "orders", run: 1, epoch: 1, agent: "ra-1" };
  const copy = { volume: "data", device: "data/orders", holds: [] };
  account.hears.RunClosed!({ kind: "RunClosed", ...run, ...copy, grade, asOf: at(seconds - 1), at: at(seconds) });
}

function breaks(account: TransferAccount, seconds: number) {
  const disk = { kind: "DiskChanged", volume: "data", device: "data/orders", works: false } as const;
  account.hears.DiskChanged!({ ...disk, at: at(seconds) } as Parameters<
    NonNullable<typeof account.hears.DiskChanged>
  >[0]);
}

test("a copy that breaks counts as broken, and no more under its grade", () => {
  const account = new TransferAccount({ warmUp: 0 });
  closed(account, 10, "application-consistent");
  closed(account, 20, "crash-consistent");
  breaks(account, 30);
  const { completed, grades } = account.of("orders");
  expect(completed).toBe(2);
  expect(grades).toEqual({ "application-consistent": 1, "crash-consistent": 0, broken: 1 });
});

test("one that was broken from the beginning does not break once more", () => {
  const account = new TransferAccount({ warmUp: 0 });
  closed(account, 10, "broken");
  breaks(account, 20);
  breaks(account, 30);
  expect(account.of("orders").grades).toEqual({ "application-consistent": 0, "crash-consistent": 0, broken: 1 });
});

test("one that was completed in the warm-up is of no grade, though it is missed from then on", () => {
  const account = new TransferAccount({ warmUp: at(15) });
  closed(account, 10, "application-consistent");
  breaks(account, 20);
  const { completed, grades, age } = account.of("orders");
  expect([completed, grades.broken]).toEqual([0, 0]);
  expect(age.figures(at(30)).without).toBe(at(10));
});
