import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A page of one of the helpers. */
export interface Page {
  readonly title: string;
  /** HTML: whatever is not ours in it has been through {@link escapeHtml}. */
  readonly body: string;
  /** 200 unless told otherwise. */
  readonly statusCode?: number;
  /** Where its forms may lead, redirects included, besides the page's own origin. */
  readonly formTargets?: readonly string[];
}

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Sends a plain page without scripts, under a policy that allows none. */
export function sendPage(response: ServerResponse, page: Page): void {
  response
    .writeHead(page.statusCode ?? 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'sha256-${styleDigest}'`,
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        ["form-action 'self'", ...(page.formTargets ?? [])].join(' '),
      ].join('; '),
    })
    .end(render(page));
}

const render = ({ title, body }: Page) => `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – on this machine</title>
<style>${style}</style>
</head>
<body>
<header><p>On this machine: nothing here leaves it</p></header>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;

const style = `
body { margin: 0; font: 1.1875rem/1.5 Arial, sans-serif; color: #212b32; background: #f0f4f5; }
header { background: #005eb8; color: #fff; }
header p, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; }
a { color: #005eb8; }
a:hover { color: #7c2855; }
a:focus, button:focus { outline: 4px solid transparent; background: #ffeb3b; color: #212b32; box-shadow: 0 4px #212b32; }
ul.people { list-style: none; padding: 0; }
ul.people li { margin-bottom: 1rem; }
button { width: 100%; max-width: 36rem; padding: 1rem; border: 1px solid #aeb7bd; border-bottom: 4px solid #aeb7bd;
  background: #fff; color: inherit; font: inherit; text-align: left; cursor: pointer; }
button strong, button span { display: block; overflow-wrap: anywhere; }
button strong { color: #005eb8; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: .75rem; border-bottom: 1px solid #d8dde0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
@media (max-width: 40rem) { th, td { overflow-wrap: anywhere; } }
th { font-weight: bold; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); margin: 0; background: #fff; }
dt, dd { margin: 0; padding: .75rem; border-bottom: 1px solid #d8dde0; overflow-wrap: anywhere; }
dt { font-weight: bold; }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); } dt { padding-bottom: 0; border: 0; } dd { padding-top: 0; } }
pre { padding: 1rem; background: #fff; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { box-sizing: border-box; width: 100%; height: 40rem; border: 1px solid #aeb7bd; background: #fff; }
`;

const styleDigest = createHash('sha256').update(style).digest('base64');
