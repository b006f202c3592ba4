// As `restarts.test.ts`, with other settings of the presets.
import { expect, test } from "vitest";
import { leftByDeaths, SETTINGS } from "./restarted-at-steps.js";

test.each(SETTINGS)(
  "a controller that dies at any step and is restarted half a minute later ends what it began: $name",
  (which) => expect(leftByDeaths(which)).toEqual([]),
);
