/** A page that was opened, or where opening it led out of what may be visited. */
export interface OpenedPage {
  readonly url: string;
  /** The HTML; empty where the way ended. */
  readonly page: string;
}

/** As much of a browser as signing in needs. */
export interface Browser {
  /**
   * Opens a page, follows redirects, keeps cookies.
   *
   * @param isEnd tells the address that is not to be visited any more
   * @param form posted, if given
   */
  open(url: string, isEnd: (url: string) => boolean, form?: URLSearchParams): Promise<OpenedPage>;
}

/** A browser without cookies yet. It sends every cookie everywhere: use one for each site. */
export function createBrowser(): Browser {
  const cookies = new Map<string, string>();

  const open: Browser['open'] = async (url, isEnd, form) => {
    if (isEnd(url)) return { url, page: '' };
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value) cookies.set(name, value);
      else if (name) cookies.delete(name);
    }
    const page = await response.text();
    const location = response.headers.get('location');
    return location ? open(new URL(location, url).href, isEnd) : { url, page };
  };

  return { open };
}
