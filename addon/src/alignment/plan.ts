import type { Alignment } from '../../../shared/domain/specifications/framework.ts';
import { headings, line, row, type TabPlan, title } from '../made-tabs/plan.ts';
import type { Form } from '../scoring-sheet/form.ts';

/** Stands where nothing is named: a mark in words or signs, since colour alone says nothing. */
const none = '–';

const list = (numbers: readonly string[]) => (numbers.length === 0 ? none : numbers.join(', '));

/**
 * The alignment tab: the specification's area-specific capabilities against the four pillars, what each names,
 * and what of the framework none of them names.
 */
export function planAlignment({ specification, assignment }: Form, alignment: Alignment): TabPlan {
  const { capabilities, pillars, unaligned, unknown } = alignment;
  const version = assignment.specificationVersion;
  const pillarNames = pillars.map(({ pillar }) => `${pillar.number}. ${pillar.name}`);
  const verb = unaligned.length === 1 ? 'names' : 'name';
  return {
    name: `Alignment v${version}`,
    widths: [420, ...pillars.map(() => 150), 150],
    rows: [
      title(`Alignment: ${specification.title}`),
      line(`Version ${version}, against the Multi-professional framework (2017)`),
      line(
        capabilities.length === 0
          ? 'The Centre has recorded no area-specific capabilities for this version. Look in the document.'
          : 'Each row is an area-specific capability; the columns name the framework capabilities it aligns to.',
      ),
      headings('Area-specific capability', ...pillarNames, 'Names in all'),
      ...capabilities.map(({ capability, byPillar }) =>
        row(capability.text, ...byPillar.map(list), String(byPillar.flat().length)),
      ),
      headings('The framework as a whole', ...pillarNames),
      row(
        'Covered',
        ...pillars.map(({ pillar, covered }) => `${covered.length} of ${pillar.capabilities.length}`),
      ),
      row('Covered capabilities', ...pillars.map(({ covered }) => list(covered))),
      row('Not covered', ...pillars.map(({ notCovered }) => list(notCovered))),
      ...(unaligned.length === 0
        ? []
        : [row(`${unaligned.length} of the area-specific capabilities ${verb} nothing of the framework`)]),
      ...(unknown.length === 0 ? [] : [row(`Named, but not in the framework: ${unknown.join(', ')}`)]),
    ],
  };
}
