// A hook of Node for imports: see built.mjs.
const sources = new URL("../src/", import.meta.url).href;
const built = new URL("../dist/", import.meta.url).href;

export function resolve(specifier, context, next) {
  const isRelative = specifier.startsWith(".") && context.parentURL !== undefined;
  const { href } = isRelative ? new URL(specifier, context.parentURL) : { href: specifier };
  return next(href.startsWith(sources) ? href.replace(sources, built) : specifier, context);
}
