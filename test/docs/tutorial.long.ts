// The commands of the tutorial that run it many times come out as it says; the others: tutorial.test.ts.
import { expect, test } from "vitest";
import { expectToComeOut, typedIn } from "./typed.js";

const MANY_RUNS = ["new", "compare", "sweep"];

test("what the tutorial compares and sweeps comes out as it says", async () => {
  const typed = typedIn("tutorial.md").filter(({ args: [command] }) => MANY_RUNS.includes(command!));
  expect(typed).toHaveLength(MANY_RUNS.length);
  await expectToComeOut(typed);
});
