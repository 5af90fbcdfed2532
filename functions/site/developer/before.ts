import { canCheckFacts } from '../../developers/fact-check.ts';
import type { OwnPage } from '../../developers/link.ts';
import { letterBlocks } from '../../emails/letter-blocks.ts';
import { ukDay } from '../../words/uk-time.ts';
import { page } from '../web/answer.ts';
import { whatWasDone } from '../web/done.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { linkOf, told } from './own.ts';
import { messageShown } from './words.ts';

/** A developer’s own page before a letter: the facts that they are asked to check, if they are. */
export async function showBefore(visit: Visit, { round, facts, contact }: OwnPage): Promise<Answer> {
  const { at } = linkOf(visit);
  return page({ ...visit, done: await whatWasDone(told(visit)) }, 'developer/before.njk', {
    at,
    contact: contact.name,
    title: `${round.title}, version ${round.specificationVersion}`,
    facts: facts && {
      sample: facts.asked.data.sample,
      until: ukDay(facts.asked.data.answerBy),
      canAnswer: canCheckFacts(servicesOf(visit.site), facts),
      blocks: letterBlocks(facts.asked.data.text),
      isAnswered: facts.message !== null,
      message: facts.message?.from === contact.id ? messageShown(facts.message) : null,
    },
    isUnlisted: true,
  });
}
