import { reviewerRoutes } from '../../functions/site/my-reviews/routes.ts';
import { allRoutes } from '../../functions/site/routes.ts';
import type { Route } from '../../functions/site/web/route.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import type { Furnished } from './furnished.ts';

/**
 * An address of every page of the site, by its route. A route that is missing here fails
 * `test/accessibility.test.ts`: whoever adds a page adds its line.
 */
export const pages: Readonly<
  Record<string, (world: Omit<Furnished, 'begunRound' | 'askedRound' | 'invitation'>) => string>
> = {
  '/': () => '/',
  '/accessibility': () => '/accessibility',
  '/privacy': () => '/privacy',
  '/help': () => '/help',
  '/search': () => '/search?words=sample',

  '/specifications': () => '/specifications',
  '/specifications/register': () => '/specifications/register',
  '/specifications/{specificationId}': ({ specificationId }) => `/specifications/${specificationId}`,
  '/specifications/{specificationId}/versions/add': ({ specificationId }) =>
    `/specifications/${specificationId}/versions/add`,
  '/specifications/{specificationId}/versions/{version}/correct': ({ untouchedSpecification }) =>
    `/specifications/${untouchedSpecification}/versions/1/correct`,
  '/specifications/{specificationId}/developer': ({ specificationId }) =>
    `/specifications/${specificationId}/developer`,
  '/specifications/{specificationId}/companions/link': ({ specificationId }) =>
    `/specifications/${specificationId}/companions/link`,
  '/specifications/{specificationId}/companions/{companionId}': ({ specificationId, companionId }) =>
    `/specifications/${specificationId}/companions/${companionId}`,
  '/specifications/{specificationId}/companions/{companionId}/unlink': ({ specificationId, companionId }) =>
    `/specifications/${specificationId}/companions/${companionId}/unlink`,
  '/specifications/{specificationId}/rounds/new': ({ specificationId }) =>
    `/specifications/${specificationId}/rounds/new`,

  '/frameworks': () => '/frameworks',
  '/frameworks/import': () => '/frameworks/import',
  '/frameworks/{frameworkId}': () => '/frameworks/2017',

  '/pipeline': () => '/pipeline',
  '/priorities': () => '/priorities',
  '/priorities/add': () => '/priorities/add',
  '/priorities/{priorityId}': ({ priorityId }) => `/priorities/${priorityId}`,
  '/priorities/{priorityId}/change': ({ priorityId }) => `/priorities/${priorityId}/change`,
  '/meetings': () => '/meetings',
  '/meetings/call': () => '/meetings/call',
  '/meetings/{meetingId}': ({ meetingId }) => `/meetings/${meetingId}`,
  '/meetings/{meetingId}/change': ({ meetingId }) => `/meetings/${meetingId}/change`,
  '/meetings/{meetingId}/call-off': ({ meetingId }) => `/meetings/${meetingId}/call-off`,
  '/meetings/{meetingId}/items/add': ({ meetingId }) => `/meetings/${meetingId}/items/add`,
  '/meetings/{meetingId}/items/{number}/advice': ({ meetingId }) => `/meetings/${meetingId}/items/1/advice`,
  '/meetings/{meetingId}/items/{number}/conclusion': ({ heldMeeting }) =>
    `/meetings/${heldMeeting}/items/2/conclusion`,
  '/meetings/{meetingId}/items/{number}/take-back': ({ heldMeeting }) =>
    `/meetings/${heldMeeting}/items/1/take-back`,
  '/rounds/{roundId}/approvals/{of}': ({ unsignedRound }) => `/rounds/${unsignedRound}/approvals/decision`,
  '/rounds/{roundId}/approvals/{of}/sign': ({ unsignedRound }) =>
    `/rounds/${unsignedRound}/approvals/decision/sign`,
  '/rounds/{roundId}/approvals/withdrawal/ask': ({ unsignedRound }) =>
    `/rounds/${unsignedRound}/approvals/withdrawal/ask`,
  '/proposals': () => '/proposals',
  '/proposals/new': () => '/proposals/new',
  '/proposals/{specificationId}/change': ({ proposalId }) => `/proposals/${proposalId}/change`,

  '/criteria-sets': () => '/criteria-sets',
  '/criteria-sets/import': () => '/criteria-sets/import',
  '/criteria-sets/{criteriaSetId}/versions/{version}': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/effect': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/effect`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/settings': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/settings`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/sections/{sectionId}': ({
    criteriaSetId,
    draftVersion,
  }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/sections/${sampleCriteriaSet().sections[0]?.id}`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/criteria/add': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/criteria/add`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/criteria/{criterionId}': ({
    criteriaSetId,
    draftVersion,
    criterionId,
  }) => `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/criteria/${criterionId}`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/criteria/{criterionId}/remove': ({
    criteriaSetId,
    draftVersion,
    criterionId,
  }) => `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/criteria/${criterionId}/remove`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/discard': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/discard`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/publish': ({ criteriaSetId, draftVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${draftVersion}/publish`,
  '/criteria-sets/{criteriaSetId}/versions/{version}/withdraw': ({ criteriaSetId, publishedVersion }) =>
    `/criteria-sets/${criteriaSetId}/versions/${publishedVersion}/withdraw`,

  '/rounds': () => '/rounds',
  '/rounds/new': () => '/rounds/new',
  '/rounds/{roundId}': ({ openRound }) => `/rounds/${openRound}`,
  '/rounds/{roundId}/open': ({ draftRound }) => `/rounds/${draftRound}/open`,
  '/rounds/{roundId}/dates': ({ openRound }) => `/rounds/${openRound}/dates`,
  '/rounds/{roundId}/close': ({ openRound }) => `/rounds/${openRound}/close`,
  '/rounds/{roundId}/cancel': ({ openRound }) => `/rounds/${openRound}/cancel`,
  '/rounds/{roundId}/reopen': ({ disputedRound }) => `/rounds/${disputedRound}/reopen`,
  '/rounds/{roundId}/reviewers/add': ({ draftRound }) => `/rounds/${draftRound}/reviewers/add`,
  '/rounds/{roundId}/reviewers/choose': ({ draftRound }) => `/rounds/${draftRound}/reviewers/choose`,
  '/rounds/{roundId}/reserves': ({ openRound }) => `/rounds/${openRound}/reserves`,
  '/rounds/{roundId}/reviewers/{personId}/ask-next': ({ vacantRound, submitterId }) =>
    `/rounds/${vacantRound}/reviewers/${submitterId}/ask-next`,
  '/rounds/{roundId}/reviewers/{personId}/conflict': ({ openRound, reviewerId }) =>
    `/rounds/${openRound}/reviewers/${reviewerId}/conflict`,
  '/rounds/{roundId}/reviewers/{personId}/replace': ({ openRound, reviewerId }) =>
    `/rounds/${openRound}/reviewers/${reviewerId}/replace`,
  '/rounds/{roundId}/reviewers/{personId}/recuse': ({ openRound, reviewerId }) =>
    `/rounds/${openRound}/reviewers/${reviewerId}/recuse`,
  '/rounds/{roundId}/reviewers/{personId}/remove': ({ draftRound, reviewerId }) =>
    `/rounds/${draftRound}/reviewers/${reviewerId}/remove`,
  '/rounds/{roundId}/reviewers/{personId}/interest': ({ openRound, reviewerId }) =>
    `/rounds/${openRound}/reviewers/${reviewerId}/interest`,
  '/rounds/{roundId}/reviewers/{personId}/reopen': ({ openRound, submitterId }) =>
    `/rounds/${openRound}/reviewers/${submitterId}/reopen`,
  '/rounds/{roundId}/reviewers/{personId}/due': ({ openRound, reviewerId }) =>
    `/rounds/${openRound}/reviewers/${reviewerId}/due`,
  '/rounds/{roundId}/reviewers/{personId}/remind': ({ openRound, remindedId }) =>
    `/rounds/${openRound}/reviewers/${remindedId}/remind`,

  '/rounds/{roundId}/concerns/{concernId}': ({ openRound, concernId }) =>
    `/rounds/${openRound}/concerns/${concernId}`,
  '/rounds/{roundId}/result': ({ disputedRound }) => `/rounds/${disputedRound}/result`,
  '/rounds/{roundId}/criteria/{criterionId}': ({ disputedRound, criterionId }) =>
    `/rounds/${disputedRound}/criteria/${criterionId}`,
  '/rounds/{roundId}/panel': ({ disputedRound }) => `/rounds/${disputedRound}/panel`,
  '/rounds/{roundId}/panel/call': ({ disputedRound }) => `/rounds/${disputedRound}/panel/call`,
  '/rounds/{roundId}/panel/findings': ({ disputedRound }) => `/rounds/${disputedRound}/panel/findings`,
  '/rounds/{roundId}/decide': ({ disputedRound }) => `/rounds/${disputedRound}/decide`,
  '/rounds/{roundId}/decision': ({ decidedRound }) => `/rounds/${decidedRound}/decision`,
  '/rounds/{roundId}/letter': ({ heldRound }) => `/rounds/${heldRound}/letter`,
  '/rounds/{roundId}/letter/change': ({ heldRound }) => `/rounds/${heldRound}/letter/change`,
  '/rounds/{roundId}/letter/passages/{passageId}/pass': ({ heldRound, heldPassage }) =>
    `/rounds/${heldRound}/letter/passages/${heldPassage}/pass`,
  '/rounds/{roundId}/letter/release': ({ decidedRound }) => `/rounds/${decidedRound}/letter/release`,

  '/rounds/{roundId}/fact-check': ({ disputedRound }) => `/rounds/${disputedRound}/fact-check`,
  '/rounds/{roundId}/developer': ({ developerRound }) => `/rounds/${developerRound}/developer`,
  '/rounds/{roundId}/developer/appeal': ({ developerRound }) => `/rounds/${developerRound}/developer/appeal`,
  '/rounds/{roundId}/developer/{messageId}': ({ developerRound, messageId }) =>
    `/rounds/${developerRound}/developer/${messageId}`,
  '/rounds/{roundId}/conditions/{number}/fulfil': ({ decidedRound }) =>
    `/rounds/${decidedRound}/conditions/1/fulfil`,
  '/rounds/{roundId}/conditions/{number}/extend': ({ decidedRound }) =>
    `/rounds/${decidedRound}/conditions/1/extend`,
  '/rounds/{roundId}/conditions/{number}/take-back': ({ suspendedRound }) =>
    `/rounds/${suspendedRound}/conditions/1/take-back`,
  '/rounds/{roundId}/conditions/{number}/reword': ({ decidedRound }) =>
    `/rounds/${decidedRound}/conditions/1/reword`,
  '/rounds/{roundId}/decision/withdraw': ({ decidedRound }) => `/rounds/${decidedRound}/decision/withdraw`,
  '/rounds/{roundId}/decision/suspend': ({ suspendedRound }) => `/rounds/${suspendedRound}/decision/suspend`,
  '/rounds/{roundId}/decision/lift': ({ suspendedRound }) => `/rounds/${suspendedRound}/decision/lift`,
  '/earlier-rounds': () => '/earlier-rounds',
  '/earlier-rounds/import': () => '/earlier-rounds/import',
  '/earlier-rounds/{importId}': ({ importId }) => `/earlier-rounds/${importId}`,
  '/earlier-endorsements': () => '/earlier-endorsements',
  '/register': () => '/register',
  '/register/{specificationId}': ({ suspendedSpecification }) => `/register/${suspendedSpecification}`,
  '/notices': ({ disputedRound }) => `/notices?roundId=${disputedRound}`,
  '/notices/samples': () => '/notices/samples',
  '/notices/samples/{number}': () => '/notices/samples/1',
  '/notices/{noticeId}': ({ noticeId }) => `/notices/${noticeId}`,
  '/notices/{noticeId}/settle': ({ noticeId }) => `/notices/${noticeId}/settle`,
  '/your-emails': () => '/your-emails',
  '/emails/{noticeId}/{key}': ({ emailChoice }) => emailChoice,
  '/developer/{noticeId}/{key}': ({ ownPage }) => ownPage,
  '/developer/{noticeId}/{key}/conditions/{number}': ({ ownPage, ownCondition }) =>
    `${ownPage}/conditions/${ownCondition}`,
  '/developer/{noticeId}/{key}/contact/confirm': ({ ownPage }) => `${ownPage}/contact/confirm`,
  '/developer/{noticeId}/{key}/contact/hand-over': ({ ownPage }) => `${ownPage}/contact/hand-over`,
  '/developer/{noticeId}/{key}/contact/codes/{codeId}': ({ codePage }) => codePage,
  '/developer/{noticeId}/{key}/facts': ({ factsPage }) => `${factsPage}/facts`,
  '/developer/{noticeId}/{key}/answer': ({ ownPage }) => `${ownPage}/answer`,
  '/developer/{noticeId}/{key}/appeal': ({ ownPage }) => `${ownPage}/appeal`,
  '/events': () => '/events',

  '/people': () => '/people',
  '/people/severity': () => '/people/severity',
  '/people/add': () => '/people/add',
  '/people/import': () => '/people/import',
  '/people/{personId}': ({ reviewerId }) => `/people/${reviewerId}`,
  '/people/{personId}/change': ({ reviewerId }) => `/people/${reviewerId}/change`,
  '/people/{personId}/address': ({ reviewerId }) => `/people/${reviewerId}/address`,
  '/people/{personId}/roles': ({ reviewerId }) => `/people/${reviewerId}/roles`,
  '/people/{personId}/erase': ({ reviewerId }) => `/people/${reviewerId}/erase`,

  '/insight': () => '/insight',
  '/records': () => '/records',

  '/settings': () => '/settings',
  '/settings/areas': () => '/settings/areas',
  '/settings/emails': () => '/settings/emails',
  '/settings/emails/signature': () => '/settings/emails/signature',
  '/settings/emails/{notice}': () => '/settings/emails/off-panel',
  '/settings/emails/{notice}/original': () => '/settings/emails/off-panel/original',
};

/** Routes that answer with something else than a page, and what. */
export const notPages: Readonly<Record<string, string>> = {
  '/sign-in': 'leads to the identity provider',
  '/auth/callback': 'leads to the page that was asked for',
  '/sign-in/reviewer': 'leads to the identity provider',
  '/auth/reviewer': 'leads to My reviews',
  '/assets/{path+}': 'files',
  '/notices/samples/{number}/email.html': 'an email',
  '/notices/{noticeId}/email.html': 'an email',
  '/pipeline/table.csv': 'a file',
  '/criteria-sets/samples/endorsement.xlsx': 'a file',
  '/criteria-sets/samples/gateway.xlsx': 'a file',
  '/criteria-sets/{criteriaSetId}/versions/{version}/table.csv': 'a file',
  '/criteria-sets/{criteriaSetId}/versions/{version}/table.xlsx': 'a file',
  '/specifications/{specificationId}/capabilities.csv': 'a file',
  '/specifications/{specificationId}/capabilities.xlsx': 'a file',
  '/insight/{criteriaSetId}/{file}': 'a file',
  '/people/{personId}/export.json': 'a file',
  '/rounds/{roundId}/everything.json': 'a file',
  '/rounds/{roundId}/export-with-notes.json': 'a file',
  '/rounds/{roundId}/export.json': 'a file',
  '/rounds/{roundId}/export/parts/{part}': 'a file',
  '/rounds/{roundId}/export-with-notes/parts/{part}': 'a file',
  '/developer/{noticeId}/{key}/letter.pdf': 'a file',
  '/rounds/{roundId}/letter.docx': 'a file',
  '/rounds/{roundId}/letter.pdf': 'a file',
  '/rounds/{roundId}/panel.ics': 'a file',
  '/rounds/{roundId}/result.csv': 'a file',
  '/rounds/{roundId}/result.xlsx': 'a file',
};

/** Every route that answers a GET. */
export const getRoutes: readonly Route[] = (await allRoutes()).filter(({ method }) => method === 'GET');

/** The name of somebody on the sample provider's page who may see a route. */
export function somebodyWho({ access }: Route): string {
  if (typeof access === 'string' || access.includes('staff')) return 'Sample staff member';
  return access.includes('oversight') ? 'Sample oversight member' : 'Sample administrator';
}

/** An address of every page of reviewers’, by its route, as for the Centre’s. */
export const reviewerPages: Readonly<Record<string, (world: Furnished) => string>> = {
  '/my-reviews': () => '/my-reviews',
  '/my-reviews/help': () => '/my-reviews/help',
  '/my-reviews/history': () => '/my-reviews/history',
  '/my-reviews/{roundId}': ({ begunRound }) => `/my-reviews/${begunRound}`,
  '/my-reviews/{roundId}/newer-version': ({ begunRound }) => `/my-reviews/${begunRound}/newer-version`,
  '/my-reviews/{roundId}/receipt': ({ openRound }) => `/my-reviews/${openRound}/receipt`,
  '/my-reviews/{roundId}/interests': ({ askedRound }) => `/my-reviews/${askedRound}/interests`,
  '/my-reviews/{roundId}/leave': ({ begunRound }) => `/my-reviews/${begunRound}/leave`,
  '/my-reviews/{roundId}/concern': ({ begunRound }) => `/my-reviews/${begunRound}/concern`,
  '/my-reviews/{roundId}/sections/{sectionId}': ({ begunRound }) =>
    `/my-reviews/${begunRound}/sections/${sampleCriteriaSet().sections[0]?.id}`,
  '/my-reviews/{roundId}/overall': ({ begunRound }) => `/my-reviews/${begunRound}/overall`,
  '/invitations/{noticeId}/{key}': ({ invitation }) => invitation,
  '/my-reviews/{roundId}/file': ({ begunRound }) => `/my-reviews/${begunRound}/file`,
  '/my-reviews/{roundId}/check': ({ begunRound }) => `/my-reviews/${begunRound}/check`,
};

/** Routes of reviewers’ that answer with a file. */
export const reviewerFiles: readonly string[] = [
  '/my-reviews/{roundId}/due.ics',
  '/my-reviews/{roundId}/review.xlsx',
  '/my-reviews/{roundId}/submitted.xlsx',
];

/** Those of strangers, who sign in on them. */
export const reviewersSignIn: readonly string[] = [
  '/my-reviews/sign-in',
  '/my-reviews/code',
  '/my-reviews/issuer',
];

/** Every route of reviewers’ pages that answers a GET. */
export const reviewerGetRoutes = reviewerRoutes.filter(({ method }) => method === 'GET');
