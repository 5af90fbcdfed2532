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

/** Shows a box over the page and waits for which button is pressed; closing it with Escape gives null. */
export function choose<Choice extends string>(box: {
  readonly title: string;
  /** A sentence or two, or parts of the page. */
  readonly body: string | readonly Node[];
  /** What the buttons say. */
  readonly choices: readonly Choice[];
}): Promise<Choice | null> {
  const heading = element('h2', { textContent: box.title, id: `box-${crypto.randomUUID()}` });
  const body = typeof box.body === 'string' ? [element('p', { textContent: box.body })] : box.body;
  const dialog = element('dialog', { className: 'box' }, heading, ...body);
  dialog.setAttribute('aria-labelledby', heading.id);
  return new Promise((resolve) => {
    let chosen: Choice | null = null;
    const buttons = box.choices.map((choice, index) => {
      const press = () => {
        chosen = choice;
        dialog.close();
      };
      return button(choice, press, index === 0 ? '' : 'secondary');
    });
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
  const title = alert.title || 'Credential review';
  const chosen = await choose({ title, body, choices: buttons.map((value) => LABELS[value]) });
  return { button: buttons.find((value) => LABELS[value] === chosen) ?? 'CLOSE', text: field.value };
}
