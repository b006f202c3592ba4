/** Why a report could not be written, and what to do about it. */

/** The report could not be written; the message says where and why, `wayOut` what to do about it. */
export class ReportFolderError extends Error {
  override readonly name = "ReportFolderError";

  constructor(
    message: string,
    readonly path: string,
    readonly wayOut: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

const REASONS: Readonly<Record<string, readonly [reason: string, wayOut: string]>> = {
  EACCES: ["you may not write there", "Choose another folder, or change its permissions."],
  EPERM: ["you may not write there", "Choose another folder, or change its permissions."],
  EROFS: ["it is on a file system that is read-only", "Choose another folder."],
  ENOTDIR: ["a file stands where a folder is needed", "Choose another folder, or remove that file."],
  EEXIST: ["a file stands where a folder is needed", "Choose another folder, or remove that file."],
  EISDIR: ["a folder stands where a file is to be written", "Choose another folder, or remove the one in the way."],
  ENOSPC: ["the disk is full", "Make room, or choose a folder on another disk."],
  EDQUOT: ["your quota is used up", "Make room, or choose a folder on another disk."],
  ENAMETOOLONG: ["the path is too long", "Choose a shorter one."],
};

/** In words, with the way out. */
export function whyUnwritable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const [reason, wayOut] = REASONS[code ?? ""] ?? [message, "Choose another place."];
  return `${reason}. ${wayOut}`;
}

/** Whether it is the disk that failed, not the program. */
export function isDiskError(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EROFS", "EIO"].includes((error as NodeJS.ErrnoException | null)?.code ?? "");
}

/** What went wrong with a file of the folder, in words. */
export function asFolderError(folder: string, error: unknown): ReportFolderError {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const [reason, wayOut] = REASONS[code ?? ""] ?? [message, "Choose another folder."];
  const where = path === undefined || path === folder ? "" : ` (${path})`;
  return new ReportFolderError(`The report cannot be written to ${folder}: ${reason}${where}.`, folder, wayOut, error);
}
