import { alignmentOf, notMeasured, titled } from '../../../shared/domain/specifications/framework.ts';
import { headings, line, row, type TabPlan, title } from '../made-tabs/plan.ts';
import type { Form } from '../scoring-sheet/form.ts';

/** Stands where nothing is named: a mark in words or signs, since colour alone says nothing. */
const none = '–';

/**
 * The alignment tab: the specification's area-specific capabilities against the four pillars, what each names,
 * and what of the framework none of them names.
 */
export function planAlignment({ specification, assignment, framework }: Form): TabPlan {
  const { capabilities } = specification;
  const version = assignment.specificationVersion;
  const name = `Alignment v${version}`;
  const heading = title(`Alignment: ${specification.title}`);
  if (framework === null)
    return {
      name,
      widths: [420],
      rows: [
        heading,
        line(`Version ${version}`),
        line(`${notMeasured}.`),
        headings('Area-specific capability'),
        ...capabilities.map(({ text }) => row(text)),
      ],
    };
  const { pillars, unaligned, unknown, ...aligned } = alignmentOf(framework, capabilities);
  const pillarNames = pillars.map(({ pillar }) => `${pillar.number}. ${pillar.name}`);
  const verb = unaligned.length === 1 ? 'names' : 'name';
  const listed = (numbers: readonly string[]) =>
    numbers.length === 0 ? none : numbers.map((number) => titled(framework, number)).join('\n');
  return {
    name,
    widths: [420, ...pillars.map(() => 230), 150],
    rows: [
      heading,
      line(`Version ${version}, against the ${framework.name}`),
      line(
        capabilities.length === 0
          ? 'The Centre has recorded no area-specific capabilities for this version. Look in the document.'
          : 'Each row is an area-specific capability; the columns name the framework capabilities it aligns to.',
      ),
      headings('Area-specific capability', ...pillarNames, 'Names in all'),
      ...aligned.capabilities.map(({ capability, byPillar }) =>
        row(capability.text, ...byPillar.map(listed), String(byPillar.flat().length)),
      ),
      headings('The framework as a whole', ...pillarNames),
      row(
        'Covered',
        ...pillars.map(({ pillar, covered }) => `${covered.length} of ${pillar.capabilities.length}`),
      ),
      row('Covered capabilities', ...pillars.map(({ covered }) => listed(covered))),
      row('Not covered', ...pillars.map(({ notCovered }) => listed(notCovered))),
      ...(unaligned.length === 0
        ? []
        : [row(`${unaligned.length} of the area-specific capabilities ${verb} nothing of the framework`)]),
      ...(unknown.length === 0 ? [] : [row(`Named, but not in the framework: ${unknown.join(', ')}`)]),
    ],
  };
}
