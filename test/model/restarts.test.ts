import { expect, test } from "vitest";
import { leftByDeaths, PRESETS } from "./restarted-at-steps.js";

test.each(PRESETS)(
  "a controller that dies at any step and is restarted half a minute later ends what it began: $name",
  (which) => expect(leftByDeaths(which)).toEqual([]),
);
