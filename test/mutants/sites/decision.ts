/** A decision of site failover or load balancing that is broken on purpose, in the shipped scenario that shows what it is good for. */
import {
  balancingController,
  type Effect,
  type FailoverConfig,
  failoverController,
  type FailoverState,
  type Input,
  type Machine,
} from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";
import type { Controller } from "../trial.js";
import { tampered, type Tampering } from "../tampering.js";

export interface DecisionMutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  /** In the folder of scenarios. */
  readonly scenario: string;
  readonly policy: string;
  readonly broken: Broken;
  /** What was worked out by hand for whoever decides right, and is missed by the mutant. */
  readonly caughtBy: Bound;
}

export interface Broken {
  /** Instead of the failover controller. */
  readonly machine?: Controller;
  /** Breaks something of the house, until what it returns is called. */
  readonly breaks?: () => () => void;
}

export interface Bound {
  readonly measure: string;
  readonly least?: number;
  readonly most?: number;
  /** How that was worked out. */
  readonly why: string;
}

/** What never was does not hold. */
export function holds({ least = -Infinity, most = Infinity }: Bound, measured: number | null): boolean {
  return measured !== null && measured >= least && measured <= most;
}

const failover = failoverController as Machine<FailoverConfig, FailoverState, Input, Effect>;

export const mutant = (tampering: Tampering): Broken => ({
  machine: tampered(failoverController as Controller, tampering),
});

/** Starts from something else than what its scenario says. */
export function misled(mislead: (config: FailoverConfig) => FailoverConfig): Broken {
  const { start } = failover;
  return {
    machine: { ...failover, start: (config: FailoverConfig, now: Micros) => start(mislead(config), now) } as Controller,
  };
}

/** Has never heard of something that its policy says. */
export const unawareOf = (key: keyof FailoverConfig["policy"]): Broken =>
  misled((config) => {
    const { [key]: _, ...policy } = config.policy;
    return { ...config, policy: policy as FailoverConfig["policy"] };
  });

/** Forgets something of its state again and again. */
export const forgetful = (forget: (state: FailoverState) => void): Broken => ({
  machine: {
    ...failover,
    step: (state: FailoverState, input: Input, now: Micros) => {
      const turn = failover.step(state, input, now);
      forget(turn.state);
      return turn;
    },
  } as Controller,
});

/** Another method, or getter, in the place of one, made from that. */
export function patched(owner: object, name: string, make: (before: PropertyDescriptor) => PropertyDescriptor): Broken {
  return {
    breaks: () => {
      const before = Object.getOwnPropertyDescriptor(owner, name)!;
      Object.defineProperty(owner, name, { ...before, ...make(before) });
      return () => void Object.defineProperty(owner, name, before);
    },
  };
}

/** The balancing controller, tampered with; what it hears is changed first. */
export function balancing(tampering: Tampering, heard: (input: Input) => Input = (input) => input): Broken {
  return {
    breaks: () => {
      const before = { ...balancingController };
      const { step, ...broken } = tampered(before as unknown as Controller, tampering);
      Object.assign(balancingController, {
        ...broken,
        step: (state: unknown, input: Input, now: Micros) => step(state, heard(input), now),
      });
      return () => void Object.assign(balancingController, before);
    },
  };
}
