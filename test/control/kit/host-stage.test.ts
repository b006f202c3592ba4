import { expect, test } from "vitest";
import { learnStage, type StagedHost } from "../../../src/control/kit/host-stage.js";
import type { ActionOf, Outcome } from "../../../src/control/index.js";

const DONE: Outcome = { status: "done" };

function stageAfter(action: Partial<ActionOf<"unplug">>, outcome: Outcome): StagedHost["stage"] {
  const hosts = { "web-1": { relay: null, stage: "online", stageAt: 0 } as StagedHost };
  learnStage(hosts, { kind: "unplug", host: "web-1", ...action }, outcome, 5);
  return hosts["web-1"].stage;
}

test("a host whose plug was pulled is off, and of one whose plug was put back at once nothing is known", () => {
  expect(stageAfter({}, DONE)).toBe("off");
  expect(stageAfter({ briefly: true }, DONE)).toBe("unknown");
});

test("where it could not be put back, or is not known to have been pulled, what was known before or found counts", () => {
  expect(stageAfter({ briefly: true }, { status: "done", found: { what: "plug", out: true } })).toBe("off");
  expect(stageAfter({ briefly: true }, { status: "failed", why: "nobody came" })).toBe("online");
});
