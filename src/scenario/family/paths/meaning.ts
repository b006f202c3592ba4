/** What is exported: whose volume, on which ports, and how long it takes to serve over others. */
import type { ExportSpec, WorldSpec } from "../../../model/index.js";
import { constant } from "../../../sim/index.js";
import { SECOND } from "../../../units/index.js";
import type { Checks, Entries, EntryOf, Parts } from "../../section/parts.js";
import { EXPORTS, type WrittenExport } from "./section.js";

/** Each host checks its paths to every device that it sees, whether it uses that or not. */
const MOST_MAPS = 100_000;

export function exportSpecs(
  { list }: Entries<WrittenExport>,
  { hosts }: Parts,
  checks: Checks,
  { arrays }: WorldSpec,
): readonly ExportSpec[] {
  const maps = list.reduce((sum, { value }) => sum + (value.to?.length ?? hosts.list.length), 0);
  if (maps > MOST_MAPS) {
    const message = `${hosts.list.length} hosts see ${list.length} devices, and each needs a map of its paths to each: ${maps} maps`;
    checks.keyError([EXPORTS], { message, expected: `${MOST_MAPS} at most: say with \`to:\` which hosts each is for` });
  }
  const taken = new Map<string, string>();
  return list.flatMap((entry): readonly ExportSpec[] => {
    const { name, value, path } = entry;
    const array = arrays.find(({ volumes }) => volumes.some((each) => each.name === value.of));
    const volume = array?.volumes.find((each) => each.name === value.of);
    // That there is none is told where it is named.
    if (array === undefined || volume === undefined) return [];
    const other = taken.get(volume.name);
    if (other !== undefined) {
      const message = `${volume.name} is exported as ${other} already`;
      checks.error([...path, "of"], { message, expected: "another volume" });
      return [];
    }
    taken.set(volume.name, name);
    if (value.to?.includes(volume.host) === false) {
      const message = `${volume.host}, whose volume ${volume.name} is, does not see it`;
      checks.error([...path, "to"], { message, expected: `${volume.host} among them` });
    }
    if (value.access === "active-active" && value.trespass !== undefined) {
      checks.warning([...path, "trespass"], {
        message: "this does nothing: it serves over all ports at once",
        expected: "`access: active-passive`",
      });
    }
    return [
      {
        name,
        volume: volume.name,
        array: array.name,
        via: volume.via,
        ...(value.to !== undefined && { to: value.to }),
        access: value.access,
        portGroups: portGroups(entry, volume.via, checks),
        trespass: value.trespass ?? constant(5 * SECOND),
      },
    ];
  });
}

function portGroups(
  { value, path }: EntryOf<WrittenExport>,
  via: readonly string[],
  checks: Checks,
): readonly (readonly string[])[] {
  const written = value["port-groups"];
  if (written === undefined) return via.map((port) => [port]);
  const seen = new Set<string>();
  for (const [index, ports] of written.entries()) {
    for (const port of ports) {
      const at = [...path, "port-groups", index];
      if (!via.includes(port)) {
        const message = `${value.of} is not presented on ${port}`;
        checks.error(at, { message, expected: `one of ${via.join(", ")}` });
      }
      if (seen.has(port)) checks.error(at, { message: `${port} stands here twice`, expected: "each port once" });
      seen.add(port);
    }
  }
  const left = via.filter((port) => !seen.has(port));
  if (left.length > 0) {
    const message = `${left.join(" and ")} ${left.length === 1 ? "is" : "are"} in no port group`;
    checks.error([...path, "port-groups"], { message, expected: `all of ${via.join(", ")}` });
  }
  return written;
}
