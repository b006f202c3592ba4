/** What was undertaken is kept as long as somebody asks for it, and of what is over so much as somebody might look at. */
import { expect, test } from "vitest";
import type { Undertaking } from "../../../src/control/index.js";
import { UndertakingAccount } from "../../../src/observe/account/undertaking-account.js";

const because = { rule: "commanded" } as const;

function undertaking(kind: string, id: string): Undertaking {
  return { family: "replication", kind, id, subjects: [{ kind: "transfer", name: "orders" }], recovers: false };
}

function undertake(account: UndertakingAccount, kind: string, count: number, result: "done" | "given-up" | null): void {
  for (let index = 0; index < count; index++) {
    const of = undertaking(kind, `${kind} ${result} ${index}`);
    const told = { kind: "NoteMade", place: "transfer-server", at: index } as const;
    account.hears.NoteMade!({ ...told, note: { kind: "begun", of, routine: "copy", because } });
    if (result !== null) account.hears.NoteMade!({ ...told, note: { kind: "ended", of, result, because } });
  }
}

function counts({ kept }: UndertakingAccount): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const { of, result } of kept) {
    const key = `${of.kind} ${result}`;
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
}

test("of each kind and result so many are kept, so that a year of copies hides no takeover", () => {
  const account = new UndertakingAccount(3);
  undertake(account, "copy", 100, "done");
  undertake(account, "copy", 5, "given-up");
  undertake(account, "takeover", 2, "done");
  expect(counts(account)).toEqual({ "copy done": 3, "copy given-up": 3, "takeover done": 2 });
});

test("those under way are kept, however many there are", () => {
  const account = new UndertakingAccount(0);
  undertake(account, "copy", 10, null);
  undertake(account, "transfer", 10, "done");
  expect(counts(account)).toEqual({ "copy null": 10 });
  expect(account.underWay()).toHaveLength(10);
});
