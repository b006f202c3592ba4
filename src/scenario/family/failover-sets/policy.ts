/** `failover-sets:` of a policy: how members notice failures, what they do about them, and how many have to agree. */
import * as z from "zod";
import { REMEMBERED, type Revision, type SetPolicy } from "../../../control/index.js";
import { duration, interval, period } from "../../quantity/index.js";
import type { Context } from "../../schema/context.js";
import { entry, field, oneOrMore, reference } from "../../schema/fields.js";
import { PART } from "../../section/storage-servers.js";

export interface SetsSpec extends SetPolicy {
  readonly witness: string | null;
}

type WrittenPolicy = z.output<ReturnType<typeof setsPolicySchema>>;

export function setsPolicySchema(context: Context) {
  return entry({
    quorum: entry({
      by: z
        .enum(["majority", "none"])
        .prefault("majority")
        .describe("majority: of the members, or half of them with the witness; none: whoever hears no Primary is one."),
      witness: reference(context, PART)
        .optional()
        .describe("The data store that votes where the number of members is even."),
    })
      .prefault({})
      .describe("Who has to agree to a Primary, and to a change of the configuration."),
    every: field(period).prefault("1s").describe("Health interval: the Primary speaks, and parts are examined."),
    misses: z.int().min(1).prefault(3).describe("So many intervals without a word over a network mean silence there."),
    lease: field(interval)
      .prefault("3s")
      .describe("A Primary that a majority does not answer serves no longer than this."),
    margin: field(duration).prefault("500ms").describe("By so much longer others keep their promise to it."),
    stagger: field(interval)
      .prefault("200ms")
      .describe("Whoever stands for Primary waits so long for each better one."),
    "self-test": z
      .boolean()
      .prefault(true)
      .describe("Whoever is silent on one network is tested over the others; without, silence on one is a failure."),
    "self-test-within": field(interval).prefault("1s").describe("A self-test is answered within this, or is not."),
    symptoms: entry({
      errors: z.int().min(1).prefault(3).describe("So many errors that a member reports lead to a self-test"),
      within: field(interval).prefault("1min").describe("if they come within this."),
    })
      .prefault({})
      .describe("Which symptoms, how many, in what time."),
    limit: entry({
      failures: z
        .int()
        .min(0)
        .max(REMEMBERED - 1)
        .describe("More failures than that"),
      within: field(interval).describe("within this time: held out until it is serviced."),
    })
      .optional()
      .describe("The member failure limit; there is none unless given."),
    action: oneOrMore(z.enum(["restart", "power-cycle", "replace"]))
      .prefault(["restart"])
      .describe("What is tried with what failed, in this order; then somebody is called to repair it."),
    "re-integrate": z
      .enum(["alternate", "former-role"])
      .prefault("alternate")
      .describe("As what a member or part comes back that failed."),
    compatible: z
      .array(z.enum(["hardware", "firmware"]))
      .prefault(["hardware", "firmware"])
      .describe("What all members have to have in common; others are refused."),
    work: field(duration).prefault("50ms").describe("How long a management request keeps a member busy."),
  });
}

export function setsPart(written: WrittenPolicy): SetsSpec {
  const { quorum, every, misses, lease, margin, stagger, symptoms, limit, action, compatible, work } = written;
  return {
    quorum: quorum.by,
    witness: quorum.witness ?? null,
    ...{ every, misses, lease, margin, stagger, work },
    symptoms: { count: symptoms.errors, within: symptoms.within },
    selfTest: written["self-test"],
    selfTestWithin: written["self-test-within"],
    limit: limit ?? null,
    actions: action,
    reintegrate: written["re-integrate"],
    compatible: compatible as readonly (keyof Revision)[],
  };
}
