import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, atGateway, longTitle, type Samples } from '../../sample.ts';

const added: NoticeData<'version-added'> = {
  ...about,
  newVersion: 3,
  hasSubmitted: false,
  mayRead: true,
  changes: [
    'The title is now “Frailty care”, no longer “Frailty”',
    'The document is another file',
    'Capability added: Lead the redesign of services',
  ],
  interestWaits: false,
  moreChanges: 0,
};

export const samples: Samples<'version-added'> = {
  'some changes': added,
  'more than are listed, long title': { ...added, ...longTitle, newVersion: 15, moreChanges: 12 },
  'nothing that is compared, at the gateway': { ...added, ...atGateway, changes: [] },
  'to somebody who has submitted': { ...added, hasSubmitted: true },
  'to somebody who has not declared their interests': { ...added, mayRead: false, changes: [] },
  'to somebody whose interest waits': { ...added, mayRead: false, interestWaits: true, changes: [] },
};
