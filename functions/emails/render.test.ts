import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { compileEmails } from '../../infra/build-emails.ts';
import {
  goesToDeveloper,
  isOptional,
  type NoticeData,
  type NoticeKind,
  noticeData,
  noticeKinds,
} from '../../shared/contract/notices/kinds.ts';
import { decisionInWords } from '../../shared/domain/decisions/decision.ts';
import { reasonSentences } from '../../shared/domain/recommendations/trace-in-words.ts';
import { type Door, doors } from '../../shared/domain/reviews/review.ts';
import { percentAgreementInWords } from '../../shared/domain/statistics/agreement-in-words.ts';
import { ukDay, ukStart, ukTime } from '../words/uk-time.ts';
import { createEmails, type Email, type Emails, type Notice, toSay } from './render.ts';
import { type SampleNotice, sampleNotices, sampleSettings, samplesOf } from './samples.ts';

let folder: string;
let emails: Emails;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emails-'));
  await compileEmails(folder);
  emails = createEmails(folder, sampleSettings);
});
afterAll(() => rm(folder, { recursive: true }));

const { origin, reviewerStart } = sampleSettings;
const myReviews = `${origin}/my-reviews`;

const render = ({ notice, recipient }: SampleNotice): Email => emails.render(notice, recipient);

const named = (title: string): SampleNotice => {
  const sample = sampleNotices.find((one) => one.title === title);
  if (sample === undefined) throw new Error(`There is no sample “${title}”`);
  return sample;
};

const rendered = (title: string): Email => render(named(title));

/** A sample with other data. */
const withData = (sample: SampleNotice, data: object): SampleNotice => ({
  ...sample,
  notice: { ...sample.notice, data: { ...sample.notice.data, ...data } } as Notice,
});

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What people see of an email’s HTML, with the addresses of its links. */
const seen = (html: string): string =>
  spaced(
    html
      .replace(/^[\s\S]*<body/, '<body')
      .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, ' $1 ')
      .replace(/<\/?(?:strong|span|a)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&'),
  );

const linksOf = ({ html }: Email): readonly string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);

const dates = ({ reviewsDue, closesAt }: { reviewsDue: string; closesAt: string }) => [
  `${ukTime(reviewsDue)} UK time`,
  `${ukTime(closesAt)} UK time`,
];

