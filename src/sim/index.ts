/** The door of this room: the kernel, and what may be drawn, queued and digested. */
export * from "./kernel.js";
export * from "./kernel-error.js";
export { firstDifference, type Checkpoint } from "./schedule-digest.js";
export * from "./digest.js";
export * from "./stream.js";
export * from "./distribution/index.js";
export { Resource, type Release } from "./resource.js";
