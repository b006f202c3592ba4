/** What every page begins with: nothing that it asks of any network, and scripts only as its policy names them. */
import { escapeHtml } from "./escape-html.js";

export interface HtmlHead {
  /** As HTML. */
  readonly title: string;
  readonly version: string;
  readonly style: string;
  /** The digest of its script; absent: it has none. */
  readonly scriptHash?: string;
}

export function htmlHead({ title, version, style, scriptHash }: HtmlHead): string {
  const scripts = scriptHash === undefined ? "" : `; script-src 'sha256-${scriptHash}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'${scripts}">
<meta name="generator" content="Understudy ${escapeHtml(version)}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>`;
}
