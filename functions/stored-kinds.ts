import { areasItem } from './centre/stored-areas.ts';
import { eventItem } from './centre/stored-event.ts';
import { settingsItem } from './centre/stored-settings.ts';
import { concernSummary } from './concerns/storage.ts';
import { concernItem } from './concerns/stored-concern.ts';
import { criteriaSetSummary } from './criteria-sets/storage.ts';
import { criteriaSetItem } from './criteria-sets/stored-criteria-set.ts';
import { conditionSummary } from './decisions/storage.ts';
import { conditionItem, decisionItem } from './decisions/stored-decision.ts';
import { messageSummary } from './developers/storage.ts';
import { messageItem } from './developers/stored-message.ts';
import { emailTextItem } from './email-texts/stored-email-text.ts';
import { discussionItem, findingItem } from './findings/stored-finding.ts';
import { frameworkSummary } from './frameworks/storage.ts';
import { frameworkItem } from './frameworks/stored-framework.ts';
import { insightRoundSummary } from './insight/storage.ts';
import { insightRoundItem } from './insight/stored-insight-round.ts';
import { letterPassItem } from './letters/stored-letter-pass.ts';
import { noticeSummary } from './notices/storage.ts';
import { noticeItems } from './notices/stored-notice.ts';
import { approvalSummary } from './oversight/approvals-storage.ts';
import { meetingSummary } from './oversight/storage.ts';
import { approvalItem } from './oversight/stored-approval.ts';
import { adviceItem, agendaItem, meetingItem } from './oversight/stored-meeting.ts';
import { assignmentSummary } from './panels/assignment-listing.ts';
import { assignmentItem } from './panels/stored-assignment.ts';
import { pastRoundsSummary } from './past-rounds/storage.ts';
import { pastImportsItem, pastRoundsItem } from './past-rounds/stored-past-rounds.ts';
import { personSummary, reviewerSummary } from './people/storage.ts';
import { emailItem, personItem, reviewerItem, signedInItem, subjectItem } from './people/stored-person.ts';
import { rosterItem } from './people/stored-roster.ts';
import { severityItem } from './people/stored-severity.ts';
import { prioritySummary } from './priorities/storage.ts';
import { priorityItem } from './priorities/stored-priority.ts';
import { endorsementSummary } from './register/storage.ts';
import { endorsementItem } from './register/stored-endorsement.ts';
import { registerTermItem, registerTermSummary } from './register/terms.ts';
import { undecidedSummary } from './results/storage.ts';
import { recommendationItem } from './results/stored-recommendation.ts';
import { resultItem } from './results/stored-result.ts';
import { retentionItem } from './retention/stored-retention.ts';
import { reviewItem } from './reviews/stored-review.ts';
import { submissionItem } from './reviews/stored-submission.ts';
import { roundSummary } from './rounds/storage.ts';
import { roundItem } from './rounds/stored-round.ts';
import { wordItem, wordSummary } from './search/stored-word.ts';
import { codeItem, limitItem, reviewerSessionItem } from './sign-in-codes/stored-code.ts';
import { sessionItem } from './site/sign-in/stored-session.ts';
import { newerVersionSummary, specificationSummary } from './specifications/storage.ts';
import { companionItem } from './specifications/stored-companion.ts';
import { specificationItem, specificationVersionItem } from './specifications/stored-specification.ts';
import type { AnyKind, RawItem, StoredSummary } from './table/stored.ts';
import { idempotencyItem } from './table/stored-answer.ts';
import { sealItem } from './table/stored-seal.ts';

/** Every kind of item, by its name; of notices each has a kind of its own. */
export const storedKinds: Readonly<Record<string, AnyKind>> = {
  ...Object.fromEntries(
    [
      adviceItem,
      agendaItem,
      approvalItem,
      assignmentItem,
      codeItem,
      companionItem,
      concernItem,
      conditionItem,
      criteriaSetItem,
      decisionItem,
      emailItem,
      messageItem,
      emailTextItem,
      endorsementItem,
      eventItem,
      discussionItem,
      findingItem,
      frameworkItem,
      idempotencyItem,
      insightRoundItem,
      letterPassItem,
      limitItem,
      pastImportsItem,
      pastRoundsItem,
      meetingItem,
      personItem,
      priorityItem,
      recommendationItem,
      registerTermItem,
      resultItem,
      retentionItem,
      reviewItem,
      reviewerItem,
      reviewerSessionItem,
      rosterItem,
      roundItem,
      sealItem,
      sessionItem,
      signedInItem,
      settingsItem,
      areasItem,
      severityItem,
      specificationItem,
      specificationVersionItem,
      subjectItem,
      submissionItem,
      wordItem,
    ].map((kind): [string, AnyKind] => [kind.stamp.kind, kind]),
  ),
  ...Object.fromEntries(
    Object.entries(noticeItems).map(([notice, kind]): [string, AnyKind] => [`notice ${notice}`, kind]),
  ),
};

/** What lists show, by the kinds that it lies in. */
export const storedSummaries: Readonly<Record<string, StoredSummary<unknown>>> = {
  approval: approvalSummary,
  assignment: assignmentSummary,
  concern: concernSummary,
  condition: conditionSummary,
  'criteria-set': criteriaSetSummary,
  'developer-message': messageSummary,
  endorsement: endorsementSummary,
  framework: frameworkSummary,
  'insight-round': insightRoundSummary,
  'register-term': registerTermSummary,
  meeting: meetingSummary,
  notice: noticeSummary,
  'past-rounds': pastRoundsSummary,
  person: personSummary,
  priority: prioritySummary,
  result: undecidedSummary,
  reviewer: reviewerSummary,
  round: roundSummary,
  specification: specificationSummary,
  'specification-version': newerVersionSummary,
  word: wordSummary,
};

/** What kind an item is of, by its name in `storedKinds`. */
export const kindOf = ({ kind, notice }: RawItem): string =>
  kind === 'notice' ? `notice ${notice}` : String(kind);
