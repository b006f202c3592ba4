/** How a scenario reaches the other files of its folder, which this room cannot open itself. */
export interface Sources {
  /** The text of a file, or why it cannot be had. The path is relative to the scenario's folder and never leaves it. */
  read(path: string): string | Error;
}

/** A path inside the scenario's folder without `.` and `..`, or null when it is absolute or leads out. */
export function pathInFolder(path: string): string | null {
  if (path === "" || path.startsWith("/") || /^[A-Za-z]:|[\\\0]/.test(path)) return null;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length === 0 ? null : parts.join("/");
}
