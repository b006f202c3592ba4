/** `domain:` of a policy: which agents there are, how they come to be registered, and what they do when their server is gone. */
import * as z from "zod";
import type { ClusterAgentPolicy, StartOrder } from "../../../control/index.js";
import type { Micros } from "../../../units/index.js";
import { interval, period } from "../../quantity/index.js";
import { entry, field } from "../../schema/fields.js";

export interface DomainPolicy {
  readonly agents: "per-server" | "primary-only";
  readonly start: StartOrder;
  readonly agent: ClusterAgentPolicy;
  readonly misses: number;
  readonly reRegister: "never" | "by-hand" | "automatic";
  /** How long storing and launching may take when a cluster starts. */
  readonly within: Micros;
}

type WrittenPolicy = z.output<ReturnType<typeof domainPolicySchema>>;

export function domainPolicySchema() {
  return entry({
    agents: z
      .enum(["per-server", "primary-only"])
      .prefault("per-server")
      .describe(
        "per-server: a cluster has an agent for each server, all active; primary-only: one, which registers with the first.",
      ),
    start: z
      .enum(["concurrent", "sequential", "mixed"])
      .prefault("concurrent")
      .describe(
        "How the agents of a cluster come up: side by side; one after the other; launched one after the other, registered side by side.",
      ),
    registration: entry({
      tries: z
        .union([z.enum(["unlimited"]), z.int().min(1).max(1_000_000)])
        .prefault("unlimited")
        .describe("How often registration is tried before the agent ends."),
      pause: field(period).prefault("10s").describe("Between two tries, and before data is sent again."),
      answer: field(interval).prefault("5s").describe("How long an answer may take."),
    })
      .prefault({})
      .describe("How agents register."),
    "re-register": z
      .enum(["never", "by-hand", "automatic"])
      .prefault("never")
      .describe(
        "When its server is gone: nothing; a person tells every agent to register with the next server; or agents do that by themselves.",
      ),
    after: field(interval)
      .prefault("1min")
      .describe("automatic: after so long a silence of its server an agent registers with the next one."),
    every: field(period).prefault("5s").describe("How often agents say that they are there."),
    misses: z.int().min(1).max(1000).prefault(3).describe("So many are missed, and the server strikes the agent off."),
    changes: z
      .enum(["read", "broadcast"])
      .prefault("read")
      .describe(
        "read: agents read what has changed from persistent data; broadcast: the driver tells it to them with the news.",
      ),
    limit: field(interval)
      .prefault("1min")
      .describe("How long storing and launching may take before it is tried again."),
  });
}

export function domainPart(written: WrittenPolicy): DomainPolicy {
  const { agents, start, registration, after, every, misses, changes, limit } = written;
  const { tries, pause, answer } = registration;
  const reRegister = written["re-register"];
  return {
    ...{ agents, start, misses, reRegister, within: limit },
    agent: {
      ...{ pause, answer, every, changes },
      tries: tries === "unlimited" ? null : tries,
      leaveAfter: reRegister === "automatic" ? after : null,
    },
  };
}
