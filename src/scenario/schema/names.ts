/** The catalogue of a scenario's names: what there is, of which kind, and whether anybody speaks of it. */
import type { Place } from "../source/located.js";
import type { Complaint, Report } from "../source/report.js";

export type Kind =
  | "network"
  | "management-path"
  | "connector"
  | "link"
  | "switch"
  | "zone"
  | "relay"
  | "array"
  | "array-link"
  | "port-adapter"
  | "disk-adapter"
  | "volume"
  | "host"
  | "director"
  | "name-server"
  | "service"
  | "controller"
  | "crew"
  | "cut-set"
  /** Of a family: what its section defines. */
  | (string & Record<never, never>);

interface Known {
  readonly kind: Kind;
  /** Other kinds that it was wrongly given to as well, so that one error does not make others. */
  readonly also: Kind[];
  /** Where it is defined; null when it came into being by being spoken of. */
  readonly place: Place | null;
  used: boolean;
}

export class Names {
  private readonly known = new Map<string, Known>();
  /** What a name stands for beside what it is, such as a host that is a cluster. */
  private readonly roles = new Map<string, Set<Kind>>();

  /** A name that an entry defines; names are unique among all kinds, so that a fault can simply name its target. */
  define(name: string, kind: Kind, place: Place, report: Report): void {
    const other = this.known.get(name);
    if (other === undefined) {
      this.known.set(name, { kind, also: [], place, used: false });
      return;
    }
    other.also.push(kind);
    report.error(place, {
      message: `${name} is already the name of ${article(other.kind)}`,
      expected: "another name: no two things of a scenario share one, so that a fault can say whom it means",
    });
  }

  /** A name that need not be defined, as those of relays and directors. */
  imply(name: string, kind: Kind): void {
    if (!this.known.has(name)) this.known.set(name, { kind, also: [], place: null, used: true });
  }

  /** A name that another section defines stands for something here. */
  giveRole(name: string, role: Kind): void {
    this.roles.set(name, (this.roles.get(name) ?? new Set<Kind>()).add(role));
  }

  /** Marks a name as used; why it cannot be used when it is not of one of these kinds. */
  use(name: string, kinds: readonly Kind[]): Complaint | null {
    const known = this.known.get(name);
    const roles = this.roles.get(name) ?? [];
    if (known !== undefined && [known.kind, ...known.also, ...roles].some((kind) => kinds.includes(kind))) {
      known.used = true;
      return null;
    }
    const names = this.of(kinds);
    const expected =
      names.length > 0 && names.length <= 8 ? `one of ${names.join(", ")}` : `the name of ${anyOf(kinds)}`;
    if (known !== undefined) {
      return {
        message: `${name} is ${article(known.kind)}, not ${anyOf(kinds)}`,
        expected,
        near: { word: name, names },
      };
    }
    return { message: `there is no ${kinds.join(" or ")} named ${name}`, expected, near: { word: name, names } };
  }

  of(kinds: readonly Kind[]): readonly string[] {
    const isOf = (name: string, kind: Kind) =>
      kinds.includes(kind) || kinds.some((each) => this.roles.get(name)?.has(each) === true);
    return [...this.known].filter(([name, { kind }]) => isOf(name, kind)).map(([name]) => name);
  }

  /** Relays and directors that nobody defined. */
  implied(kind: Kind): readonly string[] {
    return [...this.known].filter(([, known]) => known.kind === kind && known.place === null).map(([name]) => name);
  }

  /** Warns of what is defined and not used, of the kinds that do nothing by themselves. */
  warnOfUnused(kinds: readonly Kind[], report: Report): void {
    for (const [name, { kind, place, used }] of this.known) {
      if (!used && place !== null && kinds.includes(kind)) {
        report.warning(place, { message: `nothing uses the ${kind} ${name}` });
      }
    }
  }
}

function anyOf(kinds: readonly Kind[]): string {
  return kinds.map(article).join(" or ");
}

function article(kind: Kind): string {
  return `${/^[aeio]/.test(kind) ? "an" : "a"} ${kind}`;
}
