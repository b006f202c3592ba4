/** What a host is made of, as far as it decides whether another host can use its data. */

export type VolumeContent = "system" | "programs" | "data";

/** Names with versions, as in `sun-4x@300MHz`, `solaris-2.6`, `oracle-7.3.4`; controllers with their revision, `hme-2.1`. */
export interface Platform {
  readonly hardware: string;
  /** As far as they are recorded. */
  readonly processors?: Processors | undefined;
  readonly controllers?: readonly string[] | undefined;
  readonly system: string;
  readonly applications: readonly string[];
}

export interface Processors {
  readonly number: number;
  readonly kind: string;
}

/** A name without its version, behind a hyphen or a space: `oracle` of `oracle-7.3.4`, `windows nt` of `windows nt 4.0`. */
export function family(name: string): string {
  return name.replace(/[- ]v?\d[\w.]*$/, "");
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
export function formatOf(platform: Platform, content: VolumeContent): string {
  const { hardware, system, applications } = platform;
  switch (content) {
    case "system":
      return `${system} on ${[hardwareModel(hardware), ...partsOf(platform).map(({ is }) => is)].join(", ")}`;
    case "programs":
      return family(system);
    case "data":
      return [family(system), ...applications.map(family)].join(" ");
  }
}

/** A part of the hardware that is recorded for itself. */
export interface HardwarePart {
  readonly part: "processors" | "controllers";
  /** In one order, whatever that of the record is. */
  readonly is: string;
}

/** What an operating system knows of its hardware beside the model, as far as it is recorded. */
export function partsOf({ processors, controllers }: Platform): readonly HardwarePart[] {
  return [
    ...(processors === undefined ? [] : [{ part: "processors", is: sayProcessors(processors) } as const]),
    ...(controllers === undefined
      ? []
      : [{ part: "controllers", is: controllers.toSorted(byName).join(" and ") } as const]),
  ];
}

/** All that is recorded, in words. */
export function sayPlatform(platform: Platform): string {
  const { hardware, system, applications } = platform;
  return [hardware, ...partsOf(platform).map(({ is }) => is), system, ...applications].join(", ");
}

/** `4 ultrasparc-2`: as with the model, the clock speed changes nothing. */
export function sayProcessors({ number, kind }: Processors): string {
  return `${number} ${hardwareModel(kind)}`;
}

function byName(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
