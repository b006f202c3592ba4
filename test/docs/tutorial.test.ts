// The tutorial is typed as it stands, and has to come out as it says; all but what runs it many times (tutorial.long.ts).
import { expect, test } from "vitest";
import { expectToComeOut, typedIn } from "./typed.js";

const MANY_RUNS = ["compare", "sweep"];

test("what the tutorial types comes out as it says", { timeout: 240_000 }, async () => {
  const typed = typedIn("tutorial.md").filter(({ args: [command] }) => !MANY_RUNS.includes(command!));
  expect(typed.map(({ args: [command] }) => command)).toEqual(["new", "run", "explain", "check", "replay"]);
  await expectToComeOut(typed);
});
