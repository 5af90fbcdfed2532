import { subjectKinds } from '../../../../shared/domain/oversight/considerations.ts';
import { each, type Samples } from '../../sample.ts';

const meeting = {
  meetingId: 'sample-meeting',
  at: '2026-09-03T13:30:00.000Z',
  where: 'Sample house, 1 Sample street, room 4',
};

export const samples: Samples<'put-before-group'> = each(subjectKinds, (about) => ({
  ...meeting,
  about,
  title: 'Sample credential in frailty',
}));
