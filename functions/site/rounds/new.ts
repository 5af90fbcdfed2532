import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import {
  type CredentialType,
  credentialTypeInWords,
} from '../../../shared/domain/basics/credential-types.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { isMeantFor } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { publishedCriteriaSets } from '../../criteria-sets/published.ts';
import { specificationSearch } from '../specifications/list.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { pagingOf } from '../web/paging.ts';
import type { Route } from '../web/route.ts';
import { searchOf } from '../web/search.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { dates } from './forms.ts';

const ops = staffOperations;

/** What a new round is about. */
interface About {
  readonly specification: Answered<typeof ops.getSpecification>;
  /** Those that are meant for what its latest version is. */
  readonly sets: Awaited<ReturnType<typeof publishedCriteriaSets>>;
  readonly type: CredentialType | null;
  /** How many others are meant for other credential types. */
  readonly unfit: number;
}

/** A version of a criteria set as one value of a form. */
const setValue = (id: string, version: number) => `${id}/${version}`;

const create: FormDefinition<'createRound', About> = {
  operation: 'createRound',
  load: async (visit) => {
    const [specification, sets] = await Promise.all([
      readFor(visit, 'getSpecification'),
      publishedCriteriaSets(servicesOf(visit.site)),
    ]);
    if (specification === null) return null;
    const { specificationId, latestVersion } = specification;
    const latest =
      latestVersion === 0
        ? null
        : await readFor(visit, 'getSpecificationVersion', {
            specificationId,
            version: String(latestVersion),
          });
    const type = latest?.content.credentialType ?? null;
    // A proposal has no document that other criteria could judge.
    const ofStage = sets.filter(({ kind }) => specification.stage === 'specification' || kind === 'gateway');
    const fitting = ofStage.filter((set) => isMeantFor(set, type));
    return { specification, sets: fitting, type, unfit: ofStage.length - fitting.length };
  },
  text: ({ specification, type, unfit }) => ({
    title: 'Create a round',
    caption: specification.title,
    back: {
      text: specification.stage === 'proposal' ? 'Back to the proposal' : 'Back to the specification',
      href: `/specifications/${specification.specificationId}`,
    },
    paragraphs: [
      'The round is a draft until you open it. You add reviewers on the next page.',
      ...(unfit === 0 || type === null
        ? []
        : [
            `Only criteria sets for the type “${credentialTypeInWords[type]}” are offered: ${count(unfit, 'other is', 'others are')} meant for other credential types.`,
          ]),
    ],
    button: 'Create the round',
  }),
  instead: ({ specification: { specificationId, latestVersion }, sets, unfit }) =>
    latestVersion === 0
      ? {
          title: 'This specification has no version yet',
          paragraphs: ['A round reviews a version. Add one first.'],
          action: { text: 'Add a version', href: `/specifications/${specificationId}/versions/add` },
        }
      : sets.length === 0
        ? {
            title: 'No criteria set is published yet that could judge it',
            paragraphs: [
              unfit === 0
                ? 'Import one, and publish it, before you create a round.'
                : `${count(unfit, 'set is', 'sets are')} published, and meant for other credential types. Publish a set that is meant for this one before you create a round.`,
            ],
            action: { text: 'Go to criteria sets', href: '/criteria-sets' },
          }
        : null,
  fields: ({ specification, sets }) => [
    {
      kind: 'select',
      name: 'specificationVersion',
      label: specification.stage === 'proposal' ? 'Version of the proposal' : 'Version of the specification',
      missing: 'Choose a version',
      options: Array.from({ length: specification.latestVersion }, (_, i) => {
        const version = String(specification.latestVersion - i);
        return { value: version, text: i === 0 ? `Version ${version}, the latest` : `Version ${version}` };
      }),
    },
    {
      kind: 'radios',
      name: 'criteriaSetVersion',
      label: 'Criteria set',
      missing: 'Choose a criteria set',
      options: sets.map(({ criteriaSetId, version, title, kind, sample }) => ({
        value: setValue(criteriaSetId, version),
        text: `${title}, version\u00a0${version}`,
        hint: `${kind === 'gateway' ? 'Gateway' : 'Endorsement'} criteria${sample ? '. A sample: not the Centre’s own' : ''}.`,
      })),
    },
    ...dates,
  ],
  values: ({ specification, sets }) => {
    const [only, ...others] = sets;
    return {
      specificationVersion: specification.latestVersion === 0 ? '' : String(specification.latestVersion),
      criteriaSetVersion:
        only !== undefined && others.length === 0 ? setValue(only.criteriaSetId, only.version) : '',
    };
  },
  body: ({ specificationVersion, criteriaSetVersion, ...rest }, { specification, sets }) => {
    const set = sets.find((one) => setValue(one.criteriaSetId, one.version) === criteriaSetVersion);
    return {
      ...rest,
      specificationId: specification.specificationId,
      specificationVersion: specificationVersion === undefined ? undefined : Number(specificationVersion),
      criteriaSetId: set?.criteriaSetId ?? 'none',
      criteriaSetVersion: set?.version,
    };
  },
  next: ({ roundId }) => [`/rounds/${roundId}/reviewers/choose`, 'round-created'],
};

/** `GET /rounds/new`: first of all, which specification. */
async function chooseSpecification(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listSpecifications');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'rounds/choose-specification.njk', {
    specifications: list.items.map(({ specificationId, title, areaOfPractice, latestVersion }) => ({
      href: `/specifications/${specificationId}/rounds/new`,
      title,
      areaOfPractice,
      hasVersion: latestVersion > 0,
      addVersion: `/specifications/${specificationId}/versions/add`,
    })),
    search: searchOf(visit, specificationSearch),
    paging: pagingOf(visit, list.next),
  });
}

/** The two steps that create a round. */
export const createRoundForms: readonly Route[] = [
  { method: 'GET', path: '/rounds/new', access: ops.createRound.roles, handle: chooseSpecification },
  ...formRoutes('/specifications/{specificationId}/rounds/new', create),
];
