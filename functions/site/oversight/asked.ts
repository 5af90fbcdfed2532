import type { Answer } from '../../../shared/contract/operation.ts';
import { oversightOperations } from '../../../shared/contract/oversight/operations.ts';
import type { Advice, Conclusion, SubjectKind } from '../../../shared/domain/oversight/considerations.ts';
import { oversight } from '../../oversight/use-cases.ts';
import { apart, askingApart } from '../web/ask-apart.ts';

/** The operations of the Oversight Group, for its forms. */
export const ofOversight = apart(oversightOperations, oversight);

/** Asks them, for its pages. */
export const askOversight = askingApart(oversightOperations, oversight);

/** A meeting with its paper. */
export type Meeting = Answer<(typeof oversightOperations)['getMeeting']>;

/** Something that is put before it. */
export type MeetingItem = Meeting['items'][number];

/** What an item is, before its title. */
export const subjectInWords: Readonly<Record<SubjectKind, string>> = {
  proposal: 'Proposal',
  recommendation: 'Recommendation',
  priority: 'Priority',
  withdrawal: 'Withdrawal',
};

/** What a member advises. */
export const adviceInWords: Readonly<Record<Advice, string>> = {
  agree: 'Agree',
  'agree-with': 'Agree with something',
  'do-not-agree': 'Do not agree',
  'stand-aside': 'Stands aside: an interest',
};

/** What the group concluded. */
export const conclusionInWords: Readonly<Record<Conclusion, string>> = {
  agreed: 'Agreed',
  'agreed-with': 'Agreed with something',
  'not-agreed': 'Not agreed',
  'put-off': 'Put off',
};
