import { credentialTypeInWords } from '../../../shared/domain/basics/credential-types.ts';
import { notMeasured, titled } from '../../../shared/domain/specifications/framework.ts';
import { ukDay } from '../../words/uk-time.ts';
import { askPast, pastRoundRow } from '../past-rounds/rows.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { searchOf } from '../web/search.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { companionInWords, conditionsInWords, historyInWords, outcomeInWords, statusTag } from './words.ts';

/** What the list and the page of one entry both say of it. */
const inShort = (entry: AnswerTo<'getRegister'>['items'][number]) => ({
  title: entry.title,
  version: entry.specificationVersion,
  sample: entry.sample,
  status: statusTag(entry),
  stands: entry.status !== 'withdrawn',
  area: entry.areaOfPractice,
  organisation: entry.organisation,
  type: credentialTypeInWords[entry.credentialType],
  professions: entry.professions.join(', '),
  outcome: outcomeInWords(entry),
  endorsedOn: ukDay(entry.endorsedOn),
  reviewBy: ukDay(entry.reviewBy),
  outstanding: conditionsInWords(entry),
});

/** `GET /register`: the public register of endorsed specifications. */
export async function showRegister(visit: Visit): Promise<Answer> {
  // No specification is of a type that there is not.
  const type = visit.query.get('type') ?? '';
  const register =
    type === '' || Object.hasOwn(credentialTypeInWords, type)
      ? await readFor(visit, 'getRegister')
      : { items: [], next: null };
  if (register === null) return notFoundPage(visit);
  return page(visit, 'register/register.njk', {
    entries: register.items.map((entry) => ({
      href: `/register/${entry.specificationId}`,
      ...inShort(entry),
      companions: entry.companions.map(companionInWords),
    })),
    search: searchOf(
      visit,
      {
        words: 'Words, in the title or elsewhere',
        area: 'Area of practice',
        profession: 'Profession',
        type: 'Credential type',
      },
      { type: Object.entries(credentialTypeInWords).map(([value, text]) => ({ value, text })) },
    ),
    paging: pagingOf(visit, register.next),
  });
}

/** `GET /register/{specificationId}`: all that the register says of a specification. */
export async function showRegisterEntry(visit: Visit): Promise<Answer> {
  const { specificationId = '' } = visit.parameters;
  const [entry, past] = await Promise.all([
    readFor(visit, 'getRegisterEntry'),
    askPast(visit, 'getPastEndorsements', { specificationId }),
  ]);
  if (entry === null) return notFoundPage(visit);
  return page(visit, 'register/entry.njk', {
    specificationId: entry.specificationId,
    ...inShort(entry),
    documentUrl: entry.documentUrl,
    documentSha256: entry.documentSha256,
    framework: entry.framework?.name,
    notMeasured,
    capabilities: entry.capabilities.map(({ text, alignsTo }) => ({
      text,
      alignsTo: alignsTo.map((number) => titled(entry.framework, number)).join(', '),
    })),
    conditions: entry.conditions.map(({ number, text, due, fulfilledOn }) => ({
      number,
      text: text ?? 'The letter to the developer says what must be done.',
      where:
        fulfilledOn !== null
          ? `Met on ${ukDay(fulfilledOn)}`
          : entry.status === 'withdrawn'
            ? 'No longer asked for'
            : `Due by ${ukDay(due)}`,
    })),
    companions: entry.companions.map((companion) => ({
      text: companionInWords(companion),
      href: `/register/${companion.specificationId}`,
    })),
    appealOpen: entry.appealOpen,
    history: historyInWords(entry.history),
    imported: (past?.items ?? []).map(pastRoundRow),
  });
}
