import type { Services } from '../use-case/services.ts';
import { ukDay } from '../words/uk-time.ts';
import { type Retention, type Span, schedule } from './schedule.ts';
import { getRetention } from './storage.ts';

/** One line of the schedule, in words. */
interface ShownRetention {
  readonly what: string;
  readonly why: string;
  readonly keep: string;
  readonly decided: string;
}

/** The schedule as it stands, in words, for whoever asks how long things are kept. */
export async function retentionShown({ db }: Pick<Services, 'db'>): Promise<readonly ShownRetention[]> {
  const { decided } = await getRetention(db);
  return Object.entries<Retention>(schedule).map(([rule, { what, why, keep, from, removedBy }]) => {
    const own = decided[rule];
    const span = own === undefined ? keep : ({ count: own.months, unit: 'months' } as const);
    return {
      what,
      why,
      keep: span === null ? from : `${inWords(span)} from ${from}`,
      decided:
        own !== undefined
          ? `The Centre decided this on ${ukDay(own.at)}.`
          : removedBy === 'itself'
            ? 'It goes by itself.'
            : 'This is proposed. The Centre has not decided it yet, and until then nothing goes by itself.',
    };
  });
}

const inWords = ({ count, unit }: Span): string => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
