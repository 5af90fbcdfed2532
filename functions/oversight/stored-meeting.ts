import { instant, slug, versionNumber } from '../../shared/contract/basics.ts';
import { conclusion, meetingView, newAdvice, newItem } from '../../shared/contract/oversight/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A meeting of the Oversight Group. */
export const meetingItem = item('meeting', {
  id: slug,
  at: instant,
  where: meetingView.shape.where,
  chairId: slug.nullable(),
  calledOff: meetingView.shape.calledOff,
  /** How many items were put before it, and on how many nothing is concluded yet. */
  items: count,
  open: count,
  /** Raised by every edit of staff, item and conclusion, never by advice. */
  editVersion: count,
});

/** Something that is put before a meeting. */
export const agendaItem = item('meeting-item', {
  meetingId: slug,
  number: versionNumber,
  ...newItem.shape,
  title: meetingView.shape.items.element.shape.title,
  /** Of a recommendation: which one it was when it was put. */
  recommendationNumber: versionNumber.nullable(),
  /** Of a recommendation or a withdrawal: which one the decision was when it was put; null before there was any. */
  decisionVersion: count.nullable().optional(),
  putAt: instant,
  putBy: slug,
  conclusion: conclusion.nullable(),
});

/** What a member advises on an item. */
export const adviceItem = item('advice', {
  meetingId: slug,
  number: versionNumber,
  personId: slug,
  ...newAdvice.shape,
  at: instant,
  version: count,
});

/** A meeting, as it is read back. */
export type MeetingItem = Stored<typeof meetingItem>;

/** An item of a meeting, as it is read back. */
export type AgendaItem = Stored<typeof agendaItem>;

/** A member's advice, as it is read back. */
export type AdviceItem = Stored<typeof adviceItem>;
