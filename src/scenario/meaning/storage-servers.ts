/** Storage servers as parts that hang on one another: what fails with what follows from how they are joined. */
import type { PartKind, PartSpec, StorageServerSpec } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";

type Written = Parts["storage-servers"]["list"][number]["value"];
type Unit = Written["units"][string];

export function storageServerSpecs(parts: Parts, checks: Checks): readonly StorageServerSpec[] {
  return parts["storage-servers"].list.map((server) => {
    const { name, value } = server;
    checkForm(server, checks);
    const { networks, times, store = 0 } = value;
    return { name, networks, store, takes: times, parts: partsOf(name, value) };
  });
}

/** A chassis has one unit, which is itself. */
function checkForm({ value, path }: EntryOf<Written>, checks: Checks): void {
  const { form, units, "stack-links": links } = value;
  const names = Object.keys(units);
  if (form === "chassis" && names.length > 0) {
    checks.error([...path, "units"], { message: "a chassis has no units", expected: "`form: stack`" });
  }
  if (form === "stack" && names.length === 0) {
    checks.keyError(path, { message: "this stack has no units", expected: "`units:` by their names" });
  }
  for (const key of ["supplies", "switching", "spares"] as const) {
    if (form === "stack" && value[key].length > 0) tellMisplaced(key);
  }
  for (const key of ["control", "cards", "stores"] as const) {
    if (form === "stack" && Object.keys(value[key]).length > 0) tellMisplaced(key);
  }
  for (const [link, { joins }] of Object.entries(links)) {
    for (const [index, unit] of joins.entries()) {
      if (names.includes(unit)) continue;
      const near = { word: unit, names };
      checks.error([...path, "stack-links", link, "joins", index], {
        ...{ message: `there is no unit ${unit}`, expected: `one of ${names.join(", ")}`, near },
      });
    }
  }

  function tellMisplaced(key: string): void {
    checks.error([...path, key], { message: `of a stack each unit has its ${key}`, expected: `\`${key}\` in \`units\`` });
  }
}

type Parting = (name: string, kind: PartKind, needs: PartSpec["needs"], more?: Partial<PartSpec>) => PartSpec;

const part: Parting = (name, kind, needs, more = {}) => ({
  ...{ name, kind, needs: needs.filter((group) => group.length > 0) },
  ...more,
});

/** What everything of a server hangs on. */
export function frameOf(server: string): string {
  return `${server}/frame`;
}

function partsOf(name: string, value: Written): readonly PartSpec[] {
  const frame = frameOf(name);
  const links = Object.entries(value["stack-links"]);
  const inUnits =
    value.form === "chassis"
      ? unitParts(`${name}-backplane`, "backplane", value, [], value, frame)
      : Object.entries(value.units).flatMap(([unit, each]) => {
          const own = links.filter(([, { joins }]) => joins.includes(unit)).map(([link]) => link);
          return unitParts(unit, "unit", each, own, value, frame);
        });
  const all = [
    part(frame, "server", []),
    ...links.map(([link]) => part(link, "stack-link", [[frame]])),
    ...inUnits,
  ];
  const any = (kind: PartKind) => all.filter((each) => each.kind === kind).map((each) => each.name);
  const needs = [[frame], any("control-processor"), any("switching-circuit"), any("card"), any("store")];
  return [...all, part(name, "server", needs)];
}

/** @param links of the stack that end at this unit: what is on its cards is of no use to others without */
function unitParts(
  board: string,
  kind: "backplane" | "unit",
  { supplies, switching, control, cards, stores, spares }: Omit<Unit, never>,
  links: readonly string[],
  { rebuild }: Pick<Written, "rebuild">,
  frame: string,
): readonly PartSpec[] {
  const on: PartSpec["needs"] = [[board]];
  return [
    ...supplies.map((each) => part(each, "supply", [[frame]])),
    part(board, kind, [[frame], supplies]),
    ...switching.map((each) => part(each, "switching-circuit", on)),
    ...Object.keys(control).map((each) => part(each, "control-processor", on)),
    ...Object.entries(cards).flatMap(([card, { processors, ports }]) => [
      part(card, "card", on),
      ...processors.map((each) => part(each, "storage-processor", [[card], links])),
      ...portsIn(ports).map(([port, adapter]) =>
        part(port, "port", [[card], links], adapter === undefined ? {} : { adapter }),
      ),
    ]),
    ...Object.entries(stores).map(([each, { size, adapter }]) =>
      part(each, "store", on, {
        rebuild: Math.ceil((size / rebuild) * SECOND),
        ...(adapter !== undefined && { adapter }),
      }),
    ),
    ...spares.map((each) => part(each, "spare", on)),
  ];
}

type WrittenPorts = Unit["cards"][string]["ports"];

function portsIn(ports: WrittenPorts): readonly (readonly [string, string | undefined])[] {
  if (Array.isArray(ports)) return ports.map((each) => [each, undefined] as const);
  return Object.entries(ports).map(([name, { adapter }]) => [name, adapter] as const);
}

/** Everybody who may hold a role, with the server that they look after. */
export function controlProcessorsOf(parts: Parts) {
  return parts["storage-servers"].list.flatMap(({ name: server, value, path }) =>
    [value, ...Object.values(value.units)].flatMap(({ control }) =>
      Object.entries(control).map(([name, { priority, hardware = "", firmware = "" }]) => ({
        ...{ name, server, priority, hardware, firmware, networks: value.networks, path },
      })),
    ),
  );
}
