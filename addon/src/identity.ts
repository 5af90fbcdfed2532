/** The token of this run. Google starts the script from nothing each time, so it cannot be somebody else’s. */
let token: string | null = null;

/** Google's identity token of the person at the spreadsheet; null where Google gives none. */
export function identityToken(): string | null {
  try {
    token ??= ScriptApp.getIdentityToken() || null;
  } catch {
    return null;
  }
  return token;
}

/** The subject of the token: who the person is, whatever their address; null where Google does not say. */
export function subject(): string | null {
  const [, payload] = identityToken()?.split('.') ?? [];
  if (payload === undefined) return null;
  try {
    // Byte by byte: the subject is of digits, whatever alphabets the other claims are in.
    const bytes = Utilities.base64DecodeWebSafe(payload);
    const claims = JSON.parse(bytes.map((byte) => String.fromCharCode(byte & 0xff)).join(''));
    return typeof claims.sub === 'string' && claims.sub !== '' ? claims.sub : null;
  } catch {
    return null;
  }
}
