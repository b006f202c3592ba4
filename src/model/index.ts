export { watchedBy, watchersIn } from "./agent.js";
export { breakDisk, replaceDisk } from "./storage/disk.js";
export { Driver, startMachine } from "./driver.js";
export { Cabling, type PathSpec, presenting } from "./fabric/cabling.js";
export type { Host } from "./host.js";
export type { Device } from "./storage/volume.js";
export type * from "./record.js";
export type * from "./spec.js";
export { World, type WorldOptions } from "./world.js";
