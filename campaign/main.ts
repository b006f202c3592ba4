/** `npm run campaign`: long hunts for what the tests have no time for. See CONTRIBUTING.md. */
import { campaignCommand } from "./command.js";

process.exitCode = await campaignCommand(process.argv.slice(2), {
  say: (line) => console.log(line),
  complain: (text) => process.stderr.write(text),
});
