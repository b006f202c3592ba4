/** A file that is written as it comes, in chunks, synchronously: whoever writes waits for the disk, and memory stays small. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "../make-folder.js";
import { asFolderError } from "../report-folder-error.js";

const CHUNK = 1 << 20;

/** Lies under a temporary name until it is finished, so that it is never there half. Its methods throw ReportFolderError. */
export class ChunkedFile {
  private readonly temporary: string;
  private readonly file: number;
  private readonly buffer = Buffer.allocUnsafe(CHUNK);
  private filled = 0;
  private open = true;

  constructor(
    private readonly path: string,
    private readonly gzip = false,
  ) {
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.file = this.attempt(() => {
      makeFolder(dirname(path));
      return openSync(this.temporary, "w");
    });
  }

  write(text: string): void {
    const size = Buffer.byteLength(text);
    if (size > CHUNK - this.filled) this.flush();
    if (size > CHUNK) this.writeOut(Buffer.from(text));
    else this.filled += this.buffer.write(text, this.filled);
  }

  /** Gives the file its name. */
  finish(): void {
    this.flush();
    this.attempt(() => {
      closeSync(this.file);
      this.open = false;
      renameSync(this.temporary, this.path);
    });
  }

  /** Removes what was written; does nothing after `finish`. */
  discard(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.file);
    rmSync(this.temporary, { force: true });
  }

  private flush(): void {
    this.writeOut(this.buffer.subarray(0, this.filled));
    this.filled = 0;
  }

  /** One call may take less than it was given. */
  private writeOut(plain: Buffer): void {
    // One member of the file for each chunk: readers take them for one text.
    const bytes = this.gzip ? gzipSync(plain) : plain;
    this.attempt(() => {
      for (let done = 0; done < bytes.length;) done += writeSync(this.file, bytes, done);
    });
  }

  private attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw asFolderError(dirname(this.path), error);
    }
  }
}
