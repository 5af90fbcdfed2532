import { count } from '../../../shared/domain/basics/words.ts';
import { compareCapabilities } from '../../../shared/domain/specifications/companion-capabilities.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** A specification with its latest version; null where it has none yet. */
async function latestOf(visit: Visit, specificationId: string) {
  const specification = await readFor(visit, 'getSpecification', { specificationId });
  if (specification === null) return null;
  const { latestVersion: version } = specification;
  const latest =
    version === 0 ? null : await readFor(visit, 'getSpecificationVersion', { specificationId, version });
  return { specification, latest };
}

const shown = ({
  specification,
  latest,
}: {
  specification: AnswerTo<'getSpecification'>;
  latest: AnswerTo<'getSpecificationVersion'> | null;
}) => ({
  href: `/specifications/${specification.specificationId}`,
  title: specification.title,
  about:
    latest === null
      ? 'No version yet'
      : `${proposedTypeInWords(latest.content.credentialType)}, version ${latest.version}, ${count(latest.content.capabilities.length, 'capability', 'capabilities')}`,
});

/** `GET /specifications/{specificationId}/companions/{companionId}`: what two companions both have, and what one has. */
export async function showCompanion(visit: Visit): Promise<Answer> {
  const { specificationId = '', companionId = '' } = visit.parameters;
  const [one, other, links] = await Promise.all([
    latestOf(visit, specificationId),
    latestOf(visit, companionId),
    readFor(visit, 'listCompanions', { specificationId }),
  ]);
  const isLinked = links?.companions.some((link) => link.specificationId === companionId) ?? false;
  if (one === null || other === null || !isLinked) return notFoundPage(visit);
  const { both, onlyOne, onlyOther } = compareCapabilities(
    one.latest?.content.capabilities ?? [],
    other.latest?.content.capabilities ?? [],
  );
  return page(visit, 'specifications/compare.njk', {
    one: shown(one),
    other: shown(other),
    both: both.map(({ one: own, other: theirs, isSame }) => ({ one: own.text, other: theirs.text, isSame })),
    onlyOne: onlyOne.map(({ text }) => text),
    onlyOther: onlyOther.map(({ text }) => text),
  });
}
