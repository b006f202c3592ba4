export type { Addressees } from "./addressees.js";
export { watchedBy, watchersIn } from "./agent.js";
export { breakDisk, replaceDisk } from "./storage/disk.js";
export { Runner, startMachine } from "./runner.js";
export type { Host } from "./host.js";
export type { Device } from "./storage/volume.js";
export type * from "./record.js";
export type * from "./spec.js";
export { CONTROLLER, World, type WorldOptions } from "./world.js";
