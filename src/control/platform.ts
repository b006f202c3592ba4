/** What a host is made of, as far as it decides whether another host can use its data. */

export type VolumeContent = "system" | "programs" | "data";

/** Names with versions, as in `sun-4x@300MHz`, `solaris-2.6`, `oracle-7.3.4`. */
export interface Platform {
  readonly hardware: string;
  readonly system: string;
  readonly applications: readonly string[];
}

/** A name without its version: `oracle` of `oracle-7.3.4`, `windows-nt` of `windows-nt-4.0`. */
export function family(name: string): string {
  return name.replace(/-v?\d[\w.]*$/, "");
}

/** Hardware without its clock speed, which changes nothing about data: `sun-4x` of `sun-4x@300MHz`. */
export function hardwareModel(hardware: string): string {
  return hardware.split("@", 1)[0] ?? hardware;
}

/**
 * The format in which a host of this platform writes one kind of content; a host can use what is in its own format.
 * The operating system holds data about devices; programs are built for an operating system; data has the file format and
 * byte order of the operating system and the layout of the product that wrote it.
 */
export function formatOf({ hardware, system, applications }: Platform, content: VolumeContent): string {
  switch (content) {
    case "system":
      return `${system} on ${hardwareModel(hardware)}`;
    case "programs":
      return family(system);
    case "data":
      return [family(system), ...applications.map(family)].join(" ");
  }
}
