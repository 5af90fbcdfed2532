/** Characters that XML cannot hold or would change, and text that looks like their escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must be escaped.
const unsafe = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text as a workbook keeps it: what XML cannot hold is written `_x000D_`, by ECMA-376 (22.9.2.19, ST_Xstring). */
export const escapedForXlsx = (text: string): string =>
  text.replace(unsafe, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

/** The text that `escapedForXlsx` made this of. */
export const textOfXlsx = (escaped: string): string =>
  escaped.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
