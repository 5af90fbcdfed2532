/** The cookie that holds a session's id. */
export interface SessionCookie {
  /** The id that the browser sent. */
  readonly read: (cookies: readonly string[]) => string | null;
  /** The `Set-Cookie` value that keeps an id until the browser closes; the table knows when it runs out. */
  readonly keep: (id: string) => string;
  /** The `Set-Cookie` value that takes it away. */
  readonly clear: () => string;
}

/**
 * The cookie of a site. `__Host-` binds it to this very host. On this machine its name has the port in it,
 * because every port of a host shares cookies. Staff’s sessions, reviewers’, and codes that were asked for have one each:
 * none is ever taken for another.
 */
export function sessionCookie(
  origin: string,
  of: 'session' | 'reviewing' | 'code' = 'session',
): SessionCookie {
  const { hostname, port } = new URL(origin);
  const name = hostname === 'localhost' && port !== '' ? `__Host-${of}-${port}` : `__Host-${of}`;
  // Lax, so that it comes along when the provider sends the browser back.
  const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';
  return {
    read: (cookies) => {
      const found = cookies.find((cookie) => cookie.startsWith(`${name}=`));
      return found?.slice(name.length + 1) || null;
    },
    keep: (id) => `${name}=${id}; ${attributes}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
  };
}
