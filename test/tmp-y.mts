import { drawScenario } from "./mutants/drawn/world.js"; import { drawSite } from "./mutants/sites/world.js";
const [w, s] = process.argv.slice(2); console.log(w === "drawn" ? drawScenario(Number(s), false) : drawSite(Number(s)).text);
