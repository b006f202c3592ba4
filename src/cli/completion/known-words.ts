/** What a shell can complete, taken from the commands themselves. */
import type { Argument, Command, Option } from "commander";

/** What may stand in a place: one of some words, a file, a folder, a policy or several of a file that is named, or what nobody can guess. */
export type Value =
  | { readonly is: "words"; readonly words: readonly string[] }
  | { readonly is: "file" | "folder" | "policy" | "policies" | "free" };

/** Words that only the house can tell, by what the places are called where one of them may stand. */
export type WordsByPlace = Readonly<Record<string, readonly string[]>>;

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

export function knownCommands(program: Command, words: WordsByPlace): readonly KnownCommand[] {
  const valueOf = (place: string, { argChoices }: Pick<Option | Argument, "argChoices">): Value => {
    const known = argChoices ?? words[place];
    if (known !== undefined) return { is: "words", words: known };
    return { is: SHELLS_KNOW.find((each) => each === place) ?? "free" };
  };
  const knownOption = (option: Option): KnownOption => {
    const [, place] = /<(.+)>/.exec(option.flags) ?? [];
    return {
      names: [option.short, option.long].filter((name) => name !== undefined),
      about: firstWords(option.description),
      value: place === undefined ? null : valueOf(place, option),
    };
  };
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => {
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

/** What a place is called says what stands there: `<file>`, `<folder>`, `<policy>`. */
const SHELLS_KNOW = ["file", "folder", "policy", "policies"] as const;

/** What fits beside a word in a list of completions. */
function firstWords(text: string): string {
  return text.split(/[;(:]/)[0]!.trim();
}
