/** Whether an address may be written to. */
export type AllowList = (address: string) => boolean;

/**
 * Reads patterns separated by commas, in which `*` stands for anything: `*@example.nhs.uk`, or `*` for everybody.
 * The same patterns limit the mailer's permission to send, so neither can be forgotten alone.
 *
 * @throws where there is no pattern: a deployment that may write to nobody is a mistake
 */
export function allowList(patterns: string): AllowList {
  const expressions = patterns
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
    .map((pattern) => new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`, 'i'));
  if (expressions.length === 0) throw new Error('The list of addresses that may be written to is empty.');
  return (address) => expressions.some((expression) => expression.test(address));
}
