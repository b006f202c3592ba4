/** The one way in which files from outside are read: plain ones, of a bounded size, at once or not at all. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Why a file cannot be read, in words that go on from its name. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

/** Reports and baselines: more than any run writes. */
export const LARGEST_STORED = 256_000_000;

/**
 * The text of a plain file. What else has a name, a pipe or a device or a folder, might never end or never begin.
 * @param limit bytes
 * @throws UnreadableFile
 */
export function readPlainFile(path: string, limit = LARGEST_STORED): string {
  let file: number;
  try {
    // Opening a pipe without anybody at its other end would wait for somebody.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw new UnreadableFile(reasonOf(error));
  }
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) throw new UnreadableFile("is a folder; name a file");
    if (!found.isFile()) throw new UnreadableFile("is no plain file but a pipe or a device; write it to a file first");
    if (found.size > limit) throw tooLarge(found.size, limit);
    return readWithin(file, limit);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(reasonOf(error));
  } finally {
    closeSync(file);
  }
}

const CHUNK = 1 << 16;

/** The size that was told may be wrong: the file grows, or is made up by the system. */
function readWithin(file: number, limit: number): string {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(CHUNK);
    const read = readSync(file, part, 0, CHUNK, null);
    if (read === 0) return Buffer.concat(parts).toString("utf8");
    size += read;
    if (size > limit) throw tooLarge(size, limit);
    parts.push(part.subarray(0, read));
  }
}

function tooLarge(size: number, limit: number): UnreadableFile {
  return new UnreadableFile(`${size} bytes or more, of which at most ${limit} are read`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  if (code === "ENXIO") return "is no plain file but a pipe or a device; write it to a file first";
  if (code === "EACCES") return "may not be read";
  return message;
}
