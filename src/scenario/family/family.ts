/** What a family of machines brings to the language and to the house. Registered once, in the index of this folder; everything else asks there. */
import type * as z from "zod";
import type {
  ActionKind,
  Effect,
  FailoverConfig,
  Input,
  Machine,
  Message,
  teachNotes,
  teachReasons,
  teachRoutine,
  teachUndertakings,
} from "../../control/index.js";
import type { Addressees, KindOfAction, OperatorSpec, WorldSpec } from "../../model/index.js";
import type { Declared, Invariant, Measure, SubjectKind } from "../../observe/index.js";
import type { PlannedMove } from "../assembly/planned-move.js";
import type { FaultKind } from "../fault/fault-kind.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import type { Context } from "../schema/context.js";
import type { Kind } from "../schema/names.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Section } from "../section/section.js";
import type { WrittenPolicy } from "../section/written-policy.js";
import type { Path } from "../source/located.js";

/** `Written`: as the schema decodes what a policy says to the family; `Part`: what that means; `Own`: what its section means. */
export interface Family<Written = unknown, Part = unknown, Own = unknown> {
  /** Its key in a policy, and in the parts of one that has been decoded. */
  readonly name: string;
  /** What speaking to it means, for the schema; one sentence. */
  readonly about?: string;
  readonly schema: (context: Context) => z.ZodType<Written>;
  /** What a policy says to it; `null`: nothing. Reports what cannot be meant. */
  decode(written: Written, around: AroundPolicy): DecodedPart<Part> | null;
  /** Hosts that may come to serve, by what a policy says to it, services that run on others; absent: it moves none. */
  bringsServicesTo?(written: Written, parts: Parts): readonly string[];
  /** How its part stands in the canonical form where not under its name: digests outlive the shape of policies. */
  canonical?(part: Part): Readonly<Record<string, unknown>>;
  /** What the file says to it under every policy, under a key of its own. */
  readonly section?: FamilySection<Own>;
  /** Which of what the file defines is given back to what had it first when an operator orders so, and who is told that. */
  readonly failsBack?: (name: string, scenario: Scenario) => { readonly to: string; readonly body: Message } | null;
  /** Machines of their own on which it may run: faults may strike them. */
  readonly places?: readonly string[];
  /** The machines that run under a policy. */
  deploy(policy: PolicySpec, scenario: Scenario, given?: GivenMachine): readonly Placement[];
  /** What `check` prints of a policy; `null`: there is nothing to tell. */
  plan(policy: PolicySpec, scenario: Scenario): FamilyPlan | null;
  /** What a policy promises, and what those who watch a run have to know of it. */
  declare?(policy: PolicySpec, scenario: Scenario): Declared;
  /** What it could not do in this scenario, one sentence each, beyond what a look at any plan tells. */
  weaknesses?(scenario: Scenario): readonly string[];
  /** Hosts that are written in a policy and can be of use to nobody as things are; asked where nothing is wrong. */
  inVain?(written: Written, part: Part, scenario: Pick<Scenario, "world" | "duration">): readonly InVain[];
  /** Names of its steps, and the numbers that figures give them: a fault may strike when one begins. */
  readonly steps?: readonly string[];
  /** Of which kinds the names are for which it takes those steps; whatever its section defines unless given. */
  readonly undertakesFor?: readonly Kind[];
  /** Of what `understudy list` tells, under which word. */
  readonly lists?: Readonly<Record<string, readonly Listed[]>>;
  /** What can be done to its machines from outside, and to nothing else. */
  readonly faults?: readonly FaultKind[];
  /** What its machines want done that nobody else does; those of the house stand in the model. */
  readonly actions?: readonly KindOfAction<ActionKind>[];
  /** How what its machines say is told; families of the house stand in the index of control. */
  readonly sayers?: Sayers;
  /** What is watched and measured of it; what the house watches stands in its room. */
  readonly subjects?: readonly SubjectKind[];
  readonly measures?: readonly Measure[];
  readonly invariants?: readonly Invariant[];
}

/** What does not help, and where it stands below the key of the family. */
export interface InVain {
  readonly at: Path;
  readonly message: string;
}

export interface Sayers {
  readonly reasons?: Parameters<typeof teachReasons>[0];
  readonly notes?: Parameters<typeof teachNotes>[0];
  /** Which notes are made whenever all goes well: where a run is told in short they are left out. */
  readonly routine?: Parameters<typeof teachRoutine>[0];
  /** By their kinds. */
  readonly undertakings?: Parameters<typeof teachUndertakings>[1];
}

export interface Listed {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
}

/** Where a part of a policy stands, and what stands around it. */
export interface AroundPolicy {
  readonly at: Path;
  /** The whole policy, as its shape was decoded. */
  readonly policy: Exclude<WrittenPolicy, "none">;
  readonly parts: Parts;
  readonly checks: Checks;
}

export interface DecodedPart<Part> {
  readonly part: Part;
  /** The person who is paged under this policy, as far as it says otherwise than the scenario. */
  readonly operator?: { readonly [Key in keyof OperatorSpec]?: OperatorSpec[Key] | undefined };
}

export interface FamilySection<Own = unknown> extends Section {
  readonly key: string;
  /** Kinds of names that it defines inside of it, which are subjects. */
  readonly defines?: readonly Kind[];
  /**
   * @param written what the schema made of it: entries with their paths, or the one value of a single section
   * @param world what all other sections describe
   */
  decode(written: unknown, parts: Parts, checks: Checks, world: WorldSpec): Own;
  /** What is in the world because of it. */
  adds?(
    own: Own,
  ): Partial<Pick<WorldSpec, "processes" | "applications" | "exports" | "duties" | "memberSets" | "domain">>;
}

/** A machine that a user brings; it moves services, and stands where the family's own would. */
export type GivenMachine = Machine<FailoverConfig, unknown, Input, Effect>;

/** A machine, where it runs, and what it is told before it starts. */
export interface Placement {
  readonly place: string;
  readonly machine: Machine<unknown, unknown, Input, Effect>;
  readonly config: unknown;
  /** What the agents of hosts tell it, which they tell one place each. */
  readonly hears?: keyof Addressees;
  /** Hosts that it may switch on and off; absent: none. */
  readonly switches?: readonly string[];
}

export function placed<Config, State>(
  place: string,
  machine: Machine<Config, State, Input, Effect>,
  config: Config,
): Placement {
  return { place, machine: machine as Placement["machine"], config };
}

export interface FamilyPlan {
  /** What it does, in words that can stand beside those of other families. */
  readonly about: string;
  readonly moves: readonly PlannedMove[];
}
