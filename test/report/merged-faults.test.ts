import { describe, expect, test } from "vitest";
import { mergeFaults } from "../../src/report/merged-faults.js";

const fault = (left: number, right: number, name = "crash web-1") => ({ left, right, name });

describe("faults that cannot be told apart", () => {
  test("are one bar that says how many there are", () => {
    const dense = Array.from({ length: 10_056 }, (_, each) => fault(each / 20, each / 20 + 3));
    expect(mergeFaults(dense)).toEqual([{ left: 0, right: 10_055 / 20 + 3, name: "crash web-1 (10,056 times)" }]);
  });

  test("stay apart where there is a gap to be seen", () => {
    expect(mergeFaults([fault(0, 3), fault(50, 53)])).toEqual([fault(0, 3), fault(50, 53)]);
  });

  test("are those of one name, though another one lies between them", () => {
    expect(mergeFaults([fault(0, 300), fault(10, 13, "hang web-2"), fault(20, 400)])).toEqual([
      { left: 0, right: 400, name: "crash web-1 (2 times)" },
      fault(10, 13, "hang web-2"),
    ]);
  });

  test("are none where there was no fault", () => {
    expect(mergeFaults([])).toEqual([]);
  });
});
