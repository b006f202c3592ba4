/** Fig. 9: save 910, replicate and transform ahead 915; after the failure transform the log 930, apply it 935, identity 940. */
import { presetOf } from "./preset.js";

export const preset9 = presetOf(
  "9",
  "data is transformed ahead for a waiting stand-in with another product; after the failure its log is transformed and applied",
  { standby: "staged", redirect: false, data: ["transformed-log"] },
  {
    shutDown: "925",
    replicate: "915",
    stages: { "transform-log": "930", "apply-log": "935", import: "935" },
    identity: "940",
    online: "945",
  },
  { saveFrom: "910", saveTo: "910", replicate: "915" },
);
