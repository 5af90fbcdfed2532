import type { EventAction } from '../../../shared/contract/event-actions.ts';
import { count, list } from '../../../shared/domain/basics/words.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { decisionOutcomes } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { priorityStateInWords } from '../../../shared/domain/priorities/priority.ts';
import { outcomeInWords, statusInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';

/** An event, as far as its details are concerned. */
interface DetailedEvent {
  readonly action: EventAction;
  readonly details: Readonly<Record<string, string | number | null>>;
}

/** What people and specifications are called. */
interface Names {
  readonly person: (id: string) => string;
  readonly specification: (id: string) => string;
}

const outcomes: Readonly<Record<string, string>> = {
  ...outcomeInWords,
  ...Object.fromEntries(decisionOutcomes.map((outcome) => [outcome, decisionInWords[outcome]])),
};

/** What an event's number counts; where it says nothing to people, as that of a finding, it is not here. */
const numbered: Partial<Record<EventAction, string>> = {
  'condition-extended': 'Condition',
  'condition-fulfilled': 'Condition',
  'condition-reworded': 'Condition',
  'condition-taken-back': 'Condition',
  'developer-wrote': 'Condition',
  'fact-check-asked': 'Recommendation',
  'recommendation-derived': 'Recommendation',
  'review-submitted': 'Submission',
};

/** How each detail is said. What is not here, such as hashes, is on record but not on the page. */
const said: Readonly<Record<string, (value: string, names: Names, action: EventAction) => string | null>> = {
  personId: (id, names) => `About ${names.person(id)}`,
  by: (id, names) => `By ${names.person(id)}`,
  about: (what) =>
    ({ appeal: 'Appeal', evidence: 'Evidence', facts: 'Fact check', letter: 'Answer to the letter' })[what] ??
    what,
  changed: (what) => `Changed: ${list(what.split(' '))}`,
  email: (kind) => `Email: ${kind.replaceAll('-', ' ')}`,
  companionId: (id, names) => `With ${names.specification(id)}`,
  criterion: (number) => `Criterion ${number}`,
  outcome: (outcome) => outcomes[outcome] ?? outcome,
  status: (status) => Object.entries(statusInWords).find(([name]) => name === status)?.[1] ?? status,
  number: (number, _, action) => {
    const what = numbered[action];
    return what === undefined ? null : `${what} ${number}`;
  },
  version: (version) => `Version ${version}`,
  at: (instant) => `On ${ukTime(instant)}`,
  reviewsDue: (instant) => `Reviews are due on ${ukTime(instant)}`,
  until: (day) => `Until ${ukDay(day)}`,
  closesAt: (instant) => `The round closes on ${ukTime(instant)}`,
  looked: (text) => `They have looked: the ${text} names no reviewer`,
  decision: () => 'By the decision on a later round',
  reserves: (reserves) => count(Number(reserves), 'reserve reviewer'),
  places: (places) => count(Number(places), 'place'),
  state: (state) => Object.entries(priorityStateInWords).find(([name]) => name === state)?.[1] ?? state,
  added: (names) => `Added: ${names}`,
  removed: (names) => `Taken off: ${names}`,
  was: (text) => `It was: ${text}`,
  conflict: (withWhom) =>
    `Conflict seen: the mail domain of ${list(withWhom.split(' ').map((one) => (one === 'developer' ? 'the developer’s contact' : 'another member')))}`,
  reason: (reason) => `Reason: ${reason}`,
};

/** What an event says besides who did what, in a few words each. */
export const detailsInWords = ({ action, details }: DetailedEvent, names: Names): readonly string[] =>
  Object.entries(said).flatMap(([name, say]) => {
    const value = details[name];
    const words =
      value === null || value === undefined || value === '' ? null : say(String(value), names, action);
    return words === null ? [] : [words];
  });
