import { button, element } from './element.ts';

/** What stands here before anybody is signed in: what this is, and the way in. */
export function welcome(signIn: () => void, problem: string | null): HTMLElement {
  return element(
    'main',
    { className: 'welcome' },
    element('p', { className: 'eyebrow', textContent: 'Workbench' }),
    element('h1', { textContent: 'Review a credential specification' }),
    element('p', {
      textContent:
        'Reviewers work in Google Sheets with the Credential review add-on. This page stands in for Google Sheets on this machine: the same add-on, in a spreadsheet in your browser.',
    }),
    ...(problem === null
      ? []
      : [
          element('p', {
            className: 'problem',
            role: 'alert',
            textContent: `You are not signed in. ${problem}`,
          }),
        ]),
    button('Sign in', signIn),
    element('p', {
      className: 'quiet',
      textContent:
        'You choose a sample person; there is no password. Everything stays on this machine, and what you type stays in this browser.',
    }),
  );
}
