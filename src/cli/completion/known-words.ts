/** What a shell can complete, taken from the commands themselves. */
import type { Argument, Command, Option } from "commander";

/** What may stand in a place: one of some words, a file, a folder, or what nobody can guess. */
export type Value =
  { readonly is: "words"; readonly words: readonly string[] } | { readonly is: "file" | "folder" | "free" };

export interface KnownOption {
  /** As they are written: `--json`, `-h`. */
  readonly names: readonly string[];
  readonly about: string;
  /** `null` when it takes none. */
  readonly value: Value | null;
}

export interface KnownCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly KnownOption[];
  /** What stands where no option does; `null` when nothing may. */
  readonly argument: Value | null;
}

export function knownCommands(program: Command): readonly KnownCommand[] {
  return program.commands.map((command) => {
    const [argument] = command.registeredArguments;
    const options = command.createHelp().visibleOptions(command);
    return {
      name: command.name(),
      about: firstWords(command.description()),
      options: options.map(knownOption),
      argument: argument === undefined ? null : valueOf(argument.name(), argument),
    };
  });
}

function knownOption(option: Option): KnownOption {
  const names = [option.short, option.long].filter((name) => name !== undefined);
  const [, placeholder] = /<(.+)>/.exec(option.flags) ?? [];
  const value = placeholder === undefined ? null : valueOf(placeholder, option);
  return { names, about: firstWords(option.description), value };
}

/** What a place is called says what stands there: `<file>`, `<folder>`. */
function valueOf(name: string, { argChoices }: Pick<Option | Argument, "argChoices">): Value {
  if (argChoices !== undefined) return { is: "words", words: argChoices };
  return { is: name === "file" || name === "folder" ? name : "free" };
}

/** What fits beside a word in a list of completions. */
function firstWords(text: string): string {
  return text.split(/[;(:]/)[0]!.trim();
}
