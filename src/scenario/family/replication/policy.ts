/** `replication:` of a policy: who stands in for an agent that fails, how that is noticed, and what is given back when. */
import * as z from "zod";
import type { AgentLimits, ReplicationPolicy } from "../../../control/index.js";
import { interval, period } from "../../quantity/index.js";
import { entry, field } from "../../schema/fields.js";

export interface ReplicationSpec {
  readonly server: ReplicationPolicy;
  readonly agent: AgentLimits;
}

/** As the schema decodes it. */
type WrittenPolicy = z.output<ReturnType<typeof replicationPolicySchema>>;

export function replicationPolicySchema() {
  return entry({
    order: z
      .enum(["path-aware", "static-order"])
      .prefault("path-aware")
      .describe("path-aware: only agents on a path of the transfer count; static-order: whoever is next in the order."),
    takeover: z
      .enum(["continue", "from-zero", "never"])
      .prefault("continue")
      .describe(
        "Whoever takes over goes on with what is at the target, or begins anew; never: the agent is waited for.",
      ),
    epochs: z
      .boolean()
      .prefault(true)
      .describe("The target refuses those who were commanded before somebody else; without, two agents may write."),
    failback: z
      .enum(["immediate", "after-transfer", "manual"])
      .prefault("after-transfer")
      .describe("When an agent that is back gets its transfers back; manual: when an operator orders it."),
    detect: detectSchema().prefault({}).describe("How the server learns that an agent has failed."),
    checkpoint: z
      .int()
      .min(1)
      .max(1_000_000)
      .prefault(8)
      .describe("After so many extents agents tell how far they are."),
    limits: limitsSchema().prefault({}).describe("How long each step may take."),
  });
}

function detectSchema() {
  return entry({
    every: field(period).prefault("5s").describe("Agents report at this interval."),
    misses: z.int().min(1).prefault(3).describe("Missed reports before an agent is given up."),
    phi: entry({
      threshold: z.number().min(0.1).max(100).prefault(8).describe("Given up when φ reaches this."),
      window: z.int().min(2).max(10_000).prefault(100).describe("How many intervals between reports are remembered."),
      "minimum-deviation": field(interval).prefault("100ms").describe("Reports count as no more regular than this."),
    })
      .optional()
      .describe("Accrual detection, beside missed reports: how improbable the present silence is."),
  });
}

function limitsSchema() {
  return entry({
    command: field(interval).prefault("2s").describe("A command that is not answered within this is sent again."),
    tries: z.int().min(1).prefault(3).describe("So many times; then somebody else is commanded."),
    storage: field(interval).prefault("1min").describe("For what storage systems are asked and told."),
    copy: field(interval)
      .prefault("10min")
      .describe(
        "How long a copy may stand still: looked at as often, it is given up when nothing more has come through.",
      ),
    script: field(interval).prefault("30s").describe("For each script."),
    "retry-after": field(period).prefault("1min").describe("Pause before those are tried again who could not."),
  });
}

export function replicationPart(written: WrittenPolicy): ReplicationSpec {
  const { order, takeover, epochs, failback, detect, checkpoint, limits } = written;
  const { every, misses, phi } = detect;
  const { command, tries, storage, copy, script, "retry-after": retryAfter } = limits;
  return {
    server: {
      order,
      failover: takeover !== "never",
      checkpoints: takeover !== "from-zero",
      epochs,
      failback,
      detect: {
        when: "any",
        reports: { misses },
        queries: null,
        errors: false,
        ...(phi && {
          phi: { threshold: phi.threshold, window: phi.window, minimumDeviation: phi["minimum-deviation"] },
        }),
      },
      every,
      checkpointEvery: checkpoint,
      limits: { command, tries, retryAfter },
    },
    agent: { storage, copy, script, retryAfter },
  };
}
