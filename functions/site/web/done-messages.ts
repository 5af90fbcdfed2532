import { count, list } from '../../../shared/domain/basics/words.ts';

/** What the next page says after a form has worked, by the code in its address (`?done=…`). */
const messages = {
  saved: 'Your changes were saved.',
  'review-saved': 'Your answers were saved.',
  'interests-none': 'You have declared that you have no interests. You can start the review.',
  'interests-declared':
    'Your interest is declared. The Centre will look at it and write to you. Until then the review waits.',
  'review-left': 'The Centre knows. There is nothing more for you to do in this review.',
  'concern-raised':
    'The Centre has your concern. Its staff have been told, at once. You get an email when they have answered.',
  'review-submitted': 'Your review is submitted.',
  'framework-imported': 'The edition was imported. It never changes; versions can be measured against it.',
  'meeting-called': 'The meeting is called. Put before it what the group is to consider.',
  'meeting-called-off': 'The meeting is called off. Its members are told where something was put before it.',
  'put-before-group':
    'It is put before the meeting. Where that is still to come, emails to the members are in the outbox.',
  'advice-given': 'Your advice is kept. You can change it until the meeting begins.',
  'item-concluded': 'What the group concluded is recorded.',
  'agreement-taken-back': 'It is recorded that the group takes its agreement back.',
  signed: 'You have signed it.',
  'withdrawal-asked': 'It is asked for. What it waits for stands below.',
  'priority-added': 'The priority was added.',
  'proposal-made': 'The proposal is made. Put it to the gateway when it is ready.',
  'specification-registered': 'The specification is registered. Add its first version.',
  'version-added': 'The version was added.',
  'version-corrected': 'The version was corrected.',
  'version-unchanged': 'Nothing was added: the latest version says the same.',
  'developer-sent': 'The Centre has what you sent, and will answer you by email.',
  'developer-answered': 'That is answered.',
  'fact-check-asked': 'They are asked to check the facts. The email is in the outbox.',
  'contact-confirmed': 'Thank you. The Centre knows that you are still the contact.',
  'contact-handed-over': 'That is handed over. The Centre writes to the new contact from now on.',
  'appeal-recorded': 'The appeal is recorded. It waits for its answer on Today.',
  'developer-changed':
    'The organisation or its contact was changed. Emails go to the contact who is named here now.',
  'companion-linked': 'The companion was linked.',
  'companion-unlinked': 'The link was taken away.',
  'criteria-set-imported': 'The criteria set is here as a draft. Look at it, then publish it.',
  'criteria-set-unchanged': 'Nothing was imported: this version, which is no draft any more, says the same.',
  'criteria-set-discarded': 'The draft is discarded.',
  'criteria-set-published': 'The criteria set is published.',
  'criteria-set-withdrawn': 'The criteria set is withdrawn. It takes no new rounds.',
  'round-created': 'The round was created as a draft. Add reviewers, then open it.',
  'round-opened': 'The round is open.',
  'round-closed': 'The round is closed. Its recommendation is being derived.',
  'round-cancelled': 'The round is cancelled.',
  'round-extended': 'The dates were changed.',
  'reviewer-added': 'The reviewer was added.',
  'next-asked': 'The next on the list was asked.',
  'reserves-saved': 'The list of reserve reviewers was saved.',
  'conflict-passed': 'The reason was saved.',
  'reviewers-added': 'The reviewers were added.',
  'reviewer-due-changed': 'The reviewer has a due date of their own now.',
  'reviewer-recused': 'The reviewer was recused.',
  'reviewer-removed': 'The reviewer was taken off the panel.',
  'reviewer-replaced': 'The reviewer was replaced.',
  'interest-resolved': 'The interest is resolved.',
  'concern-answered': 'The answer is kept with the concern.',
  'review-reopened': 'The review is reopened.',
  'person-added': 'The person was added as a reviewer.',
  'person-erased': 'The person is erased.',
  'past-rounds-imported': 'The rounds are taken in. They show as imported wherever they are shown.',
  'past-rounds-known': 'Every one of these rounds is here already. Nothing was taken in.',
  'past-rounds-taken-back': 'All of it is taken back, and shown nowhere any more.',
  'people-imported': '',
  'findings-recorded': 'What the panel found is recorded. The recommendation is being derived anew.',
  decided: 'The decision is recorded. Its letter waits for its release.',
  'panel-called':
    'The panel is called. Emails to reviewers, staff and the Oversight Group are in the outbox.',
  'reviewer-reminded': 'A reminder is on its way.',
  'letter-changed': 'The letter was changed.',
  'letter-namesake-asked': 'It is on record. A second member of staff must look at it now.',
  'letter-passage-passed': 'It is on record, and stands beside the letter.',
  'letter-released': 'The letter is released. It is being sent.',
  'email-text-saved': 'Emails of this kind say this from now on.',
  'email-text-restored':
    'Emails of this kind have the words that come with the service again. Yours are kept below.',
  'notice-settled': 'That is settled.',
  'address-corrected': 'The address is saved. Emails go there again.',
  'condition-fulfilled': 'The condition is marked as fulfilled.',
  'condition-extended': 'The condition has more time.',
  'condition-reworded': 'The condition has other words, and the letter is composed anew.',
  'condition-taken-back': 'The condition is outstanding again.',
  'go-ahead-withdrawn':
    'The go-ahead is withdrawn. Emails to staff, the Oversight Group and the sponsor’s contact are in the outbox.',
  'endorsement-suspended':
    'The endorsement is suspended, and the register says so. Emails to staff, the Oversight Group and the developer’s contact are in the outbox.',
  'suspension-changed':
    'The suspension is changed, and the register says so. Emails to staff, the Oversight Group and the developer’s contact are in the outbox.',
  'suspension-lifted':
    'The endorsement stands again, and the register says so. Emails to staff, the Oversight Group and the developer’s contact are in the outbox.',
  'endorsement-withdrawn':
    'The endorsement is withdrawn. Emails to staff, the Oversight Group and the developer’s contact are in the outbox.',
} as const satisfies Record<string, string>;

/** A code of a message that may stand in an address. */
export type DoneCode = keyof typeof messages;

/** The message for the code of an address; null for none, and for what is no code of ours. */
export function doneMessage(query: URLSearchParams): string | null {
  const code = query.get('done');
  if (code === 'people-imported') return importedInWords(query);
  return code !== null && Object.hasOwn(messages, code) ? messages[code as DoneCode] : null;
}

/** How many people were added, and which of the file the Centre knew already (`?added=2&known=1,4`). */
function importedInWords(query: URLSearchParams): string | null {
  const [added, known] = [query.get('added') ?? '', query.get('known') ?? ''];
  if (!/^\d{1,3}$/.test(added) || !/^(\d{1,3}(,\d{1,3})*)?$/.test(known)) return null;
  const were = `${count(Number(added), 'person was added as a reviewer', 'people were added as reviewers')}.`;
  const places = known === '' ? [] : known.split(',');
  if (places.length === 0) return were;
  const them = places.length === 1 ? 'Person' : 'People';
  const stay =
    places.length === 1
      ? 'was known already and stays as they are'
      : 'were known already and stay as they are';
  return `${were} ${them} ${list(places)} of the file ${stay}.`;
}
