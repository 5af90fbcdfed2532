/** A cookie that holds a session's id, or what only its session can be given. */
export interface SessionCookie {
  /** What the browser sent. */
  readonly read: (cookies: readonly string[]) => string | null;
  /** The `Set-Cookie` value that keeps it until the browser closes; the table knows when it runs out. */
  readonly keep: (id: string) => string;
  /** The `Set-Cookie` value that takes it away. */
  readonly clear: () => string;
}

/**
 * The cookie of a site. `__Host-` binds it to this very host. On this machine its name has the port in it,
 * because every port of a host shares cookies. Staff’s sessions, reviewers’, codes that were asked for, signing in at an issuer, and what was done just
 * now have one each: none is ever taken for another.
 */
export function sessionCookie(
  origin: string,
  of: 'session' | 'reviewing' | 'code' | 'issuer' | 'done' = 'session',
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