/** What an email must tell besides the specification: the facts of its data, in words. */
const facts: { readonly [K in NoticeKind]: (data: NoticeData<K>) => readonly string[] } = {
  invitation: (data) => [
    ...dates(data),
    data.criteriaSetTitle,
    'declare your interests',
    `Please answer by: ${ukTime(data.answerBy)} UK time`,
  ],
  'declaration-received': () => ['Please wait'],
  'put-before-group': (data) => [
    `The Centre puts before the Oversight Group the ${data.about}`,
    data.title,
    `${ukStart(data.at)} UK time`,
    data.where,
    'advise with your reasons before the meeting',
  ],
  'meeting-changed': (data) => [
    `${ukStart(data.at)} UK time`,
    ...(data.calledOff === null ? [data.where, 'changed'] : ['called off', data.calledOff]),
  ],
  'signature-asked': (data) => [
    'A signature is asked for',
    data.isWithdrawal ? 'asks to withdraw' : 'has signed the decision',
  ],
  'review-file': (data) => ['You can begin your review', ...dates(data)],
  'interest-declared': () => ['A reviewer has declared an interest'],
  'reviews-in': (data) => [
    'Every review is in',
    `${data.reviews} reviewer`,
    `${ukTime(data.closesAt)} UK time`,
  ],
  'concern-raised': () => ['A reviewer has raised a patient-safety concern', 'reads this first acts on it'],
  'concern-answered': (data) => [`You raised a concern about`, ukTime(data.raisedAt)],
  'declaration-resolved': (data) =>
    data.resolution === 'cleared'
      ? ['You can review', ...dates(data)]
      : ['you should not review', 'There is nothing more for you to do'],
  reminder: (data) => [
    ...dates(data),
    ...(data.when === 'answer'
      ? [`By ${ukTime(data.answerBy ?? '')} UK time`, 'please decline, or accept and declare your interests']
      : [
          data.isReopened
            ? 'What you submitted counts until you submit again'
            : data.hasStarted
              ? 'You have started, but not submitted'
              : 'You have not started yet',
        ]),
    ...(data.isOverdue ? ['You can still submit'] : []),
    ...(data.when === 'asked' ? ['asks how far you are'] : []),
    ...(data.when === 'one-day' ? ['last reminder'] : []),
  ],
  receipt: (data) => [
    data.receiptId,
    `number ${data.submissionNumber}`,
    `${ukTime(data.submittedAt)} UK time`,
    data.contentHash,
    data.criteriaSetHash,
    data.door === 'sheet' ? 'at the top of your scoring sheet' : 'The same receipt stands in My reviews',
  ],
  reopened: (data) => [spaced(data.reason), ...dates(data)],
  'dates-changed': (data) => [...dates(data), data.isOpenAgain ? 'open again' : 'changed the dates'],
  'off-panel': () => ['taken you off the panel', 'There is nothing more for you to do'],
  'round-closed': (data) => [
    data.how === 'cancelled' ? 'cancelled' : 'closed',
    data.hasSubmitted ? 'Thank you for your review' : 'You had not submitted a review',
    // Only who has submitted is ever asked to a panel.
    data.hasSubmitted && data.how === 'closed' ? 'may call a panel discussion' : 'nothing more for you to do',
  ],
  recommendation: (data) => [
    data.outcome.replaceAll('-', ' '),
    reasonSentences(data.reasons).join(' '),
    ...data.conditions,
    ...data.disputed,
    ...[data.moreConditions, data.moreDisputed].flatMap((n) =>
      n === 0 ? [] : [`and ${n} more: see the result`],
    ),
    percentAgreementInWords(data.rawAgreement),
    `number ${data.recommendationNumber}`,
    data.criteriaSetHash.slice(0, 12),
    'This is what the rules of the criteria set recommend. The Centre decides.',
  ],
  'panel-called': (data) => [
    `${ukTime(data.at)} UK time`,
    spaced(data.where),
    ...(data.isCalledOff
      ? ['is called off']
      : [
          data.disputed === 0
            ? 'No criterion is disputed'
            : `${data.disputed} ${data.disputed === 1 ? 'criterion is' : 'criteria are'} disputed`,
        ]),
  ],
  'decision-recorded': (data) => [
    decisionInWords[data.outcome].toLowerCase(),
    data.recommended.replaceAll('-', ' '),
    data.departs ? 'departs from' : 'follows',
    ...(data.conditions === 0 ? [] : [`${data.conditions} condition`]),
    ...(data.endorsement === null
      ? []
      : data.endorsement.becomes === 'replaced'
        ? ['version 1 will be replaced by this one when the letter is released']
        : ['version 1 is suspended', '31 January 2027']),
  ],
  letter: (data) => [
    data.organisation,
    data.subject,
    // A list in HTML numbers its items itself.
    ...data.body.split('\n').map((line) => line.replace(/^(?:[#-]|\d+\.) /, '')),
    data.reference,
    data.standing === undefined
      ? 'where you can appeal'
      : 'where you can send evidence for conditions, answer',
    ...data.leftOutByStaff.map(({ about }) => `on ${about}`),
    ...(data.release === null
      ? ['Yours sincerely Centre for Advancing Practice']
      : [
          ukDay(data.release.on),
          data.release.addressee,
          `Yours sincerely ${data.release.signatory?.name} ${data.release.signatory?.position} Centre for Advancing Practice`,
        ]),
  ],
  'sign-in-code': (data) => [
    `Code: ${data.code === 'sealed' ? '•••• ••••' : '0123 4567'}`,
    `${ukTime(data.expiresAt)} UK time`,
    'Nobody from the Centre will ever ask you for it',
  ],
  'decision-withdrawn': (data) => [
    spaced(data.reason),
    ...(data.audience === 'developer' && !data.wasTold
      ? ['has withdrawn that decision before the letter about it went to you.']
      : [
          data.criteriaSetKind === 'gateway'
            ? 'its decision that development of'
            : data.wasTold
              ? 'withdrawn its endorsement of'
              : 'withdrawn its decision to endorse',
          ...(data.wasTold && data.criteriaSetKind !== 'gateway'
            ? ['The Centre’s public register says so']
            : []),
          'conditions, if it had any, are no longer asked for. This is why:',
        ]),
    data.audience === 'developer'
      ? 'Yours sincerely'
      : `The ${data.criteriaSetKind === 'gateway' ? '' : 'developer’s '}contact is told`,
  ],
  'endorsement-suspended': (data) => [
    spaced(data.reason),
    `consider the endorsement again by ${ukDay(data.reconsiderBy)}`,
    data.before === null
      ? 'has suspended its endorsement'
      : data.before < data.reconsiderBy
        ? 'has extended the suspension of its'
        : data.before > data.reconsiderBy
          ? 'has shortened the suspension of its'
          : 'stays suspended',
    'It does not stand until the Centre lifts the suspension.',
    data.audience === 'developer' ? 'Yours sincerely' : 'The developer’s contact is told',
  ],
  'version-added': (data) => [
    `Version ${data.newVersion} has been added`,
    data.hasSubmitted
      ? 'It stands, and you need do nothing'
      : data.interestWaits
        ? 'you need do nothing now'
        : 'nothing changes in your review',
    ...(data.mayRead
      ? ['See all that is different']
      : data.interestWaits
        ? ['the Centre has not decided yet']
        : ['Once you have declared your interests', 'Go to the review']),
    ...data.changes,
    ...(data.moreChanges === 0 ? [] : [`and ${data.moreChanges} more`]),
  ],
  'condition-news': (data) => [
    `Condition ${data.number} `,
    spaced(data.text ?? 'What it asks for stands in the letter.'),
    ...(data.what === 'accepted'
      ? ['nothing more for you to do about this condition']
      : data.evidence?.waits
        ? [
            `has the evidence that was sent for it on ${ukDay(data.evidence.receivedOn)}`,
            'has not answered it yet',
          ]
        : [ukDay(data.due), 'evidence', data.evidenceTo ?? 'in an answer to the email']),
    ...(data.evidence?.waits === false
      ? [`has looked at the evidence that was sent for it on ${ukDay(data.evidence.receivedOn)}`]
      : []),
    ...(data.reason === null ? [] : [spaced(data.reason)]),
  ],
  'contact-code': (data) => [
    `Code: ${data.code === 'sealed' ? '•••• ••••' : '0123 4567'}`,
    `${ukTime(data.expiresAt)} UK time`,
    'without the code nothing changes',
  ],
  'contact-changed': (data) => [
    ...(data.audience === 'former'
      ? ['You were the contact for', 'because you were the contact']
      : ['You are the contact for', 'because you are the contact']),
  ],
  'fact-check': (data) => [ukDay(data.answerBy), 'the Centre has not decided yet'],
  'developer-answered': (data) => [
    ukDay(data.receivedOn),
    spaced(data.text),
    data.audience === 'former' ? 'because you were the contact' : 'because you are the contact',
    data.outcome === null
      ? 'Centre has answered'
      : data.outcome === 'not-upheld'
        ? 'has not upheld the appeal'
        : 'has upheld the appeal',
  ],
  'suspension-lifted': (data) => [
    spaced(data.reason),
    'The endorsement stands again',
    data.audience === 'developer' ? 'Yours sincerely' : 'The developer’s contact is told',
  ],
  digest: (data) => [
    ukDay(data.week),
    ...Object.values(data.counts).flatMap((n) => (n === 0 ? [] : [`${n} `])),
    ...(data.more ? ['There is more than is counted here'] : []),
  ],
};

const factsOf = <K extends NoticeKind>({ notice, data }: { notice: K; data: NoticeData<K> }) =>
  facts[notice](data);

test('there is a sample of every kind, and no two have the same title', () => {
  expect([...new Set(sampleNotices.map(({ notice }) => notice.notice))].sort()).toEqual(
    [...noticeKinds].sort(),
  );
  expect(new Set(sampleNotices.map(({ title }) => title)).size).toBe(sampleNotices.length);
});

describe.each(sampleNotices.map((sample) => [sample.title, sample] as const))('%s', (_, sample) => {
  const { notice, recipient } = sample;

  test('tells every fact of its data in both forms, and greets its recipient', () => {
    const { text, html } = render(sample);
    const about =
      'specificationVersion' in notice.data && notice.notice !== 'letter'
        ? [`${notice.data.title}, version ${notice.data.specificationVersion}`]
        : [];
    for (const fact of [...factsOf(notice), ...about, `Dear ${recipient.name},`]) {
      expect(spaced(text)).toContain(spaced(fact));
      expect(seen(html)).toContain(spaced(fact));
    }
  });

  test('has at most one link besides the one to choose emails, the same in both forms', () => {
    const email = render(sample);
    const links = linksOf(email);
    const own = links.filter((link) => !link.startsWith(`${origin}/emails/`));
    expect(own.length).toBeLessThanOrEqual(1);
    for (const link of links) expect(email.text).toContain(`\n${link}\n`);
  });

  test('says at its top where the criteria are a sample, and only there', () => {
    const { text, html } = render(sample);
    const mark = 'Sample criteria: this round does not use the Centre’s own criteria.';
    const isSample = 'sample' in notice.data && notice.data.sample;
    expect(text.startsWith(mark)).toBe(isSample);
    expect(seen(html).startsWith(`Credential review Centre for Advancing Practice ${mark}`)).toBe(isSample);
    expect(text.includes('Sample criteria:')).toBe(isSample);
  });

  test('says why it came, and how to do without it or that nobody can', () => {
    const { text, html, headers } = render(sample);
    const optOut = `${origin}/emails/${notice.id}/${notice.linkKey}`;
    for (const form of [spaced(text), seen(html)]) {
      expect(form).toContain('You get this email because ');
      expect(form.includes('It is part of the service, so it cannot be turned off.')).toBe(
        !isOptional(notice.notice),
      );
      expect(form.includes('Choose which emails you get')).toBe(isOptional(notice.notice));
      expect(form.includes(optOut)).toBe(isOptional(notice.notice));
    }
    expect(headers).toEqual([
      { name: 'Auto-Submitted', value: 'auto-generated' },
      ...(isOptional(notice.notice)
        ? [
            { name: 'List-Unsubscribe', value: `<${optOut}>` },
            { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
          ]
        : []),
    ]);
  });

  test('is a whole page of HTML in British English, with one h1 and its subject as title', () => {
    const { html, subject } = render(sample);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB"/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(seen(html)).not.toMatch(/\{[{%]/);
    expect(html).toContain('<title>');
    expect(subject).not.toBe('');
  });

  test('throws where anything of its data is missing, or where there is more', () => {
    // What came later is missing from notices of before.
    const shape: Readonly<Record<string, z.ZodType>> = noticeData[notice.notice].shape;
    const needed = Object.keys(notice.data).filter((key) => !shape[key]?.safeParse(undefined).success);
    expect(needed.length).toBeGreaterThan(0);
    for (const key of needed) {
      const { [key]: _gone, ...rest } = notice.data as Record<string, unknown>;
      expect(() => render({ ...sample, notice: { ...notice, data: rest } as unknown as Notice })).toThrow(
        key,
      );
    }
    expect(() => render(withData(sample, { reviewerName: 'Dr Sample' }))).toThrow('reviewerName');
  });
});

test('without a key to choose emails with, one that people may do without does not claim to be part of the service', () => {
  for (const sample of sampleNotices.filter(({ notice }) => isOptional(notice.notice))) {
    const { text, html, headers } = render({ ...sample, notice: { ...sample.notice, linkKey: null } });
    expect(headers.map(({ name }) => name)).toEqual(['Auto-Submitted']);
    for (const form of [spaced(text), seen(html)]) {
      expect(form).toContain('Ask the Centre if you would rather not get emails like this.');
      expect(form).not.toContain('cannot be turned off');
    }
  }
});

test('a key to choose emails with changes nothing for those that are part of the service', () => {
  for (const sample of sampleNotices.filter(({ notice }) => !isOptional(notice.notice))) {
    const email = render({ ...sample, notice: { ...sample.notice, linkKey: 'key' } });
    const { notice, data, id } = sample.notice;
    // A developer's key opens their own page, and an invitation's answers it.
    const own = goesToDeveloper(notice, data) ? 'developer' : notice === 'invitation' ? 'invitations' : null;
    if (own === null) expect(email).toEqual(render(sample));
    else expect(linksOf(email)).toEqual([`${origin}/${own}/${id}/key`]);
  }
});

/** Every text of a notice that somebody can have typed. */
const typed = new Set([
  'title',
  'criteriaSetTitle',
  'reason',
  'conditions',
  'disputed',
  'where',
  'organisation',
  'subject',
  'body',
  'receiptId',
  'calledOff',
]);

const typing = (sample: SampleNotice, text: string): SampleNotice => ({
  ...withData(
    sample,
    Object.fromEntries(
      Object.entries(sample.notice.data).flatMap(([key, value]) => {
        if (key === 'release' && value !== null)
          return [[key, { ...value, addressee: text, signatory: { name: text, position: text } }]];
        if (!typed.has(key) || typeof value === 'number') return [];
        return [[key, Array.isArray(value) ? value.map(() => text) : text]];
      }),
    ),
  ),
  recipient: { name: text },
});

test.each([
  `<script>alert(1)</script>`,
  `<img src=x onerror="alert(1)">`,
  `</title></div><a href='https://example.org'>x</a>`,
  `"' onmouseover="x & y &amp; z`,
  `{{ name }}{% if x %}{{ 7 * 7 }}`,
  `((name))((if x))((end))`,
  `## Heading`,
])('markup in any text is shown, not run: %s', (markup) => {
  for (const sample of sampleNotices) {
    const plain = render(typing(sample, 'Plain'));
    const email = render(typing(sample, markup));
    const tags = (html: string) => html.replace(/<title>[^<]*/g, '').match(/<[^>]*>/g);
    expect(tags(email.html)).toEqual(tags(plain.html));
    expect(seen(email.html)).toContain(`Dear ${markup},`);
    expect(spaced(email.text)).toContain(`Dear ${markup},`);
  }
});

test('a title in several lines stays on the subject’s line and stays one paragraph of the text', () => {
  const title = 'Frailty\r\nBcc: somebody@example.org\n\nDear all,';
  for (const sample of sampleNotices.filter(
    ({ notice: { notice, data } }) => notice !== 'letter' && 'title' in data,
  )) {
    const { subject, text } = render(withData(sample, { title }));
    expect(subject).toMatch(/^[^\r\n]+$/);
    expect(text.split('\n\n').map(spaced)).toContainEqual(
      expect.stringContaining('Frailty Bcc: somebody@example.org Dear all,'),
    );
  }
});

test('a subject is shorter than 60 characters and begins with what matters, whatever the title', () => {
  const sample = named('reminder, overdue');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const { subject } = render(withData(sample, { title }));
      expect(subject.length).toBeLessThan(60);
      expect(subject).toMatch(/^Your review is overdue:/);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['invitation, sample criteria', 'Review by 6 August 2026: Sample credential in frailty'],
  ['declaration-resolved, recused', 'You will not review: Sample credential in frailty'],
  ['review-file, sample criteria', 'You can begin your review: Sample credential in frailty'],
  ['reminder, 7 days before', 'Review due 6 August 2026: Sample credential in frailty'],
  ['dates-changed, open again', 'Open again, due 6 August 2026: Sample credential in frailty'],
  ['round-closed, cancelled, submitted', 'Round cancelled: Sample credential in frailty'],
  ['recommendation, hold', 'Recommended: hold – Sample credential in frailty'],
  ['panel-called, to a reviewer', 'Panel 3 September at 2:30pm: Sample credential in frailty'],
  ['decision-recorded, endorse', 'Decided: endorse – Sample credential in frailty'],
  ['decision-withdrawn, to the developer', 'Endorsement withdrawn: Sample credential in frailty'],
  ['letter, composed', 'Sample … in frailty, version 2: endorsed with conditions'],
  ['digest, more than is counted', 'At least 112 things wait: week of 28 September 2026'],
])('the subject of “%s” is “%s”', (title, subject) => {
  expect(rendered(title).subject).toBe(subject);
});

test('the subjects of every kind tell titles apart that begin alike or end alike, at the gateway too', () => {
  const titles = ['frailty across all settings', 'respiratory care', 'cancer care'].flatMap((end) =>
    ['Sample credential in ', `${'Advanced practice for people '.repeat(5)}in `].map(
      (start) => `${start}${end}`,
    ),
  );
  for (const sample of sampleNotices.filter(
    ({ notice: { notice, data } }) => notice !== 'letter' && 'criteriaSetKind' in data,
  ))
    for (const criteriaSetKind of ['endorsement', 'gateway'])
      for (const rest of [
        {},
        { number: 12, newVersion: 12, due: '2026-09-28', at: '2026-09-23T11:30:00.000Z' },
      ]) {
        const known = Object.fromEntries(Object.entries(rest).filter(([name]) => name in sample.notice.data));
        const subjects = titles.map(
          (title) => render(withData(sample, { ...known, criteriaSetKind, title })).subject,
        );
        expect([sample.title, new Set(subjects).size]).toEqual([sample.title, titles.length]);
      }
});

const page = (path: string) => `${origin}/rounds/sample-round${path}`;

test.each([
  ['invitation, sample criteria', [`${origin}/invitations/sample-invitation-2/sample-key`]],
  ['declaration-resolved, recused', []],
  ['interest-declared, sample criteria', [page('')]],
  ['concern-raised, sample criteria', [page('/concerns/a-sample-concern')]],
  ['concern-answered, sample criteria', [myReviews]],
  ['reminder, before the day to answer by', [`${origin}/my-reviews`]],
  ['reminder, 7 days before', [myReviews]],
  ['receipt, of a review by page', [`${origin}/my-reviews`, `${origin}/emails/sample-receipt-3/sample-key`]],
  ['review-file, sample criteria', [`${origin}/my-reviews/sample-round/file`]],
  ['recommendation, endorse', [page('/result')]],
  ['panel-called, to a reviewer', [myReviews]],
  ['panel-called, to the Centre', [page('/result')]],
  [
    'decision-recorded, endorse',
    [page('/decision'), `${origin}/emails/sample-decision-recorded-1/sample-key`],
  ],
  ['digest, one thing', [`${origin}/`, `${origin}/emails/sample-digest-2/sample-key`]],
  ['letter, composed', [`${origin}/developer/sample-letter-1/sample-key`]],
  ['decision-withdrawn, to the Centre', [page('/decision')]],
  ['decision-withdrawn, to the developer', [`${origin}/developer/sample-decision-withdrawn-5/sample-key`]],
])('“%s” leads to %j', (title, links) => {
  expect(linksOf(rendered(title))).toEqual(links);
});

test('reviewers are told where to go in Google Sheets, in the words of the add-on’s menu', () => {
  for (const sample of sampleNotices) {
    const email = render(sample);
    const goes = spaced(email.text).includes(reviewerStart);
    const way =
      'choose Extensions, then Credential review, then My reviews. This works on a computer only: not in the mobile app, and not in an Excel file that is opened in Sheets.';
    expect(spaced(email.text).includes(way)).toBe(goes);
    expect(seen(email.html).includes(way)).toBe(goes);
  }
});

test('no email leads a reviewer to Google Sheets first, but where that is the only way that is open', () => {
  const linksBy = (open: readonly Door[]) =>
    sampleNotices.flatMap(({ notice, recipient }) => linksOf(emails.render(notice, recipient, open)));
  expect(linksBy(doors)).not.toContain(reviewerStart);
  expect(linksBy(['sheet'])).toContain(reviewerStart);
});

test('an email names no way of reviewing that the Centre has switched off, and leads to none', () => {
  const said = ({ notice, recipient }: SampleNotice, open: readonly Door[]) => {
    const email = emails.render(notice, recipient, open);
    return { links: linksOf(email), text: spaced(`${email.subject} ${email.text} ${seen(email.html)}`) };
  };
  const names: Readonly<Record<Door, RegExp>> = {
    sheet: /Google Sheets|add-on|Extensions/,
    // The add-on does not run in one: that is said of Google Sheets.
    file: /Excel file(?! that is opened in Sheets)/,
    page: /web pages/,
  };
  const ofReviewers = sampleNotices.filter(
    // By which door a review came in its receipt says.
    ({ notice }) => !(notice.notice === 'receipt' && notice.data.door !== 'page'),
  );
  for (const closed of doors)
    for (const sample of ofReviewers) {
      const { links, text } = said(
        sample,
        doors.filter((door) => door !== closed),
      );
      expect([sample.title, text]).toEqual([sample.title, expect.not.stringMatching(names[closed])]);
      if (closed === 'sheet') expect(links).not.toContain(reviewerStart);
      if (closed === 'file') expect(links.join()).not.toMatch(/\/file/);
    }
});

test('the email about a declaration says that the file is attached where it is, and where that way is open', () => {
  const { notice, recipient } = named('review-file, sample criteria');
  const says = { words: null, version: 0, signature: null, contact: null, replyTo: null };
  const saysSo = (attachesReviewFiles: boolean, open: readonly Door[]) =>
    [emails.render(notice, recipient, open, { ...says, attachesReviewFiles })]
      .flatMap(({ text, html }) => [spaced(text), seen(html)])
      .map((text) => text.includes('The same file is attached to this email.'));
  expect(saysSo(true, doors)).toEqual([true, true]);
  expect(saysSo(false, doors)).toEqual([false, false]);
  expect(saysSo(true, ['page'])).toEqual([false, false]);
});

test('an address in a letter or a reason stays text: nobody who writes can put a link into the Centre’s email', () => {
  const address = 'https://example.org/login';
  for (const kind of ['letter', 'reopened', 'panel-called', 'recommendation', 'decision-withdrawn'] as const)
    for (const sample of samplesOf(kind)) {
      const email = render(typing(sample, address));
      expect(linksOf(email)).toEqual(linksOf(render(sample)));
      expect(seen(email.html)).toContain(address);
    }
});

test('a letter’s headings and lists are headings and lists', () => {
  const { html, text } = rendered('letter, composed');
  expect(html).toMatch(/<h2[^>]*>Conditions<\/h2>/);
  expect(html).toMatch(
    /<ol[^>]*>\s*<li[^>]*>Say for each learning outcome[^<]*<br \/>\s*Due by 31 March 2027/,
  );
  expect(html).toMatch(/<li[^>]*>Please match the table on page 31 to the outcomes\.<\/li>/);
  expect(text).toMatch(/\n\nConditions\n\n1\. Say for each learning outcome/);
  expect(text).toContain('\n- Please match the table on page 31 to the outcomes.\n');
  expect(text).not.toContain('# ');
});

test('a digest lists what is above 0 only, each in the singular or plural', () => {
  const { text } = render(
    withData(named('digest, nothing'), {
      counts: {
        roundsClosing: 2,
        reviewsOverdue: 0,
        concerns: 1,
        interests: 1,
        declined: 1,
        unanswered: 2,
        panelsToCall: 0,
        toDecide: 0,
        conditionsDue: 2,
        endorsementsToReview: 1,
        suspensionsToReconsider: 0,
        noticesFailed: 0,
        noticesToRelease: 0,
        addressesFailing: 0,
      },
    }),
  );
  expect(text.match(/^- .*$/gm)).toEqual([
    '- 1 patient-safety concern to answer',
    '- 1 declared interest to resolve',
    '- 1 reviewer has declined: the next on the list can be asked',
    '- 2 reviewers have not answered: somebody else can be asked',
    '- 2 conditions due',
    '- 1 endorsement to review',
    '- 2 rounds closing soon',
  ]);
  expect(rendered('digest, nothing').text).not.toMatch(/^- /m);
});

test('a notice about a round that does not name it is refused rather than sent with a link to nowhere', () => {
  const sample = named('recommendation, hold');
  expect(() => render({ ...sample, notice: { ...sample.notice, roundId: null } })).toThrow('must name it');
});

/** Emails with other words for a kind. */
async function withWords(kind: NoticeKind, what: string, to: string): Promise<Emails> {
  const own = join(folder, 'other');
  await mkdir(own, { recursive: true });
  await cp(join(folder, 'frame.html'), join(own, 'frame.html'));
  const words = JSON.parse(await readFile(join(folder, 'words.json'), 'utf8'));
  expect(words[kind]).toContain(what);
  await writeFile(join(own, 'words.json'), JSON.stringify({ [kind]: words[kind].replace(what, to) }));
  return createEmails(own, sampleSettings);
}

test('words that name what nobody gives throw instead of sending a gap', async () => {
  const other = await withWords('off-panel', '((name))', '((first name))');
  const { notice, recipient } = named('off-panel, long title');
  expect(() => other.render(notice, recipient)).toThrow(
    'The words of “off-panel”: Line 6: there is no placeholder “first name”.',
  );
});

test('words that leave out the action throw instead of sending an email that leads nowhere', async () => {
  const other = await withWords('invitation', '((action))', '');
  const { notice, recipient } = named('invitation, long titles');
  expect(() => other.render(notice, recipient)).toThrow('“((action))” is missing');
});

test('samples take every way that a condition of the words can go', () => {
  for (const kind of noticeKinds) {
    const given = samplesOf(kind).map(
      ({ notice, recipient }) => toSay(notice, recipient, sampleSettings).values,
    );
    for (const [name, value] of Object.entries(given[0] ?? {}))
      if (typeof value === 'boolean')
        expect([kind, name, new Set(given.map((values) => values[name])).size]).toEqual([kind, name, 2]);
  }
});
