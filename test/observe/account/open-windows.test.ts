import * as fc from "fast-check";
import { expect, test } from "vitest";
import { OpenWindows } from "../../../src/observe/account/open-windows.js";

test("windows are closed in their order, and those in which nobody asked say so", () => {
  const windows = new OpenWindows(7);
  windows.add(8, 3, 2);
  windows.add(6, 5, 5);
  windows.add(8, 1, 0);
  expect([windows.close(), windows.close(), windows.close()]).toEqual([null, { asked: 4, answered: 2 }, null]);
  expect(windows.first).toBe(10);
});

test("as many are open as there are, whatever was closed before", () => {
  const steps = fc.array(fc.oneof(fc.nat(300), fc.constant("close" as const)), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (list) => {
      const windows = new OpenWindows(0);
      const known = new Map<number, number>();
      for (const step of list) {
        if (step === "close") {
          const number = windows.first;
          expect(windows.close()?.asked).toBe(known.get(number));
          continue;
        }
        const number = windows.first + step;
        windows.add(number, 1, 0);
        known.set(number, (known.get(number) ?? 0) + 1);
      }
    }),
  );
});
