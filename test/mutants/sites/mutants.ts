/** Policies of site failover broken on purpose, each in a shipped scenario in which one host fails, that an invariant catches. */
import {
  type Action,
  type Effect,
  type FailoverConfig,
  failoverController,
  type FailoverState,
  type Input,
  type Machine,
} from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";
import type { Controller } from "../trial.js";
import { instead, type Order, orders, tampered, type Tampering } from "../tampering.js";
import { oneFailureIsSurvived } from "./one-failure-is-survived.js";

export interface SiteMutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  /** In the folder of scenarios of site failover. */
  readonly scenario: string;
  readonly policy: string;
  readonly machine: Controller;
  /** Which invariant catches it. */
  readonly caughtBy: string;
}

/** By it all of them are caught but those of sites. */
const CAUGHT_BY = oneFailureIsSurvived.name;

/** The hosts that its policy keeps together. */
export const SITES = [["host-1011", "host-1012"]];

const mutant = (tampering: Tampering): Controller => tampered(failoverController as Controller, tampering);

/** What it does where a conversion would have to be. */
function unconverted(kind: "transform" | "import", by: "copy" | "reassign"): Controller {
  const replace = (effect: Effect): readonly Effect[] => {
    if (!orders(effect, kind)) return [effect];
    const { volume, device, to } = effect.action;
    return [instead(effect, { kind: by, volume, device, to })];
  };
  return mutant({ replace });
}

/** Believes that an order was carried out, which it never gave. */
const believing = (kind: Action["kind"]): Controller =>
  mutant({ answer: (action) => (action.kind === kind ? { status: "done" } : null) });

const controller = failoverController as Machine<FailoverConfig, FailoverState, Input, Effect>;

function withoutSites(config: FailoverConfig): FailoverConfig {
  const { together: _, ...policy } = config.policy;
  return { ...config, policy };
}

/** Whoever is of a site is never asked about. */
const alone = {
  ...controller,
  start: (config: FailoverConfig, now: Micros) => controller.start(withoutSites(config), now),
} as Controller;

/** Hosts leave together; from then on each is asked about alone. */
const backAlone = {
  ...controller,
  step: (state: FailoverState, input: Input, now: Micros) => {
    const haveLeft = state.groups.filter(({ config }) => SITES[0]!.includes(config.holder)).every(isAway);
    return controller.step(haveLeft ? { ...state, config: withoutSites(state.config) } : state, input, now);
  },
} as Controller;

const isAway = ({ config, holder }: FailoverState["groups"][number]): boolean => holder !== config.holder;

const OF_SITES = { scenario: "fig-10.yaml", policy: "as-one", caughtBy: "sites-move-as-one" } as const;

function withoutIdentity(effect: Order<"copy">): Effect {
  const { identity: _, ...action } = effect.action;
  return instead(effect, action);
}

export const siteMutants: readonly SiteMutant[] = [
  {
    name: "leaves half a site behind",
    about: "replaces who failed, and nobody who is kept together with it",
    ...OF_SITES,
    machine: alone,
  },
  {
    name: "takes half a site back",
    about: "goes back to each host as soon as that one is fit, whatever else of its site is broken",
    ...OF_SITES,
    machine: backAlone,
  },
  {
    name: "copies what would have to be converted",
    about: "asks no engine, and gives a host of another make the data as it is",
    scenario: "fig-8.yaml",
    policy: "transformed",
    machine: unconverted("transform", "copy"),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "imports nothing",
    about: "gives the stand-in what was exported in a format of nobody's own",
    scenario: "makes/exported.yaml",
    policy: "exported",
    machine: unconverted("import", "reassign"),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "exports nothing",
    about: "has nothing exported while the host lives",
    scenario: "makes/exported.yaml",
    policy: "exported",
    machine: mutant({ replace: (effect) => (orders(effect, "export") ? [] : [effect]) }),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "tells no name server",
    about: "believes that users find the new address by themselves",
    scenario: "found-by-name.yaml",
    policy: "failover",
    machine: believing("register-name"),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "leaves identities as they are",
    about: "starts the stand-in under an address that nobody routes to it",
    scenario: "found-by-name.yaml",
    policy: "failover",
    machine: believing("set-identity"),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "writes no identity before the copy",
    about: "believes that the system carries the stand-in's address, which it never ordered to be written there",
    scenario: "corners/identity-with-the-data.yaml",
    policy: "before-the-copy",
    machine: believing("write-identity"),
    caughtBy: CAUGHT_BY,
  },
  {
    name: "writes no identity into the copy",
    about: "believes the same of a copy that was made as the system was",
    scenario: "corners/identity-with-the-data.yaml",
    policy: "during-the-copy",
    machine: mutant({ replace: (effect) => [orders(effect, "copy") ? withoutIdentity(effect) : effect] }),
    caughtBy: CAUGHT_BY,
  },
];
