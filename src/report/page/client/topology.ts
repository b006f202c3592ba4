/** What the scenario's world is made of, as a picture. */
import { formatNumberOf } from "../../number-format.js";
import { element, nothing, section } from "./dom.js";
import { head } from "./page-source.js";

export function topologySection(): HTMLElement {
  const { whole, body } = section(
    "topology",
    "Topology",
    "What is it made of, and how does it hang together at the beginning?",
  );
  const { topology, parts, scenario } = head;
  if (topology === null) {
    body.append(nothing(`Not drawn: ${formatNumberOf(parts, "part")}. Draw it with understudy check --topology.`));
    return whole;
  }
  // As an image, so that nothing in the picture can meet the rest of the page.
  const image = element("img", {
    src: `data:image/svg+xml,${encodeURIComponent(topology)}`,
    alt: `Topology of ${scenario.name}: ${formatNumberOf(parts, "part")}`,
  });
  body.append(
    element("div", { class: "scroller topology", tabindex: 0, role: "region", "aria-label": "Topology" }, image),
    element(
      "p",
      { class: "note" },
      "Solid: data. Dashed: control. Bold: power. Dotted: where something runs or lies at the beginning.",
    ),
  );
  return whole;
}
