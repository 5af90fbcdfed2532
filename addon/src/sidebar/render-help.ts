import type { View } from '../view.ts';
import { back, button, details, heading } from './html.ts';

/** What helps a reviewer, and behind it what only Centre staff need: for them alone. */
export const help = ({ staff }: Extract<View, { view: 'help' }>): string =>
  [
    heading('Help'),
    '<p>Choose “My reviews” for what the Centre asks you to review. Start a review: its tab opens in this spreadsheet. Rate every criterion, give evidence, comment where it helps, then choose “Check and submit” here.</p>',
    '<p>What you type is yours until you submit. “Save draft” keeps it at the Centre as well, for you alone.</p>',
    '<p>Work in Google Sheets on a computer. The add-on is not in the mobile app, nor in an Excel file that is opened in Sheets.</p>',
    '<p>Everybody with whom this spreadsheet is shared can read it. Review in a spreadsheet of your own.</p>',
    '<p>If you see something that may harm patients, choose “Raise a patient-safety concern”: it reaches the Centre at once, beside your review.</p>',
    '<p>If something goes wrong, tell the Centre what the sidebar says.</p>',
    staff
      ? details(
          'For Centre staff',
          [
            button({ label: 'Import the results of a round', call: 'importResults', args: [] }, 'secondary'),
            button({ label: 'Refresh the results here', call: 'refreshResults', args: [] }, 'secondary'),
            button({ label: 'Self-test', call: 'runSelfTest', args: [] }, 'secondary'),
          ].join(''),
        )
      : '',
    back,
  ].join('');
