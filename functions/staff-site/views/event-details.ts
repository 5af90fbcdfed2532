import { decisionInWords, decisionOutcomes } from '../../../shared/domain/decision.ts';
import { outcomeInWords, statusInWords } from '../../../shared/domain/trace-in-words.ts';
import { ukTime } from '../../words/uk-time.ts';

type Details = Readonly<Record<string, string | number | null>>;

const outcomes: Readonly<Record<string, string>> = {
  ...outcomeInWords,
  ...Object.fromEntries(decisionOutcomes.map((outcome) => [outcome, decisionInWords[outcome]])),
};

/** How each detail is said. What is not here, such as hashes, is on record but not on the page. */
const said: Readonly<Record<string, (value: string, nameOf: (personId: string) => string) => string>> = {
  personId: (id, nameOf) => `About ${nameOf(id)}`,
  outcome: (outcome) => outcomes[outcome] ?? outcome,
  status: (status) => Object.entries(statusInWords).find(([name]) => name === status)?.[1] ?? status,
  number: (number) => `Number ${number}`,
  version: (version) => `Version ${version}`,
  reviewsDue: (instant) => `Reviews are due on ${ukTime(instant)}`,
  closesAt: (instant) => `The round closes on ${ukTime(instant)}`,
  reason: (reason) => `Reason: ${reason}`,
};

/** What an event says besides who did what, in a few words each. */
export const detailsInWords = (details: Details, nameOf: (personId: string) => string): readonly string[] =>
  Object.entries(said).flatMap(([name, say]) => {
    const value = details[name];
    return value === null || value === undefined || value === '' ? [] : [say(String(value), nameOf)];
  });
