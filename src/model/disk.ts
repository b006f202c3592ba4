/** The disk of a place: what is stored there survives whatever happens to the machines. */
import type { Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";

export class Disk {
  /** By machine and key. */
  private readonly files = new Map<string, Map<string, string>>();
  /** Counts the lives of its place: what was under way in an earlier one never arrives. */
  private life = 0;

  /** @param storing how long it takes until something is durable */
  constructor(
    private readonly kernel: Kernel,
    private readonly storing: Micros,
  ) {}

  /** What a machine has stored. */
  contentOf(machine: string): Record<string, unknown> {
    const files = this.files.get(machine) ?? new Map<string, string>();
    return Object.fromEntries([...files].map(([key, text]) => [key, JSON.parse(text) as unknown]));
  }

  /** Calls back when it is durable, at once if that takes no time. */
  write(machine: string, key: string, text: string, durable: () => void): void {
    const put = () => {
      const files = this.files.get(machine) ?? new Map<string, string>();
      this.files.set(machine, files.set(key, text));
      durable();
    };
    if (this.storing === 0) return put();
    const { life } = this;
    this.kernel.after(this.storing, () => {
      if (life === this.life) put();
    });
  }

  /** The place died: what was not durable yet was never stored. */
  interrupt(): void {
    this.life += 1;
  }
}
