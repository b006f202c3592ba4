/** Whose power was cut for the sake of another: hosts that hang on one relay go down together. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { UndertakingAccount, UndertakingTold } from "./undertaking-account.js";

/** A relay was opened on purpose. */
export interface PowerCut {
  readonly relay: string;
  readonly at: Micros;
  /** For which host, and what was done about that. */
  readonly host: string;
  readonly undertaking: UndertakingTold;
}

export class PowerCutAccount {
  private readonly relays: ReadonlyMap<string, string>;
  /** By the relay; only of those on which several hosts hang. */
  private readonly cuts = new Map<string, PowerCut[]>();
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
  }

  readonly hears: Hearing = {
    RelayCommanded: ({ relay, to, at }) => {
      if (this.cuts.has(relay)) this.commanded = to === "off" ? { relay, at } : null;
    },
    RelayMoved: ({ relay, contacts, at }) => {
      const wasTold = this.commanded?.relay === relay && this.commanded.at === at;
      if (contacts !== "open" || !wasTold) return;
      for (const undertaking of this.undertakings.underWay()) {
        const { from, to } = undertaking.of;
        const host = [from, to].find((name) => name !== undefined && this.relays.get(name) === relay);
        if (host !== undefined) return void this.cuts.get(relay)?.push({ relay, at, host, undertaking });
      }
    },
  };

  /** That which took the power of a host at this instant for the sake of another host. */
  thatTook(host: string | null, at: Micros): PowerCut | undefined {
    const cuts = this.cuts.get(this.relays.get(host ?? "") ?? "") ?? [];
    return cuts.find((each) => each.at === at && each.host !== host);
  }
}
