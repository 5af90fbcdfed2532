import { insightRoundWrite } from '../../functions/insight/storage.ts';
import type { Database } from '../../functions/table/database.ts';
import { transact } from '../../functions/table/write.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';

const areas = ['Frailty', 'Stroke', 'Pain', 'Palliative and end of life care', 'Dementia'] as const;
const types = ['multi-professional', 'multi-professional-including-medicine', 'medical', 'dental'] as const;

/** Numbers from 0 to 1 that look random and are the same each time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Puts what insight counts of rounds of three years into a table, without the rounds. */
export async function addCountedRounds(db: Database, many: number): Promise<void> {
  const set = sampleCriteriaSet();
  const criteria = criteriaOf(set);
  const next = sequence(7);
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const oneOf = <T>(some: readonly T[]): T => some[Math.floor(next() ** 2 * some.length)] as T;
  for (let n = 0; n < many; n++) {
    const year = 2024 + (n % 3);
    const acceptance = upTo(9);
    const review = acceptance + 7 + upTo(14);
    const recommendation = review + upTo(14);
    const decision = recommendation + 3 + upTo(25);
    const [declined, unanswered] = [Number(next() < 0.4), Number(next() < 0.2)];
    const hasConditions = next() < 0.6;
    const written = await transact(db, [
      insightRoundWrite(
        set.id,
        { roundId: `counted-${n}`, version: 0 },
        {
          at: `${year}-0${1 + (n % 9)}-12T09:00:00.000Z`,
          year,
          type: oneOf(types),
          area: oneOf(areas),
          version: 1,
          days: { acceptance, review, recommendation, decision, letter: decision + upTo(10) },
          answers: {
            asked: 4,
            accepted: 4 - declined - unanswered,
            declined,
            steppedDown: Number(next() < 0.1),
            unanswered,
          },
          rawAgreement: 0.55 + 0.4 * next(),
          alpha: -0.1 + 0.8 * next(),
          failed: criteria
            .filter((_, i) => next() < (i % 5 === 0 ? 0.45 : i % 3 === 0 ? 0.2 : 0.04))
            .map(({ id }) => id),
          conditions: hasConditions
            ? [{ due: `${year}-11-30`, metOn: next() < 0.7 ? `${year}-11-01` : `${year}-12-24` }]
            : [],
          overOn: null,
        },
      ),
    ]);
    if (!written.ok) throw new Error('A counted round could not be put.');
  }
}
