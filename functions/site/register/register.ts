import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { registerOperations } from '../../../shared/contract/register/operations.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import type { CredentialType } from '../../../shared/domain/specifications/specification.ts';
import { ukDay } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { searchOf } from '../web/search.ts';
import type { Answer, Visit } from '../web/visit.ts';

type Companion = Answered<typeof registerOperations.getRegister>['items'][number]['companions'][number];

const typeInWords: Record<CredentialType, string> = {
  'multi-professional-including-medicine': 'Multi-professional, including medicine',
  'multi-professional': 'Multi-professional',
  medical: 'Medical',
};

const companionInWords = ({ title, kind, position }: Companion): string => {
  if (kind === 'concurrent') return `${title} (taken beside it)`;
  if (kind === 'shared') return `${title} (shares content with it)`;
  return `${title} (taken ${position === 'before' ? 'before' : 'after'} it)`;
};

/** `GET /register`: the public register of endorsed specifications. */
export async function showRegister(visit: Visit): Promise<Answer> {
  const register = await readFor(visit, 'getRegister');
  if (register === null) return notFoundPage(visit);
  return page(visit, 'register/register.njk', {
    entries: register.items.map((entry) => ({
      title: entry.title,
      version: entry.specificationVersion,
      sample: entry.sample,
      area: entry.areaOfPractice,
      organisation: entry.organisation,
      type: typeInWords[entry.credentialType],
      outcome: entry.outcome === 'endorse' ? 'Endorsed' : 'Endorsed with conditions',
      endorsedOn: ukDay(entry.endorsedOn),
      reviewBy: ukDay(entry.reviewBy),
      outstanding:
        entry.conditionsOutstanding === 0
          ? entry.outcome === 'endorse'
            ? 'No conditions'
            : 'All conditions are fulfilled'
          : `${count(entry.conditionsOutstanding, 'condition')} outstanding`,
      companions: entry.companions.map(companionInWords),
    })),
    isSignedIn: visit.person !== null,
    search: searchOf(visit, { startsWith: 'Title starts with' }),
    paging: pagingOf(visit, register.next),
  });
}
