import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type WriteBatch, WriteLog } from "../../../src/model/storage/write-log.js";

const HOSTS = ["a", "b", "c"] as const;

type Operation =
  | { readonly kind: "write"; readonly host: string; readonly bytes: number }
  | { readonly kind: "take"; readonly host: string; readonly giveBack: boolean }
  | { readonly kind: "mark" };

const host = fc.constantFrom(...HOSTS);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), host, bytes: fc.nat(100) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("take" as const), host, giveBack: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ kind: "mark" as const }) },
);

/** One entry for each write: the dumb twin. */
interface Write {
  readonly host: string;
  readonly bytes: number;
  readonly at: number;
  inMemory: boolean;
}

/** Runs the operations on log and twin, one a microsecond. */
function run(operations: readonly Operation[]) {
  const told: { host: string; batch: WriteBatch }[] = [];
  const log = new WriteLog((host, batch) => told.push({ host, batch }));
  const writes: Write[] = [];
  for (const [at, each] of operations.entries()) {
    if (each.kind === "write") {
      log.acknowledge(each.host, each.bytes, at);
      writes.push({ host: each.host, bytes: each.bytes, at, inMemory: true });
    } else if (each.kind === "mark") expect(log.mark()).toBe(writes.length);
    else {
      const expected = numbersWhere(writes, (write) => write.host === each.host && write.inMemory);
      expect(log.isDirty(each.host)).toBe(expected.length > 0);
      const batches = log.takeDirty(each.host);
      expect(batches.flatMap(numbersOf)).toEqual(expected);
      for (const batch of batches) expectTrue(batch, writes);
      if (each.giveBack) log.takeBack(each.host, batches);
      else for (const n of expected) writes[n]!.inMemory = false;
      expect(log.isDirty(each.host)).toBe(each.giveBack && expected.length > 0);
    }
  }
  return { log, writes, told };
}

function numbersWhere(writes: readonly Write[], wanted: (write: Write) => boolean): number[] {
  return writes.flatMap((write, n) => (wanted(write) ? [n] : []));
}

function numbersOf({ range }: WriteBatch): number[] {
  return Array.from({ length: range.to - range.from }, (_, i) => range.from + i);
}

/** A batch says the truth about its writes. */
function expectTrue(batch: WriteBatch, writes: readonly Write[]): void {
  const its = numbersOf(batch).map((n) => writes[n]!);
  expect(batch.bytes).toBe(its.reduce((sum, write) => sum + write.bytes, 0));
  expect(batch.oldestAt).toBe(its[0]!.at);
}

describe("the log of acknowledged writes", () => {
  it("gives back what one list of single writes gives, host by host, also what was given back to it", () => {
    fc.assert(fc.property(fc.array(operation, { maxLength: 80 }), (operations) => void run(operations)));
  });

  it("tells each write once, when all is marked", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const { log, writes, told } = run(operations);
        log.mark();
        const numbers = told.flatMap(({ batch }) => numbersOf(batch)).sort((a, b) => a - b);
        expect(numbers).toEqual(writes.map((_, n) => n));
        for (const { host, batch } of told) {
          expectTrue(batch, writes);
          for (const n of numbersOf(batch)) expect(writes[n]!.host).toBe(host);
        }
      }),
    );
  });

  it("measures bytes and age of any range of whole batches", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), fc.nat(), fc.nat(), (operations, i, j) => {
        const { log, writes, told } = run(operations);
        if (log.mark() === 0) return;
        const bounds = [...new Set(told.flatMap(({ batch }) => [batch.range.from, batch.range.to]))].sort(
          (a, b) => a - b,
        );
        const [from, to] = [bounds[i % bounds.length]!, bounds[j % bounds.length]!];
        if (from >= to) return;
        const bytes = writes.slice(from, to).reduce((sum, write) => sum + write.bytes, 0);
        expect(log.measure({ from, to })).toEqual({ bytes, oldestAt: writes[from]!.at });
      }),
    );
  });

  it("refuses to measure a part of a batch, since batches are lost whole", () => {
    const log = new WriteLog();
    for (let i = 0; i < 4; i++) log.acknowledge("a", 10, i);
    log.mark();
    log.acknowledge("a", 10, 9);
    expect(() => log.measure({ from: 0, to: 2 })).toThrow(/inside a batch/);
  });
});
