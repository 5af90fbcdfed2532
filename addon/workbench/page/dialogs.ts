import type { Alert, Answer } from '../../google/host.ts';
import { button, element } from './element.ts';

type Button = Answer['button'];

const LABELS: Readonly<Record<Button, string>> = {
  OK: 'OK',
  CANCEL: 'Cancel',
  YES: 'Yes',
  NO: 'No',
  CLOSE: 'Close',
};

/** Shows a box over the page and waits for the choice; closing it with Escape gives null. */
export function choose<Choice extends string>(box: {
  readonly title: string;
  readonly body: readonly Node[];
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
}): Promise<Choice | null> {
  const heading = element('h2', { textContent: box.title, id: `box-${crypto.randomUUID()}` });
  const dialog = element('dialog', { className: 'box' }, heading, ...box.body);
  dialog.setAttribute('aria-labelledby', heading.id);
  return new Promise((resolve) => {
    let chosen: Choice | null = null;
    const buttons = box.choices.map(({ value, label }, index) =>
      button(
        label,
        () => {
          chosen = value;
          dialog.close();
        },
        index === 0 ? '' : 'secondary',
      ),
    );
    dialog.append(element('div', { className: 'choices' }, ...buttons));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
    (dialog.querySelector('input') ?? buttons[0])?.focus();
  });
}

/** A box of the add-on's: `Ui.alert` or `Ui.prompt`. */
export async function askFor(alert: Alert): Promise<Answer> {
  const buttons = alert.buttons.split('_') as Button[];
  const field = element('input', { type: 'text' });
  const text = element('p', { textContent: alert.prompt, className: 'as-written' });
  const body = alert.kind === 'alert' ? [text] : [element('label', {}, text, field)];
  if (alert.kind === 'prompt')
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') field.closest('dialog')?.querySelector('button')?.click();
    });
  const chosen = await choose({
    title: alert.title || 'Credential review',
    body,
    choices: buttons.map((value) => ({ value, label: LABELS[value] })),
  });
  return { button: chosen ?? 'CLOSE', text: field.value };
}

/** A plain paragraph for a box. */
export const paragraph = (text: string): HTMLParagraphElement => element('p', { textContent: text });
