/** A preset is a failover routine as a list of steps: one preset a file, see the index of this folder. */
import { dataStrategy } from "../data/index.js";
import { type Facts, host } from "../facts.js";
import type { FailoverPolicy, Standby } from "../policy.js";
import { boot } from "../step/boot.js";
import { compare } from "../step/compare.js";
import {
  redirect,
  restoreIdentity,
  takeIdentity,
  takeIdentityInStandalone,
  writeIdentityBefore,
} from "../step/identity.js";
import { fenceOthers } from "../step/others.js";
import { shutDown } from "../step/power-off.js";
import { powerOn } from "../step/power-on.js";
import { type DataFigures, replicate } from "../step/replicate.js";
import {
  cutStandInPower,
  giveBackWhatItRead,
  putOwnDataAside,
  shutDownStandIn,
  takeDownStandIn,
} from "../step/stand-in.js";
import { askWhatWasWritten } from "../step/untouched.js";
import { giveBack, withdraw } from "../step/withdraw.js";
import type { FailoverStep, Move } from "../steps.js";

export interface Preset {
  readonly name: string;
  readonly about: string;
  /** What its policy has where it says nothing. */
  readonly options: PresetOptions;
  /** Numbers in the figure of what is done before any failure. */
  readonly ahead: AheadFigures;
  /** The routine for one move. Depends on configuration only, so that a stored position stays valid. */
  readonly steps: (move: Move, relays: Relays) => readonly FailoverStep[];
}

/** A point in the space of options: policies may take another. */
export interface PresetOptions {
  readonly standby: Standby;
  readonly redirect: boolean;
  /** Data strategies, in their order. */
  readonly data: readonly string[];
}

export interface AheadFigures {
  readonly replicate?: string;
  /** Of the host that may fail, and of its stand-in. */
  readonly saveFrom?: string;
  readonly saveTo?: string;
}

/** Numbers of the steps in the preset's figure; steps without one are not in that figure. */
export interface Figures extends DataFigures {
  readonly shutDown: string;
  readonly shutDownStandIn?: string;
  readonly breakMirror?: string;
  readonly cutPower?: string;
  readonly compare?: string;
  readonly identity?: string;
  readonly online: string;
  readonly redirect?: string;
}

/** The relays in the power lines of the former holder and of the stand-in. */
export interface Relays {
  readonly from: string | null;
  readonly to: string | null;
}

export function relaysOf(move: Move, facts: Facts): Relays {
  return { from: host(facts, move.from).relay, to: host(facts, move.to).relay };
}

/** What a policy has chosen, for one stand-in if it says so, and its preset where it says nothing. */
export function optionsOf(policy: FailoverPolicy, preset: Pick<Preset, "options">, to?: string): PresetOptions {
  const data = policy.dataFor?.[to ?? ""] ?? policy.data;
  return {
    standby: policy.standby ?? preset.options.standby,
    redirect: policy.redirect ?? preset.options.redirect,
    data: data.length > 0 ? data : preset.options.data,
  };
}

/**
 * The ways by which data gets to one stand-in. What was converted for another is converted back as a whole if need be where its
 * own host gets it back, be whoever holds it alive or not.
 */
export function waysOf(
  { from, to, home, policy }: Pick<Move, "from" | "to" | "home" | "policy">,
  of: Pick<Preset, "options">,
): readonly string[] {
  const { data } = optionsOf(policy, of, to);
  const isBack = to === home && from !== home;
  const isConverted = data.some((name) => dataStrategy(name).transforms === true);
  return isBack && isConverted && !data.includes("transform") ? [...data, "transform"] : data;
}

/** A preset whose routine has the one order that all of them share: each has some of its steps. */
export function presetOf(
  name: string,
  about: string,
  options: PresetOptions,
  figures: Figures,
  ahead: AheadFigures = {},
): Preset {
  return {
    name,
    about,
    options,
    ahead,
    steps: (move, relays) => {
      const { standby: wanted, redirect: redirects } = optionsOf(move.policy, { options }, move.to);
      // A host that starts anew where it is has nobody to make room for.
      const standby = move.from === move.to ? "cold" : wanted;
      const isCold = standby === "cold";
      const standInDown = isCold ? [] : shutDownStandIn(move, relays.to, figures.shutDownStandIn);
      const isFirst = move.policy.shutdown.first === "stand-in";
      return [
        ...(isFirst ? standInDown : []),
        ...shutDown(move, relays.from, figures.shutDown),
        // At once: a host in standalone may be booted by anybody, and must not find its devices.
        ...withdraw(move, relays.from),
        ...restoreIdentity(move),
        ...fenceOthers(move, "but the former holder"),
        ...(isFirst ? [] : standInDown),
        ...(standby === "active"
          ? [putOwnDataAside(move, figures.breakMirror), ...cutStandInPower(move, relays.to, figures.cutPower)]
          : []),
        ...(figures.compare === undefined ? [] : [compare(move, figures.compare)]),
        ...(isCold && move.from !== move.to ? takeDownStandIn(move, relays.to) : []),
        giveBackWhatItRead(move),
        askWhatWasWritten(move),
        ...giveBack(move),
        ...writeIdentityBefore(move, figures.identity),
        ...replicate(move, waysOf(move, { options }), figures),
        // Bringing the data may have taken long.
        ...fenceOthers(move, "all"),
        ...takeDownStandIn(move, relays.to, "again"),
        takeIdentity(move, figures.identity),
        ...powerOn(move, relays.to, figures.online),
        ...takeIdentityInStandalone(move, figures.identity),
        boot(move, relays.to, figures.online),
        ...(redirects ? [redirect(move, figures.redirect)] : []),
      ];
    },
  };
}
