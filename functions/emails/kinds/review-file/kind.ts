import { waysInWords } from '../../../words/ways.ts';
import { about, dates, type Kind, toReviews } from '../../kind.ts';

export const kind: Kind<'review-file'> = {
  name: 'Link to the file of a review',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), ...dates(data) }),
  action: (data, places) => {
    const { origin, roundId, doors, isAttached } = places;
    // It may have been switched off since the email was written.
    if (roundId === null || !doors.includes('file')) return toReviews(data, places);
    const others = waysInWords(doors.filter((door) => door !== 'file'));
    return {
      kind: 'action',
      text: 'Fetch the review as an Excel file',
      link: `${origin}/my-reviews/${roundId}/file`,
      way: [
        ...(isAttached ? ['The same file is attached to this email. '] : []),
        'You need no account: sign in with a code that comes by email. Fill the file in, also without a connection, and upload it on the same page. Do not send it by email.',
        ...(others === ''
          ? []
          : [` It is one review, which you can also do ${others}: ${origin}/my-reviews/${roundId}.`]),
      ],
    };
  },
};
