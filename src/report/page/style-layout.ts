/** Text, tables, controls, and what stands where. */
export const layoutStyle = `
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
header, nav, main, noscript p { max-width: 76rem; margin: 0 auto; padding-left: 1.5rem; padding-right: 1.5rem; }
header { padding-top: 1.75rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.1rem 0 0.9rem; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0; font-weight: 650; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.4rem; font-weight: 650; }
h4 { font-size: 0.9rem; margin: 1.4rem 0 0.4rem; font-weight: 650; }
p { margin: 0.4rem 0; max-width: 46rem; }
small { font-size: 0.85em; color: var(--quiet); font-weight: 400; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.88em; }
.kicker { color: var(--quiet); font-size: 0.87rem; margin: 0; max-width: none; }
.question { color: var(--quiet); margin: 0.1rem 0 0.8rem; }
.note, .facts { color: var(--quiet); font-size: 0.9rem; }
.nothing { color: var(--quiet); background: var(--raised); border-radius: 6px; padding: 0.7rem 0.9rem; max-width: none; }
.good { color: var(--good); } .bad { color: var(--bad); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.verdict { font-size: 1.15rem; font-weight: 600; padding: 0.75rem 1rem; border-radius: 8px; margin: 0 0 0.5rem; max-width: none; background: var(--raised); }
.verdict.good { background: var(--good-paper); } .verdict.bad { background: var(--bad-paper); }
.verdict span { display: inline-block; width: 1.2em; }
.standing { margin: 0 0 0.5rem; max-width: none; }
nav { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem 1rem; background: var(--paper);
  padding-top: 0.5rem; padding-bottom: 0.5rem; font-size: 0.9rem; box-shadow: 0 1px 0 var(--line); }
nav a { color: var(--quiet); text-decoration: none; padding: 0.15rem 0; }
nav a:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 4px; }
nav .theme { margin-left: auto; } nav .policy-choice { margin-left: auto; } nav .policy-choice + .theme { margin-left: 0; }
section { padding: 1.9rem 0 0.4rem; }
section + section, .of-policy > section, .of-policy + section { border-top: 1px solid var(--line); margin-top: 1.4rem; }
main > section:first-child { border-top: 0; margin-top: 0; }
button, select, input { font: inherit; font-size: 0.88rem; color: var(--ink); background: var(--raised); border: 1px solid var(--line); border-radius: 5px; padding: 0.22rem 0.6rem; min-height: 1.9rem; }
button { cursor: pointer; } button:hover:not(:disabled) { border-color: var(--quiet); } button:disabled { color: var(--quiet); cursor: default; }
button.link { background: none; border: 0; padding: 0; min-height: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; font-weight: 600; }
button.link[aria-expanded="true"]::before { content: "▾ "; }
input[type="search"] { width: 18rem; max-width: 100%; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.controls.search, .pager { display: flex; align-items: center; gap: 0.8rem; margin: 0.5rem 0; flex-wrap: wrap; }
.search output, .pager span, .caption { color: var(--quiet); font-size: 0.88rem; }
.buttons { display: inline-flex; gap: 0.3rem; flex-wrap: wrap; }
.scroller { overflow-x: auto; margin: 0.5rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: baseline; padding: 0.38rem 1rem 0.38rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--quiet); font-size: 0.82rem; white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 500; overflow-wrap: break-word; min-width: 7rem; }
th.number, td.number { text-align: right; white-space: nowrap; } td.number small, th.number small { display: block; }
th:last-child, td:last-child { padding-right: 0; }
.glance th, .glance td { vertical-align: middle; }
tbody tr:hover { background: var(--raised); }
.reason, .entry { display: block; } .reason { color: var(--quiet); font-size: 0.92em; }
.facts-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0.7rem 1.5rem; margin: 0.5rem 0 1rem; }
dt { color: var(--quiet); font-size: 0.82rem; } dd { margin: 0; overflow-wrap: anywhere; font-weight: 500; }
summary { cursor: pointer; color: var(--quiet); font-size: 0.85rem; padding: 0.35rem 0; } summary:hover { color: var(--ink); }
.pairs { display: block; } .pairs path { fill: none; stroke: var(--quiet); } .pairs .marks { stroke: var(--ink); stroke-width: 1.5; } .pairs .mean { fill: var(--accent); } .pairs .mean path { stroke: var(--accent); }
.picture img { max-width: 100%; height: auto; }
.topology { text-align: center; } .topology img { max-width: 100%; height: auto; }
:root[data-theme="dark"] .topology img { filter: invert(0.91) hue-rotate(180deg); }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) .picture img { filter: invert(0.91) hue-rotate(180deg); } }
pre { background: var(--raised); border-radius: 6px; padding: 0.9rem; overflow: auto; max-height: 34rem; }
main { padding-bottom: 4rem; }
@media (max-width: 46rem) {
  html { scroll-padding-top: 5.5rem; }
  header, nav, main { padding-left: 0.9rem; padding-right: 0.9rem; }
  h1 { font-size: 1.35rem; }
  th, td { padding-right: 0.7rem; } tbody th { min-width: 4.5rem; overflow-wrap: anywhere; } .phases-table th:nth-child(2), .phases-table td:nth-child(2) { display: none; }
  .scroller thead { display: none; } .scroller table, .scroller tbody, .scroller tr, .scroller th, .scroller td { display: block; }
  .scroller tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; } .scroller th, .scroller td { border: 0; padding: 0.12rem 0; min-width: 0; }
  .scroller th { font-weight: 600; } .scroller td:empty { display: none; } .scroller th.number, .scroller td.number { text-align: left; white-space: normal; }
  .scroller :is(th, td)[data-title]:not([data-title=""])::before { content: attr(data-title) ": "; color: var(--quiet); } .scroller td.number small { display: inline; margin-left: 0.4rem; }
  .scale-ticks .tick:nth-child(2):not(:last-child) { display: none; }
  /* Charts of letters too small to read are gone where the rows below have pictures of their own; others are drawn at their full width, and scroll. */
  .picture.at-length { display: none; } .picture img { max-width: none; }
  nav { gap: 0 0.8rem; flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
}
@page { margin: 14mm 12mm; }
@media print {
  body { font-size: 10.5pt; }
  .controls, nav, .hint { display: none !important; }
  header, main { max-width: none; padding-left: 0; padding-right: 0; }
  /* The first page is for those who read one page. */
  #verdict { break-after: page; }
  section { break-inside: auto; } h2, h3, h4, .question, figure, tr, .lane, li { break-inside: avoid; } h2, h3, h4, .question, thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  .u-legend .u-value { display: none; } table { font-size: 8.5pt; } th, td { padding-right: 0.5rem; } .plot.spark { min-width: 4rem; } thead th { white-space: normal; font-size: 7.5pt; } td.number { white-space: normal; } tbody th { min-width: 5.5rem; overflow-wrap: normal; }
  .scroller { overflow: visible; } pre { max-height: none; white-space: pre-wrap; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
