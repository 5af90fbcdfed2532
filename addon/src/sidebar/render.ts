import type { View } from '../view.ts';
import { back, button, escaped, heading, paragraph } from './html.ts';
import { newerDraft, unconfirmed } from './render-changes.ts';
import { concern } from './render-concern.ts';
import { help } from './render-help.ts';
import { declaration, leaving, myReviews, ownTabs } from './render-reviews.ts';
import { defects, scoring } from './render-scoring.ts';
import { confirmation, receipt } from './render-submission.ts';

/** The HTML of a view: one heading, one job. Everything that comes from outside is escaped. */
export function render(view: View): string {
  switch (view.view) {
    case 'my-reviews':
      return myReviews(view);
    case 'help':
      return help(view);
    case 'own-tabs':
      return ownTabs(view);
    case 'declaration':
      return declaration(view);
    case 'leaving':
      return leaving(view);
    case 'concern':
      return concern(view);
    case 'scoring':
      return scoring(view);
    case 'defects':
      return defects(view);
    case 'unconfirmed':
      return unconfirmed(view);
    case 'confirmation':
      return confirmation(view);
    case 'receipt':
      return receipt(view);
    case 'newer-draft':
      return newerDraft(view);
    case 'failure':
      return failure(view);
  }
}

const failure = ({ explanation, offer }: Extract<View, { view: 'failure' }>) =>
  [
    heading(explanation.title),
    `<div class="error" role="alert">${[explanation.what, explanation.safe, explanation.next].map((text) => paragraph(text)).join('')}</div>`,
    offer === null ? '' : button(offer),
    explanation.again ? again : '',
    back,
  ].join('');

/**
 * What a reviewer reads when google.script.run itself fails: no function of ours was reached. That happens
 * where somebody is signed in to several Google accounts, and Google answers as another one of them.
 */
export const renderUnreached = (detail: string, account: string): string =>
  [
    heading('Google Sheets did not answer'),
    `<div class="error" role="alert"><p>Your scores are safe in the sheet.</p><p>If you are signed in to several Google accounts in this browser, sign out of all but ${account === '' ? 'the one that was invited' : escaped(account)}, or use a private window. Otherwise check your connection. Then reload this page and open the sidebar again.</p><p class="quiet">Google says: ${escaped(detail)}</p></div>`,
    again,
    back,
  ].join('');

const again = '<button type="button" data-again>Try again</button>';

/** Sentences about what happened in the background. */
export const renderNotices = (sentences: readonly string[]): string =>
  sentences.map((sentence) => paragraph(sentence, 'message')).join('');
