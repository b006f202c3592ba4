// The part of docs/scenario.md that tells of faults: what all have, which there are, and what keys each has of its own.

/** Instead of a host the service whose holder is hit, whoever that is then. */
const HOLDER_OF = "holder-of";

/**
 * @param fault the schema of an entry: for each kind a mapping with its target and its own keys beside it, and one that has
 *   all in a mapping under the kind
 * @param kinds names of faults
 * @param say how the reference writes things: `branches`, `forms`, `resolve`, `requiredOf`, `cell`, `row`, `anywhere`
 */
export function faultReference(fault, kinds, say) {
  const { branches, resolve, requiredOf, cell, row, forms, anywhere } = say;
  const objects = branches(fault).filter(({ type }) => type === "object");
  const keysOf = (object) => Object.keys(object.properties ?? {}).filter((key) => !anywhere.has(key));
  const common = keysOf(objects[0]).filter((key) => objects.every((object) => keysOf(object).includes(key)));
  const told = kinds.map((kind) => {
    const ofKind = objects.filter((object) => keysOf(object).includes(kind));
    const [short] = ofKind;
    const own = keysOf(short).filter((key) => key !== kind && !common.includes(key));
    const inside = ofKind.flatMap(({ properties }) => branches(properties[kind])).find(({ type }) => type === "object");
    const targets = keysOf(inside).filter((key) => !own.includes(key) && !common.includes(key));
    const target = targets.find((key) => key !== HOLDER_OF);
    return {
      kind,
      own,
      target,
      strikesHolders: targets.includes(HOLDER_OF),
      short,
      required: requiredOf(short),
      about: aboutOf(short.properties[kind], resolve),
    };
  });
  const head = "| key | what may stand there | default | meaning |";
  return [
    "### `faults`",
    "",
    head,
    "|---|---|---|---|",
    ...common.map((key) => row(key, objects[0].properties[key], false)),
    "",
    "Each is one of these, written with what it hits: `crash: web-1`, or a list, of which all are hit at once. That each of",
    'several fails in its own time is `{ count: 5, every: exponential(90d), crash: "web-{i}", repair: 4h }`. Keys of its own',
    "stand beside what is hit, or all together in a mapping, where what it hits has the name of the second column: `slow: { host: web-1, factor: x2 }`. Where",
    "that may be `holder-of`, it is whoever answers with the data of a service when it strikes: `crash: { holder-of: shop }`.",
    "",
    "| fault | hits | keys of its own | what it does |",
    "|---|---|---|---|",
    ...told.map(({ kind, own, target, strikesHolders, required, about }) => {
      const keys = own.map((key) => `\`${key}\`${required.has(key) ? " (required)" : ""}`).join(", ");
      const hits = `\`${target}\`${strikesHolders ? `, or \`${HOLDER_OF}\`` : ""}`;
      return `| \`${kind}\` | ${hits} | ${keys} | ${cell(about)} |`;
    }),
    "| `group` | | | Several of them at one instant, a common cause: a mapping of kinds, or a list of such, with one repair. |",
    "",
    "| own key | of | what may stand there | default | meaning |",
    "|---|---|---|---|---|",
    ...told.flatMap(({ kind, own, short, required }) =>
      own.map((key) => {
        const node = resolve(short.properties[key]);
        const standard =
          node.default === undefined ? (required.has(key) ? "required" : "") : `\`${JSON.stringify(node.default)}\``;
        return `| \`${key}\` | \`${kind}\` | ${cell(forms(short.properties[key]))} | ${cell(standard)} | ${cell(node.description)} |`;
      }),
    ),
  ];
}

/** What is said of a union, or of the first of its members of which something is. */
function aboutOf(node, resolve) {
  const { description, anyOf = [] } = resolve(node);
  return description ?? anyOf.map((each) => resolve(each).description).find((about) => about !== undefined);
}
