import type { ConcernView, RaisedConcern, ReviewHeading } from '../view.ts';
import { about, back, details, escaped, heading, paragraph, reviewButton } from './html.ts';

/** Where a patient-safety concern is raised; once it is, that the Centre has it. */
export const concern = (view: ConcernView): string =>
  view.sent
    ? [
        heading('The Centre has your concern'),
        about(view.heading),
        '<p class="success">Its staff have been told, at once. You get an email when they have answered; the answer stands in My reviews.</p>',
        paragraph(view.text, 'as-written'),
        back,
      ].join('')
    : [
        heading('Raise a patient-safety concern'),
        about(view.heading),
        paragraph(
          'It reaches the Centre’s staff at once, with your name. It is no part of your review and changes no rating. Put nothing in it that identifies a patient.',
        ),
        `<form data-call="raiseConcern" data-args="${escaped(JSON.stringify([view]))}">`,
        view.error === null ? '' : `<p class="error" id="error" role="alert">${escaped(view.error)}</p>`,
        `<label>What worries you?<textarea name="text" rows="8"${view.error === null ? '' : ' aria-describedby="error"'}>${escaped(view.text)}</textarea></label>`,
        view.criteria.length === 0
          ? '<input type="hidden" name="criterion" value="">'
          : `<label>Which criterion is it about?<select name="criterion">${[
              ['', 'None in particular'] as const,
              ...view.criteria,
            ]
              .map(
                ([id, label]) =>
                  `<option value="${escaped(id)}"${id === view.criterion ? ' selected' : ''}>${escaped(label)}</option>`,
              )
              .join('')}</select></label>`,
        '<button type="submit">Send to the Centre</button>',
        '</form>',
        back,
      ].join('');

/** Leads there. */
export const raiseButton = (review: ReviewHeading): string =>
  reviewButton(review, 'Raise a patient-safety concern', 'showConcern', 'link block');

/** A concern that was raised, and what the Centre answered; closed until it is opened. */
export const raised = ({ text, raisedAt, answer }: RaisedConcern): string =>
  details(
    answer === null ? 'Your concern is with the Centre' : 'The Centre has answered your concern',
    [
      paragraph(`You wrote on ${raisedAt}:`, 'quiet'),
      paragraph(text, 'as-written'),
      answer === null ? '' : paragraph('The Centre answered:', 'quiet') + paragraph(answer, 'as-written'),
    ].join(''),
  );
