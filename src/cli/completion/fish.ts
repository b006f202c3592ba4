/** Completion for fish. */
import type { KnownCommand, Value } from "./known-words.js";

export function fishCompletion(program: string, commands: readonly KnownCommand[]): string {
  const of = (condition: string, rest: string): string => `complete -c ${program} -n '${condition}' ${rest}`;
  const lines = commands.flatMap(({ name, about, options, argument }) => {
    const within = `__fish_seen_subcommand_from ${name}`;
    return [
      of("__fish_use_subcommand", `-a ${name} -d ${quoted(about)}`),
      ...options.map(({ names, about: means, value }) =>
        of(
          within,
          `${names.map(flagOf).join(" ")} -d ${quoted(means)}${value === null ? "" : ` -x${proposing(program, value)}`}`,
        ),
      ),
      ...(argument === null || argument.is === "free" ? [] : [of(within, proposing(program, argument).trim())]),
    ];
  });
  return `# Completion of ${program} for fish. Once: ${program} completion fish > ~/.config/fish/completions/${program}.fish
function __${program}_policies
    for each in (commandline -opc)
        test -f "$each"; and ${program} policies "$each" 2>/dev/null
    end
end
complete -c ${program} -f
${lines.join("\n")}
`;
}

function flagOf(name: string): string {
  return name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
}

function proposing(program: string, value: Value): string {
  switch (value.is) {
    case "words":
      return ` -a ${quoted(value.words.join(" "))}`;
    case "file":
      return " -F";
    case "folder":
      return " -a '(__fish_complete_directories)'";
    case "policies":
      return ` -a 'all (__${program}_policies)'`;
    case "policy":
      return ` -a '(__${program}_policies)'`;
    case "free":
      return "";
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
