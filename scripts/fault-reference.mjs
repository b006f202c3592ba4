// The part of docs/scenario.md that tells of faults: what all have, which there are, and what keys each has of its own.

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
    const [short, long] = objects.filter((object) => keysOf(object).includes(kind));
    const own = keysOf(short).filter((key) => key !== kind && !common.includes(key));
    const inside = branches(long.properties[kind]).find(({ type }) => type === "object");
    const target = keysOf(inside).find((key) => !own.includes(key) && !common.includes(key));
    return {
      kind,
      own,
      target,
      short,
      required: requiredOf(short),
      about: resolve(short.properties[kind]).description,
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
    "Each is one of these, written with what it hits: `crash: web-1`, or a list. Keys of its own stand beside that, or all",
    "together in a mapping, where what it hits has the name of the second column: `slow: { host: web-1, factor: x2 }`.",
    "",
    "| fault | hits | keys of its own | what it does |",
    "|---|---|---|---|",
    ...told.map(({ kind, own, target, required, about }) => {
      const keys = own.map((key) => `\`${key}\`${required.has(key) ? " (required)" : ""}`).join(", ");
      return `| \`${kind}\` | \`${target}\` | ${keys} | ${cell(about)} |`;
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
