/** Completion for zsh. */
import type { KnownCommand, KnownOption, Value } from "./known-words.js";

export function zshCompletion(program: string, commands: readonly KnownCommand[]): string {
  const names = commands.map(({ name, about }) => `    ${quoted(`${name}:${escaped(about)}`)}`);
  const cases = commands.map(({ name, options, argument }) => {
    const specs = [
      ...options.flatMap((option) => specsOf(program, option)),
      ...(argument === null ? [] : [quoted(`*:${argument.is}:${actionOf(program, argument)}`)]),
    ];
    return `    ${name})\n      _arguments \\\n${specs.map((spec) => `        ${spec}`).join(" \\\n")}\n      ;;`;
  });
  return `#compdef ${program}
# Completion of ${program} for zsh. In ~/.zshrc, after compinit: source <(${program} completion zsh)
_${program}_policies() {
  local each
  local -a names=($@)
  for each in $words; do [[ -f $each ]] && names+=(\${(f)"$(${program} policies $each 2>/dev/null)"}); done
  compadd -a names
}
_${program}() {
  local -a commands=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _${program} ${program}
`;
}

/** An option may be given again unless that means nothing: so that none is missing, each may. */
function specsOf(program: string, { names, about, value }: KnownOption): readonly string[] {
  const action = value === null ? "" : `:${value.is}:${actionOf(program, value)}`;
  return names.map((name) => quoted(`*${name}[${escaped(about)}]${action}`));
}

function actionOf(program: string, value: Value): string {
  switch (value.is) {
    case "words":
      return `(${value.words.join(" ")})`;
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "policies":
      return `{ _${program}_policies all }`;
    case "policy":
      return `_${program}_policies`;
    case "free":
      return " ";
  }
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
