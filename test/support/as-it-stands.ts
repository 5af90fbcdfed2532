import { emailTexts } from '../../functions/email-texts/use-cases.ts';
import { frameworks } from '../../functions/frameworks/use-cases.ts';
import { insight } from '../../functions/insight/use-cases.ts';
import { oversight } from '../../functions/oversight/use-cases.ts';
import { reserves } from '../../functions/panels/reserves.ts';
import { pastRounds } from '../../functions/past-rounds/use-cases.ts';
import { pipeline } from '../../functions/pipeline/use-cases.ts';
import { priorities } from '../../functions/priorities/use-cases.ts';
import { proposals } from '../../functions/proposals/use-cases.ts';
import { records } from '../../functions/retention/use-cases.ts';
import { reviewing } from '../../functions/reviews/use-cases.ts';
import { search } from '../../functions/search/use-cases.ts';
import { correctingVersions } from '../../functions/specifications/correct-version.ts';
import { staffUseCases } from '../../functions/staff-use-cases.ts';
import type { Services } from '../../functions/use-case/services.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { noEmails } from './sample-emails.ts';

type Id = keyof typeof operations;

/** The read whose ETag each change names. */
export const readBefore: { readonly [Change in Id]?: Id } = {
  changeAreas: 'getAreas',
  changeSettings: 'getSettings',
  changeEmailSettings: 'getEmailSettings',
  saveEmailText: 'getEmailText',
  restoreEmailText: 'getEmailText',
  changePerson: 'getPerson',
  correctAddress: 'getPerson',
  setRoles: 'getPerson',
  erasePerson: 'getPerson',
  changeCriteriaSet: 'getCriteriaSet',
  discardCriteriaSet: 'getCriteriaSet',
  publishCriteriaSet: 'getCriteriaSet',
  withdrawCriteriaSet: 'getCriteriaSet',
  addSpecificationVersion: 'getSpecification',
  changeDeveloper: 'getSpecification',
  correctSpecificationVersion: 'getSpecification',
  changePriority: 'getPriority',
  takeBackPastImport: 'getPastImport',
  changeProposal: 'getSpecification',
  changeMeeting: 'getMeeting',
  callOffMeeting: 'getMeeting',
  putBeforeGroup: 'getMeeting',
  concludeItem: 'getMeeting',
  takeBackAgreement: 'getMeeting',
  advise: 'getOwnAdvice',
  sign: 'getApproval',
  linkCompanion: 'getSpecification',
  unlinkCompanion: 'getSpecification',
  openRound: 'getRound',
  closeRound: 'getRound',
  reopenRound: 'getRound',
  cancelRound: 'getRound',
  extendRound: 'getRound',
  addReviewer: 'getRound',
  addReviewers: 'getRound',
  recuseReviewer: 'getRound',
  removeReviewer: 'getRound',
  replaceReviewer: 'getRound',
  resolveInterest: 'getPanelMember',
  changeReviewerDue: 'getPanelMember',
  reopenReview: 'getPanelMember',
  setReserves: 'getRound',
  askNext: 'getRound',
  passConflict: 'getPanelMember',
  callPanel: 'getRound',
  recordFindings: 'getRound',
  decide: 'getRound',
  answerConcern: 'getConcern',
  answerDeveloperMessage: 'getDeveloperMessage',
  fulfilCondition: 'getDecision',
  extendCondition: 'getDecision',
  takeBackFulfilment: 'getDecision',
  rewordCondition: 'getDecision',
  withdrawDecision: 'getDecision',
  suspendEndorsement: 'getDecision',
  liftSuspension: 'getDecision',
  changeLetter: 'getLetter',
  passLetterPassage: 'getLetter',
  releaseLetter: 'getLetter',
  settleNotice: 'getNotice',
  declareInterests: 'getMyAssignment',
  declineOrRecuse: 'getMyAssignment',
  saveReview: 'getReview',
  submitReview: 'getReview',
};

/** Stands in a command for the version that was read: it is read when the command is given. */
export const whatStands = -1;

/** What commands of this shape are given to. */
type AnyUseCase = (command: { by: unknown; of: object; what: unknown; expected: number }) => Promise<unknown>;

/**
 * Everything that people do, by the ids of operations. Where the lock is not what a test is about, its commands name
 * `whatStands` in place of a version.
 */
export function asItStands(services: Services) {
  const useCases = {
    ...staffUseCases(services, noEmails),
    ...frameworks(services),
    ...emailTexts(services, noEmails),
    ...insight(services),
    ...reserves(services),
    ...pastRounds(services),
    ...oversight(services),
    ...pipeline(services),
    ...records(services),
    ...priorities(services),
    ...proposals(services),
    ...search(services),
    ...correctingVersions(services),
    ...reviewing(services),
  };
  const versionNow = async (id: Id, command: Parameters<AnyUseCase>[0]): Promise<number> => {
    const before = readBefore[id];
    if (before === undefined) throw new Error(`Say in this file which read gives the ETag for ${id}`);
    const read = useCases[before as keyof typeof useCases] as AnyUseCase;
    const found = (await read({ ...command, what: undefined })) as Result<{ version?: number }, unknown>;
    return found.ok ? (found.value.version ?? 0) : 0;
  };
  const entries = Object.entries(useCases).map(([id, useCase]) => {
    const { ifMatch }: Operation = operations[id as Id];
    const asked: AnyUseCase = async (command) =>
      (useCase as AnyUseCase)(
        ifMatch && command.expected === whatStands
          ? { ...command, expected: await versionNow(id as Id, command) }
          : command,
      );
    return [id, asked];
  });
  return Object.fromEntries(entries) as typeof useCases;
}
