import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { count, list } from '../../../shared/domain/basics/words.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import {
  alignmentOf,
  type Framework,
  notMeasured,
  titled,
} from '../../../shared/domain/specifications/framework.ts';
import {
  type AreaCapability,
  type ProposalText,
  proposalParts,
} from '../../../shared/domain/specifications/specification.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { closingTime, ukDay, ukTime } from '../../words/uk-time.ts';
import { askPast, pastRoundRow } from '../past-rounds/rows.ts';
import { addressTroubles } from '../people/pages.ts';
import { askPriorities } from '../priorities/asked.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { roundTag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';

const ops = staffOperations;

/** `GET /specifications/{specificationId}?version=…`: a specification, a version of it, and its rounds. */
export async function showSpecification(visit: Visit): Promise<Answer> {
  const specification = await readFor(visit, 'getSpecification');
  if (specification === null) return notFoundPage(visit);
  const { specificationId, latestVersion } = specification;
  const asked = visit.query.get('version') ?? (latestVersion === 0 ? null : String(latestVersion));
  const [version, companions, rounds, contact, past] = await Promise.all([
    asked === null ? null : readFor(visit, 'getSpecificationVersion', { specificationId, version: asked }),
    readFor(visit, 'listCompanions'),
    readFor(visit, 'listRoundsOfSpecification'),
    readFor(visit, 'getPerson', { personId: specification.developer.contactId }),
    askPast(visit, 'listPastRounds'),
  ]);
  if (asked !== null && version === null) return notFoundPage(visit);
  const at = `/specifications/${specificationId}`;
  const { priorityId } = specification;
  const priority = priorityId === null ? null : await askPriorities(visit, 'getPriority', { priorityId });
  return page(visit, 'specifications/specification.njk', {
    at,
    isStaff: visit.person?.roles.includes('staff'),
    title: specification.title,
    isProposal: specification.stage === 'proposal',
    put: `proposal ${specificationId}`,
    isCredential: version === null || version.content.credentialType !== null,
    priority: priority && { href: `/priorities/${priority.priorityId}`, title: priority.title },
    areaOfPractice: specification.areaOfPractice,
    developer: {
      organisation: specification.developer.organisation,
      contact: contact && `${contact.name}, ${contact.email}`,
      contactHref: contact && `/people/${contact.personId}`,
      trouble: contact?.addressTrouble && addressTroubles[contact.addressTrouble.kind],
      isReviewer: contact?.roles.includes('reviewer'),
    },
    version: version && versionView(version, latestVersion, at),
    companions: companionsView(companions?.companions ?? [], at),
    rounds: (rounds?.items ?? []).map((round) => ({
      href: `/rounds/${round.roundId}`,
      version: round.specificationVersion,
      isGateway: round.criteriaSetKind === 'gateway',
      created: ukDay(round.createdAt),
      closesAt: closingTime(round, visit.site.now()),
      status: roundTag(round.status),
      recommendation: round.recommendation === null ? 'None yet' : outcomeInWords[round.recommendation],
      decision: decisionOf(round),
    })),
    earlier: (past?.items ?? []).map(pastRoundRow),
    paging: pagingOf(visit, rounds?.next ?? null),
  });
}

/** What was decided and when, and what became of it. */
function decisionOf({ roundId, decision }: Answered<typeof ops.listRoundsOfSpecification>['items'][number]): {
  readonly text: string;
  readonly href: string;
  readonly note: string;
} | null {
  if (decision === null) return null;
  const { outcome, decidedAt, withdrawnAt } = decision;
  return {
    text: decisionInWords[outcome],
    href: `/rounds/${roundId}/decision`,
    note: `${ukDay(decidedAt)}${withdrawnAt === null ? '' : `, withdrawn ${ukDay(withdrawnAt)}`}`,
  };
}

function versionView(
  {
    version,
    content,
    createdAt,
    changes,
    framework,
    mayBeCorrected,
  }: Answered<typeof ops.getSpecificationVersion>,
  latestVersion: number,
  at: string,
) {
  return {
    number: version,
    isLatest: version === latestVersion,
    correct: mayBeCorrected ? `${at}/versions/${version}/correct` : null,
    // The page stays the same size, however many versions there are.
    others: Array.from({ length: Math.min(latestVersion, 20) }, (_, i) => latestVersion - i).map(
      (number) => ({
        number,
        href: `${at}?version=${number}`,
        isShown: number === version,
      }),
    ),
    added: ukTime(createdAt),
    credentialType: proposedTypeInWords(content.credentialType),
    professions: content.professions.join(', '),
    documentUrl: content.documentUrl,
    documentSha256: content.documentSha256,
    proposal:
      content.proposal &&
      (Object.entries(proposalParts) as [keyof ProposalText, string][]).map(([part, name]) => ({
        name,
        text: content.proposal?.[part],
      })),
    changes: changes?.map(({ sentence }) => sentence) ?? null,
    notMeasured,
    capabilities: content.capabilities.map(({ text }) => text),
    alignment: framework && alignmentView(framework, content.capabilities),
  };
}

/** The capabilities against the framework: a row each, a column for each pillar, and what is missing. */
function alignmentView(framework: Framework, capabilities: readonly AreaCapability[]) {
  const { pillars, ...alignment } = alignmentOf(framework, capabilities);
  const named = (numbers: readonly string[]) => numbers.map((number) => titled(framework, number));
  return {
    isOne: capabilities.length === 1,
    framework: { name: framework.name, href: `/frameworks/${framework.frameworkId}` },
    pillars: pillars.map(({ pillar, covered, notCovered }) => ({
      name: pillar.name,
      short: `${pillar.number}. ${pillar.name}`,
      share: `${covered.length} of ${pillar.capabilities.length}`,
      covered: named(covered),
      gaps: named(notCovered),
    })),
    rows: alignment.capabilities.map(({ capability, byPillar }) => ({
      text: capability.text,
      cells: byPillar.map(named),
    })),
    unaligned: alignment.unaligned.map(({ text }) => text),
    unknown: alignment.unknown.length === 0 ? null : list(alignment.unknown),
    summary: count(capabilities.length, 'capability', 'capabilities'),
  };
}

function companionsView(companions: Answered<typeof ops.listCompanions>['companions'], at: string) {
  const inColumn = (position: 'before' | 'beside' | 'after') =>
    companions
      .filter((one) => one.position === position)
      .map(({ specificationId, title, kind }) => ({
        href: `/specifications/${specificationId}`,
        compare: `${at}/companions/${specificationId}`,
        unlink: `${at}/companions/${specificationId}/unlink`,
        title,
        isShared: kind === 'shared',
        kind:
          kind === 'shared' ? 'Shares content' : kind === 'concurrent' ? 'Taken side by side' : 'In sequence',
      }));
  return companions.length === 0
    ? null
    : { before: inColumn('before'), beside: inColumn('beside'), after: inColumn('after') };
}
