import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { maxConditions } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { shortened } from '../../emails/plain-text.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import type { Field } from '../web/form-fields.ts';

/** Empty conditions that the form offers besides those that are filled in. */
const spare = 4;

const names = (index: number) => {
  const start = `conditions.${index}`;
  return {
    text: `${start}.text`,
    criterion: `${start}.criteria.0`,
    owner: `${start}.owner`,
    due: `${start}.due`,
  };
};

/** Every posted name of a condition's fields, in one order. */
const posted = (index: number): readonly string[] => {
  const { text, criterion, owner, due } = names(index);
  return [text, criterion, owner, `${due}-day`, `${due}-month`, `${due}-year`];
};

/** The fields of one condition. */
export function conditionFields(set: CriteriaSet, index: number): readonly Field[] {
  const { text, criterion, owner, due } = names(index);
  return [
    {
      kind: 'textarea',
      name: text,
      label: 'What must be done?',
      hint: `The ${whoMadeIt(set.kind)} reads this in the letter${set.kind === 'gateway' ? '' : ', and everybody in the public register once that is released'}. Do not name people. To leave the condition out, clear this box.`,
      missing: `Enter what must be done for condition ${index + 1}`,
      rows: 3,
    },
    {
      kind: 'select',
      name: criterion,
      label: 'Which criterion is it about? (optional)',
      optional: true,
      options: criteriaOf(set).map(({ id, number, text: statement }) => ({
        value: id,
        text: shortened(`${number} ${statement}`, 80),
      })),
    },
    {
      kind: 'text',
      name: owner,
      label: 'Who sees to it?',
      hint: 'An organisation or a role. Do not name people.',
      missing: `Enter who sees to condition ${index + 1}`,
      width: 20,
    },
    {
      kind: 'date',
      name: due,
      label: 'By when?',
      hint: 'Leave it empty where the date of all is right.',
      missing: `Enter the date by which condition ${index + 1} must be fulfilled`,
      optional: true,
    },
  ];
}

/** How many conditions the form has: those there are, and a few more. */
export const conditionCount = (filled: number): number => Math.min(maxConditions, filled + spare);

/** How many conditions a form that was sent holds. */
export const conditionsIn = (form: URLSearchParams): number =>
  Array.from({ length: maxConditions }, (_, index) => index).filter((index) => isFilled(form, index)).length;

/** Whether a condition was filled in. Its owner says nothing: that comes filled in. */
const isFilled = (form: URLSearchParams, index: number): boolean => {
  const { text, due } = names(index);
  return [text, `${due}-day`, `${due}-month`, `${due}-year`].some(
    (name) => (form.get(name) ?? '').trim() !== '',
  );
};

/**
 * The form without the conditions that were left empty or cleared: those after them move up, so that what is
 * wrong with one is said where it then stands. The empty ones behind them hold the usual owner, as at first.
 */
export function withoutEmptyConditions(form: URLSearchParams, usualOwner: string): URLSearchParams {
  const indexes = Array.from({ length: maxConditions }, (_, index) => index);
  const ofConditions = new Set(indexes.flatMap(posted));
  const moved = new URLSearchParams([...form].filter(([name]) => !ofConditions.has(name)));
  const filled = indexes.filter((index) => isFilled(form, index));
  filled.forEach((from, to) => {
    const after = posted(to);
    posted(from).forEach((name, i) => {
      moved.append(after[i] ?? name, form.get(name) ?? '');
    });
  });
  for (const index of indexes.slice(filled.length)) moved.append(names(index).owner, usualOwner);
  return moved;
}
