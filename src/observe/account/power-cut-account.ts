/** Whose power was cut for the sake of another: hosts that hang on one relay go down together, as those do whose storage is one. */
import { cablingOf } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { UndertakingAccount, UndertakingTold } from "./undertaking-account.js";

/** A relay was opened on purpose, or a storage system powered down. */
export interface PowerCut {
  readonly how: string;
  readonly at: Micros;
  /** For which host, and what was done about that. */
  readonly host: string;
  readonly undertaking: UndertakingTold;
}

export class PowerCutAccount {
  private readonly relays: ReadonlyMap<string, string>;
  /** By the relay; only of those on which several hosts hang. And by the storage system. */
  private readonly cuts = new Map<string, PowerCut[]>();
  /** By the host: the storage systems that it works with. */
  private readonly arrays: ReadonlyMap<string, readonly string[]>;
  /** The last command to open one. */
  private commanded: { readonly relay: string; readonly at: Micros } | null = null;

  constructor(
    { spec }: ObservationContext,
    private readonly undertakings: UndertakingAccount,
  ) {
    this.relays = new Map(spec.hosts.flatMap(({ name, relay }) => (relay === undefined ? [] : [[name, relay]])));
    const seen = new Set<string>();
    for (const relay of this.relays.values()) {
      if (seen.has(relay)) this.cuts.set(relay, []);
      seen.add(relay);
    }
    const cabling = cablingOf(spec);
    this.arrays = new Map(spec.hosts.map(({ name }) => [name, cabling.pathsFrom(name).map(({ array }) => array)]));
    for (const { name } of spec.arrays) this.cuts.set(name, []);
  }

  readonly hears: Hearing = {
    RelayCommanded: ({ relay, to, at }) => {
      if (this.cuts.has(relay)) this.commanded = to === "off" ? { relay, at } : null;
    },
    RelayMoved: ({ relay, contacts, at }) => {
      const wasTold = this.commanded?.relay === relay && this.commanded.at === at;
      if (contacts !== "open" || !wasTold) return;
      this.add(relay, `${relay} was opened`, at, (name) => this.relays.get(name) === relay);
    },
    ArrayPowerChanged: ({ array, byHand, powered, at }) => {
      if (powered || byHand !== true) return;
      this.add(array, `${array} was powered down`, at, (name) => this.arrays.get(name)?.includes(array) === true);
    },
  };

  private add(what: string, how: string, at: Micros, isFedBy: (host: string) => boolean): void {
    for (const undertaking of this.undertakings.underWay()) {
      const { from, to } = undertaking.of;
      const host = [from, to].find((name) => name !== undefined && isFedBy(name));
      if (host !== undefined) return void this.cuts.get(what)?.push({ how, at, host, undertaking });
    }
  }

  /** That which took the power of a host at this instant for the sake of another host. */
  thatTook(host: string | null, at: Micros): PowerCut | undefined {
    const feeds = [this.relays.get(host ?? "") ?? "", ...(this.arrays.get(host ?? "") ?? [])];
    const cuts = feeds.flatMap((each) => this.cuts.get(each) ?? []);
    return cuts.find((each) => each.at === at && each.host !== host);
  }
}
