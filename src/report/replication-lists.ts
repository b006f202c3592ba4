/** Lists of every replication, written while they run, so that a million of them need not be in memory. */
import { appendFileSync, createReadStream, createWriteStream, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { makeFolder } from "./make-folder.js";
import type { ReplicationResult } from "../result/index.js";
import { INCIDENTS_HEADER, incidentRows, replicationRow, replicationsHeader, toCsv, type CsvRow } from "./csv.js";
import { asFolderError } from "./report-folder-error.js";

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16;

const INCIDENTS = "incidents.csv";
const REPLICATIONS = "replications.csv";

/** `replications.csv` and `incidents.csv` of a report folder, policy after policy, each in the order of its replications. */
export class ReplicationLists {
  readonly names: readonly string[] = [REPLICATIONS, INCIDENTS];
  private readonly waiting = new Map<string, string>();

  /**
   * Begins the lists in a folder, which is made if need be.
   * @param keys of the measures, one column each
   * @throws ReportFolderError
   */
  constructor(
    private readonly folder: string,
    private readonly policies: readonly string[],
    private readonly keys: readonly string[],
  ) {
    this.orFolderError(() => {
      makeFolder(folder);
      for (const part of this.parts()) writeFileSync(part, "");
    });
  }

  /** The next replication of a policy. Policies may come mixed. */
  add(policy: string, replication: ReplicationResult): void {
    this.append(REPLICATIONS, policy, [replicationRow(policy, replication, this.keys)]);
    this.append(INCIDENTS, policy, incidentRows(policy, replication));
  }

  /** Puts the lists in their places. */
  async finish(): Promise<void> {
    for (const part of this.parts()) this.flush(part);
    await this.join(REPLICATIONS, replicationsHeader(this.keys));
    await this.join(INCIDENTS, INCIDENTS_HEADER);
  }

  /** Takes away what was begun. */
  discard(): void {
    for (const path of [...this.parts(), ...this.names.map((name) => this.temporary(name))])
      rmSync(path, { force: true });
  }

  private append(name: string, policy: string, rows: readonly CsvRow[]): void {
    if (rows.length === 0) return;
    const part = this.part(name, policy);
    const text = (this.waiting.get(part) ?? "") + toCsv(rows);
    this.waiting.set(part, text);
    if (text.length > CHUNK) this.flush(part);
  }

  private flush(part: string): void {
    const text = this.waiting.get(part) ?? "";
    if (text !== "") this.orFolderError(() => appendFileSync(part, text));
    this.waiting.set(part, "");
  }

  private async join(name: string, header: CsvRow): Promise<void> {
    const whole = this.temporary(name);
    this.orFolderError(() => writeFileSync(whole, toCsv([header])));
    for (const policy of this.policies) {
      const copying = pipeline(createReadStream(this.part(name, policy)), createWriteStream(whole, { flags: "a" }));
      await copying.catch((error: unknown) => {
        throw asFolderError(this.folder, error);
      });
    }
    this.orFolderError(() => renameSync(whole, join(this.folder, name)));
    for (const policy of this.policies) rmSync(this.part(name, policy), { force: true });
  }

  private parts(): readonly string[] {
    return this.names.flatMap((name) => this.policies.map((policy) => this.part(name, policy)));
  }

  private part(name: string, policy: string): string {
    return join(this.folder, `.${name}.${this.policies.indexOf(policy)}.${process.pid}.tmp`);
  }

  private temporary(name: string): string {
    return join(this.folder, `.${name}.${process.pid}.tmp`);
  }

  private orFolderError(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw asFolderError(this.folder, error);
    }
  }
}
