/** How parts of the world really are, whatever anybody believes. */

/** `gone`: what carries it does not work, or it crashed alone. */
export type ProcessState = "works" | "hung" | "gone";

/** `gone`: it broke, is being exchanged, or what it hangs on does not work. */
export type PartState = "works" | "hung" | "gone";

export type HostHealth = "healthy" | "degraded" | "hung" | "failed";

/** Write numbers of one volume, `from` included, `to` excluded. They count from 0 in the order of acknowledgement. */
export interface WriteRange {
  readonly from: number;
  readonly to: number;
}
