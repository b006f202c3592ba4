import { relayOfTwo } from "./cases/relay-of-two.js";
console.log(relayOfTwo({ auto: process.argv[2] === "true", faults: process.argv.slice(3) }));
