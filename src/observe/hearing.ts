/** Who hears what: an observer names the kinds of records that it listens to, and is called for no others. */
import type { Happening, HappeningKind, Record } from "../model/index.js";
import type { Micros } from "../units/index.js";

export type RecordOf<Kind extends HappeningKind> = Extract<Happening, { readonly kind: Kind }> & {
  readonly at: Micros;
};

export type Hearing = { readonly [Kind in HappeningKind]?: (record: RecordOf<Kind>) => void };

/** Something that hears records and can change nothing. */
export interface Observer {
  readonly hears?: Hearing;
  /** Called for records of every kind. */
  readonly hearsAll?: (record: Record) => void;
}

type Ear = (record: Record) => void;

/** Hands each record to those who listen to its kind, in the order of the observers; the lists are made once a kind. */
export class Dispatcher {
  private readonly ears = new Map<HappeningKind, readonly Ear[]>();

  constructor(private readonly observers: readonly Observer[]) {}

  hear(record: Record): void {
    const ears = this.ears.get(record.kind) ?? this.listenersTo(record.kind);
    for (const ear of ears) ear(record);
  }

  private listenersTo(kind: HappeningKind): readonly Ear[] {
    const ears = this.observers.flatMap(({ hears, hearsAll }) => {
      // A hearing's function for a kind is only ever called with records of that kind.
      const own = hears?.[kind] as Ear | undefined;
      return [...(hearsAll === undefined ? [] : [hearsAll]), ...(own === undefined ? [] : [own])];
    });
    this.ears.set(kind, ears);
    return ears;
  }
}
