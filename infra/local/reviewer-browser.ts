import { setTimeout as pause } from 'node:timers/promises';
import { readInbox } from './mail.ts';

/** A page as it was answered. */
export interface Seen {
  readonly response: Response;
  readonly html: string;
  /** The path it leads to; empty where it leads nowhere. */
  readonly location: string;
}

/** A service as far as a browser and an inbox see it. */
interface Reached {
  readonly url: string;
  readonly mail: { readonly url: string };
  /** Resolves when what was written has been mailed, where anybody can tell. */
  idle?(): Promise<void>;
}

/** A browser without scripts at reviewers’ pages: its cookies, its forms. */
export function reviewerBrowser(service: Reached) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const response = await fetch(new URL(path, service.url), {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { response, html: await response.text(), location: response.headers.get('location') ?? '' };
  };
  const send = (path: string, fields: Readonly<Record<string, string>>, origin = service.url) =>
    request(path, { method: 'POST', headers: { origin }, body: new URLSearchParams(fields) });

  /** Fills in the form of a page over what it holds already, and sends it as a browser does. */
  const fill = async (path: string, fields: Readonly<Record<string, string>>): Promise<Seen> =>
    send(path, { ...fieldsOf((await request(path)).html), ...fields });

  const codesFor = async (address: string): Promise<readonly string[]> => {
    await service.idle?.();
    const emails = (await readInbox(service.mail.url)).filter(({ to }) => to.includes(address));
    return emails.flatMap(({ text }) => /Code: (\d{4}.\d{4})/.exec(text ?? '')?.[1] ?? []);
  };
  /** The newest code that came to an address, once there are more than so many; waited for at most ten seconds. */
  const codeFor = async (address: string, after = 0): Promise<string> => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const codes = await codesFor(address);
      if (codes.length > after) return codes.at(-1) ?? '';
      await pause(100);
    }
    throw new Error('No code came within ten seconds.');
  };

  /** Sends a file with the token of a page that is open already. */
  const uploadWith = (path: string, csrf: string, bytes: Uint8Array): Promise<Seen> => {
    const body = new FormData();
    body.append('csrf', csrf);
    body.append('file', new Blob([new Uint8Array(bytes)]), 'review.xlsx');
    return request(path, { method: 'POST', headers: { origin: service.url }, body });
  };

  return {
    cookies,
    request,
    send,
    fill,
    codeFor,
    /** Presses a button of a page that was answered, with what it holds. */
    press: (path: string, { html }: Seen, fields: Readonly<Record<string, string>>) =>
      send(path, { ...fieldsOf(html), ...fields }),
    /** A file of a page’s. */
    download: async (path: string): Promise<Uint8Array> => {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const response = await fetch(new URL(path, service.url), { headers: { cookie } });
      return new Uint8Array(await response.arrayBuffer());
    },
    /** Sends a file by the form of a page. */
    upload: async (path: string, bytes: Uint8Array): Promise<Seen> =>
      uploadWith(path, fieldsOf((await request(path)).html).csrf ?? '', bytes),
    uploadWith,
    /** The cookies as a real browser takes them. */
    forBrowser: () =>
      [...cookies].map(([name, value]) => ({
        name,
        value,
        domain: 'localhost',
        path: '/',
        secure: true,
        httpOnly: true,
      })),
    /** Signs in by a code from the inbox, and answers where that leads. */
    signIn: async (address: string, returnTo = '/my-reviews'): Promise<string> => {
      const before = (await codesFor(address)).length;
      await fill(`/my-reviews/sign-in?${new URLSearchParams({ returnTo })}`, { email: address });
      return (await send('/my-reviews/code', { code: await codeFor(address, before) })).location;
    },
  };
}

/** A browser of a reviewer’s. */
export type ReviewerBrowser = ReturnType<typeof reviewerBrowser>;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescaped = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

const attribute = (tag: string, name: string): string | null => {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? null : unescaped(value);
};

/** What the fields of a page’s own form hold: not that of signing out, which stands in the header. */
export function fieldsOf(html: string): Readonly<Record<string, string>> {
  const main = html.slice(html.indexOf('<main'));
  const fields: Record<string, string> = {};
  for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const isChoice = /type="(?:radio|checkbox)"/.test(tag);
    if (name !== null && (!isChoice || / checked/.test(tag))) fields[name] = attribute(tag, 'value') ?? '';
  }
  // A browser leaves out the first line break of a text area.
  for (const [, tag = '', text = ''] of main.matchAll(/(<textarea[^>]*>)\n?([\s\S]*?)<\/textarea>/g))
    fields[attribute(tag, 'name') ?? ''] = unescaped(text);
  return fields;
}
