/** What failover would do when a host fails, step by step, worked out from the configuration before any failure. */
import {
  type FailoverConfig,
  type Facts,
  initialState,
  type Move,
  noticing,
  optionsOf,
  preset,
  relaysOf,
} from "../../control/index.js";
import { type AgentSpec, kindOf, namedIn, watchersIn, type WorldSpec } from "../../model/index.js";
import { eachOf, masked, movesToldOnce, type NamedMove } from "./alike.js";
import { Candidates, type Judged } from "./candidates.js";
import { Neighbourhood } from "./neighbourhood.js";
import { latencyTo } from "./controller-ways.js";
import { goAhead, learnInPlan } from "./learn-in-plan.js";
import { nextMove } from "./next-move.js";
import { oncePer } from "./once.js";
import type { NextMove, PlannedMove } from "./planned-move.js";
import { followSteps } from "./planned-steps.js";
import { saidOnce, tell } from "./sentence.js";

/** The routine in one sentence, and what it would do for each group of services that move together. */
export const planFailover = oncePer((world: WorldSpec, config: FailoverConfig) => ({
  about: preset(config.policy.preset).about,
  moves: movesToldOnce(new Planner(world, config).moves()),
}));

type Group = FailoverConfig["groups"][number];

/** Of stand-ins that are nowhere alike so many are worked out for each group of services. */
const KINDS = 16;

class Planner {
  private readonly candidates: Candidates;
  private readonly around: Neighbourhood;
  private readonly watchers: ReadonlyMap<string, AgentSpec>;

  constructor(
    private readonly world: WorldSpec,
    private readonly config: FailoverConfig,
  ) {
    this.around = new Neighbourhood(world, config);
    this.candidates = new Candidates(config, this.around);
    this.watchers = watchersIn(world.agents);
  }

  /** One after the other, for many are alike, and need not be kept. */
  *moves(): Generator<NamedMove> {
    for (const group of this.config.groups) {
      const judged = this.candidates.judge(group);
      for (const move of this.movesOf(group, judged)) {
        const names = this.around.namesOf(move);
        const whys = judged.whys.map((why) => masked(why, names));
        yield { move, names, whys, excluded: () => judged.excluded() };
      }
    }
  }

  /** What would be done with the first stand-in, and with each other one for which it would be something else. */
  private movesOf(group: Group, { able }: Judged): readonly PlannedMove[] {
    const { services, holder: from } = group;
    const empty = { subjects: services, from, excluded: [], ...this.noticed(from) };
    if (able.length === 0) return [{ ...empty, to: null, ahead: [], steps: [] }];
    const seen = new Set<string>();
    const inOrder = this.candidates.inOrder(group, able, ({ first }) => first);
    const moves = inOrder.slice(0, KINDS).flatMap(({ first: to, count }): readonly PlannedMove[] => {
      const planned = this.planMove(group, to);
      const like = masked(JSON.stringify(planned), this.around.ofStandIn(to));
      if (seen.has(like)) return [];
      seen.add(like);
      const { first } = inOrder[0]!;
      const next = to === first ? { next: this.planNext(group, to, able) } : { aheadUnless: first };
      return [{ ...empty, to, ...planned, ...next, ...(count > 1 && { orLikewise: count - 1 }) }];
    });
    const left = inOrder.slice(KINDS).reduce((sum, { count }) => sum + count, 0);
    return left === 0 ? moves : [...moves.slice(0, -1), { ...moves.at(-1)!, notWorkedOut: left }];
  }

  private planMove(group: Group, to: string): Pick<PlannedMove, "ahead" | "steps"> {
    const move = this.moveOf(group, to);
    const near = this.around.of(group, to);
    const { facts } = initialState(near);
    const ahead = goAhead(move, facts).map(({ action, because }) => ({
      does: kindOf(action).say(action, this.world),
      figure: because.rule === "ahead" ? because.figure : null,
    }));
    const steps = preset(move.policy.preset).steps(move, relaysOf(move, facts));
    return { ahead, steps: followSteps<Facts>(steps, facts, this.around.worldOf(near), learnInPlan, move.from) };
  }

  /** Should the first stand-in fail too. */
  private planNext(group: Group, to: string, able: Judged["able"]): NextMove {
    const others = this.candidates.inOrder(
      group,
      able.flatMap((kind) => otherThan(to, kind)),
      (name) => name,
    );
    const asked = others.slice(0, KINDS);
    const next = nextMove(this.moveOf(group, to), asked, this.around.of(group, to, ...asked), this.around);
    return { ...next, noticedWithinMicros: this.noticed(to, group.holder).noticedWithinMicros };
  }

  private moveOf({ services, holder: from, volumes }: Group, to: string): Move {
    return { from, to, home: from, services, volumes, policy: this.config.policy, kind: "takeover" };
  }

  /** How the failure of a host comes to be known. @param former whom it stands in for, and is on instead of */
  private noticed(name: string, former?: string) {
    const { policy, hosts } = this.config;
    const watcher = this.watchers.get(name);
    // An agent on a host that is off reports nothing, and is missed by nobody.
    const isOn = (host: string): boolean =>
      former !== undefined && [name, former].includes(host)
        ? host === name
        : namedIn(this.world.hosts, host)?.power === "on";
    const reports = watcher !== undefined && isOn(watcher.host);
    const reportEvery = (reports ? namedIn(hosts, name)?.reportEvery : null) ?? null;
    const { signs, together, within } = noticing(policy.detect, reportEvery);
    const elsewhere = watcher === undefined || watcher.host === name ? [] : [`its agent runs on ${watcher.host}`];
    const site = (policy.together ?? []).find((each) => each.includes(name)) ?? [];
    const others = site.filter((each) => each !== name);
    const ofSite =
      others.length === 0 ? [] : [`it follows when ${others.join(" or ")} is replaced, of whose site it is`];
    const joint = together.length === 0 ? [] : [together.join(", and ")];
    const onTheWay = latencyTo(watcher?.host ?? name, this.world) + (this.world.controller.store ?? 0);
    return {
      notices: [...joint, ...signs, ...elsewhere, ...ofSite],
      noticedWithinMicros: within === null ? null : within + onTheWay,
    };
  }
}

/** Hosts that should be off, and are on: before each takeover they have to be shut down, or lose their power. */
export function coldStandbysThatAreOn(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  if (optionsOf(config.policy, preset(config.policy.preset)).standby !== "cold") return [];
  const found = planFailover(world, config).moves.flatMap((move) =>
    move.steps.some(({ name }) => name === "replicate")
      ? eachOf(move).flatMap(({ to, subjects }) =>
          to !== null && namedIn(world.hosts, to)?.power === "on"
            ? [
                tell`under ${{ clause: policy }} ${to} should be off until ${subjects} needs it (\`standby: cold\`), and is on`,
              ]
            : [],
        )
      : [],
  );
  return saidOnce(found);
}

/** Of hosts that are alike one that is not this one. */
function otherThan(to: string, { first, count, hosts }: Judged["able"][number]): readonly string[] {
  if (first !== to) return [first];
  return count === 1
    ? []
    : hosts()
        .filter((name) => name !== to)
        .slice(0, 1);
}
