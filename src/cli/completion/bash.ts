/** Completion for bash. */
import type { KnownCommand, Value } from "./known-words.js";

export function bashCompletion(program: string, commands: readonly KnownCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ names, value }) =>
      value === null
        ? []
        : [`    ${names.map((each) => `"${name} ${each}"`).join(" | ")}) ${propose(program, value)}; return ;;`],
    ),
  );
  const words = commands.map(
    ({ name, options, argument }) =>
      `    ${name}) [[ $word == -* ]] && ${proposeWords(options.flatMap(({ names }) => names))} || ${propose(program, argument)} ;;`,
  );
  return `# Completion of ${program} for bash. In ~/.bashrc: source <(${program} completion bash)
_${program}_policies() {
  local each
  for each in "\${COMP_WORDS[@]:2}"; do [[ -f $each ]] && ${program} policies "$each" 2>/dev/null; done
}
_${program}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} IFS=$'\\n'
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    ${proposeWords(commands.map(({ name }) => name))}
    return
  fi
  case "$command $before" in
${values.join("\n")}
  esac
  case $command in
${words.join("\n")}
  esac
}
complete -o filenames -F _${program} ${program}
`;
}

function propose(program: string, value: Value | null): string {
  if (value === null || value.is === "free") return ":";
  if (value.is === "words") return proposeWords(value.words);
  if (value.is === "policy") return `COMPREPLY=($(compgen -W "$(_${program}_policies)" -- "$word"))`;
  if (value.is === "policies") return `COMPREPLY=($(compgen -W $'all\\n'"$(_${program}_policies)" -- "$word"))`;
  return `COMPREPLY=($(compgen ${value.is === "file" ? "-f" : "-d"} -- "$word"))`;
}

function proposeWords(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W $'${words.join("\\n")}' -- "$word"))`;
}
