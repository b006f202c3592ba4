/** A pretend family: hosts that greet each other. It is nothing but this folder, and its registration. */
import * as z from "zod";
import type { WorldSpec } from "../../../src/model/index.js";
import { followSteps } from "../../../src/scenario/assembly/planned-steps.js";
import { type Family, placed } from "../../../src/scenario/family/family.js";
import type { Scenario } from "../../../src/scenario/index.js";
import { interval } from "../../../src/scenario/quantity/index.js";
import { entry, field, reference } from "../../../src/scenario/schema/fields.js";
import type { Context } from "../../../src/scenario/schema/context.js";
import type { Entries } from "../../../src/scenario/section/parts.js";
import { SECOND, type Micros } from "../../../src/units/index.js";
import { acquaintance, friendship, neverWavesAtAStranger } from "./acquaintance.js";
import { greeter, type GreetingConfig } from "./machine.js";
import { friendshipSteps } from "./steps.js";
import { wave } from "./wave.js";
import { notes, reasons, undertakings } from "./words.js";

interface Manners {
  readonly every: Micros;
  readonly misses: number;
  readonly patience: Micros;
}

/** Two hosts, and the networks over which they talk. */
interface Acquaintance {
  readonly name: string;
  readonly between: readonly [string, string];
  readonly over: readonly string[];
}

/** @param steps how friendship is made; mutants make it otherwise */
export function greetingFamily(steps = friendshipSteps): Family<Manners, Manners, readonly Acquaintance[]> {
  return {
    name: "greeting",
    about: "Hosts greet each other.",
    schema: () =>
      entry({
        every: field(interval).prefault("10s").describe("Between two hellos."),
        misses: z.int().min(1).prefault(3).describe("So many hellos missed mean silence."),
        patience: field(interval).prefault("5s").describe("How long one waits to be greeted back."),
      }),
    decode: (written) => ({ part: written }),
    section: {
      key: "acquaintances",
      about: "Hosts that may greet each other.",
      form: "named",
      keys: { define: "acquaintance" },
      schema: acquaintanceSchema,
      decode: (written, { hosts }, checks) => {
        const { list } = written as Entries<z.output<ReturnType<typeof acquaintanceSchema>>>;
        return list.map(({ name, value: { between, over }, path }) => {
          for (const { name: host, value } of hosts.list) {
            const missing = between.includes(host) ? over.find((each) => !value.network.includes(each)) : undefined;
            if (missing !== undefined) checks.error([...path, "over"], { message: `${host} is not on ${missing}` });
          }
          return { name, between, over };
        });
      },
    },
    deploy: ({ parts }, scenario) => {
      const manners = parts["greeting"] as Manners | undefined;
      if (manners === undefined) return [];
      return acquaintancesOf(scenario).flatMap((each) =>
        configsOf(each, manners).map((config) => placed(config.self, greeter, { ...config, steps })),
      );
    },
    plan: ({ parts }, scenario) => {
      const manners = parts["greeting"] as Manners | undefined;
      if (manners === undefined) return null;
      const moves = acquaintancesOf(scenario).map((each) => planned(each, manners, scenario.world));
      return { about: `hosts say hello every ${manners.every / SECOND} s`, moves };
    },
    weaknesses: (scenario) =>
      acquaintancesOf(scenario).flatMap(({ name, between, over }) =>
        over.length > 1 ? [] : [`${name}: ${between.join(" and ")} know each other over ${over.join()} alone`],
      ),
    steps: ["greet", "wave"],
    lists: { gestures: [{ name: "wave", about: "A hand is moved to and fro." }] },
    actions: [wave as NonNullable<Family["actions"]>[number]],
    sayers: { reasons, notes, undertakings },
    subjects: [acquaintance],
    measures: [friendship],
    invariants: [neverWavesAtAStranger],
  };
}

function acquaintanceSchema(context: Context) {
  const host = reference(context, "host");
  return entry({
    between: z.tuple([host, host]).describe("Who greets, and who greets back."),
    over: z.array(reference(context, "network")).min(1).describe("The networks over which they talk."),
  });
}

function acquaintancesOf({ sections }: Scenario): readonly Acquaintance[] {
  return (sections?.["greeting"] ?? []) as readonly Acquaintance[];
}

function configsOf({ name, between: [one, other], over }: Acquaintance, manners: Manners): readonly GreetingConfig[] {
  const shared = { ...manners, acquaintance: name, over };
  return [
    { ...shared, self: one, other, begins: true },
    { ...shared, self: other, other: one, begins: false },
  ];
}

function planned({ name, between: [from, to], over }: Acquaintance, manners: Manners, world: WorldSpec) {
  const pair = { acquaintance: name, self: from, other: to, patience: manners.patience };
  const facts = { heardOver: over, greetedBackAt: null };
  return {
    subjects: [name],
    from,
    to,
    excluded: [],
    notices: [`a hello over ${over.join(" or ")}`],
    noticedWithinMicros: null,
    ahead: [],
    steps: followSteps(friendshipSteps(pair), facts, world, () => undefined),
  };
}
