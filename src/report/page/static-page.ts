/** What pages have in common that are read and not worked with: no script, and nothing that they ask of any network. */
import { unbrokenHtml } from "../unbroken.js";
import { escapeHtml } from "./escape-html.js";
import { htmlHead } from "./html-head.js";
import { pageStyle } from "./style.js";

interface StaticPage {
  readonly scenario: { readonly name: string; readonly title: string };
  readonly version: string;
  /** What it is about, behind the title of the scenario. */
  readonly about: string;
  /** Facts above the title, in a line. */
  readonly facts: readonly string[];
  /** HTML below the title, and the parts of the page. */
  readonly verdict: string;
  readonly main: readonly string[];
}

export function staticPage({ scenario, version, about, facts, verdict, main }: StaticPage): string {
  const title = escapeHtml(scenario.title === "" ? scenario.name : scenario.title);
  return unbrokenHtml(`${htmlHead({ title: `${title}: ${about}`, version, style: pageStyle() })}
<body>
<header>
<p class="kicker">${[scenario.name, ...facts].map(escapeHtml).join(" · ")}</p>
<h1>${title}</h1>
${verdict}
</header>
<main>
${main.join("\n")}
</main>
</body>
</html>
`);
}

/** The beginning of a section, with the question that it answers. */
export function section(id: string, title: string, question: string): string {
  return `<section id="${id}"><h2>${title}</h2><p class="question">${question}</p>`;
}
