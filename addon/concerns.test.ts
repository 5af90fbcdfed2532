import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { roundId } from './testing/review-service.ts';
import { score, setUp, started, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

const text = 'Page 14 lets a practitioner act alone in the first week.';

describe('a patient-safety concern', () => {
  it('is raised beside the review, about a criterion, and stands in My reviews until it is answered and after', async () => {
    const { sheets, service } = await started();
    const form = await view(sheets, 'showConcern', roundId);
    const [criterion] = criteriaOf(small);
    expect(form).toMatchObject({
      view: 'concern',
      heading: { title: 'Enhanced stroke care' },
      criteria: expect.arrayContaining([[criterion?.id, `${criterion?.number} ${criterion?.text}`]]),
      sent: false,
    });
    const before = structuredClone(service.draft);
    const typed = { text, criterion: criterion?.id };
    expect(await view(sheets, 'raiseConcern', form, typed)).toMatchObject({ sent: true, text, error: null });
    expect(service.concerns).toMatchObject([{ text, criterionId: criterion?.id }]);
    expect(service.draft).toEqual(before);
    expect(service.submissions).toEqual([]);
    const waiting = { text, raisedAt: '1 August 2026 at 10:30am', answer: null };
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      assignments: [{ mayRaise: true, concerns: [waiting] }],
    });
    const [raised] = service.concerns;
    if (raised) raised.answer = { text: 'Page 14 is out.', answeredAt: '2026-08-01T12:00:00Z' };
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      assignments: [{ concerns: [{ ...waiting, answer: 'Page 14 is out.' }] }],
    });
  });

  it('is not said to be with the Centre before the service says so, and keeps its words until then', async () => {
    const { sheets, service } = await started();
    const form = await view(sheets, 'showConcern', roundId);
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'raiseConcern', cut: 'after' });
    const typed = { text, criterion: '' };
    const failed = await view(sheets, 'raiseConcern', form, typed);
    expect(failed).toMatchObject({
      view: 'concern',
      sent: false,
      text,
      error: expect.stringContaining('Your words are kept.'),
    });
    // The service has had it all along: sending the same words again makes no second one, other words do.
    expect(await view(sheets, 'raiseConcern', failed, typed)).toMatchObject({ sent: true });
    expect(service.concerns).toHaveLength(1);
    expect(
      await view(sheets, 'raiseConcern', failed, { ...typed, text: `${text} And page 15.` }),
    ).toMatchObject({ sent: true });
    expect(service.concerns).toHaveLength(2);
  });

  it('says what the service says where it cannot be raised here any more', async () => {
    const { sheets, service } = await started();
    const form = await view(sheets, 'showConcern', roundId);
    service.faults.push({ on: 'raiseConcern', problem: 'round-not-open' });
    const refused = await view(sheets, 'raiseConcern', form, { text, criterion: '' });
    expect(refused).toMatchObject({
      sent: false,
      text,
      error: expect.stringMatching(/^The round is not open/),
    });
  });

  it('needs words, and not too many', async () => {
    const { sheets, service } = await started();
    const form = await view(sheets, 'showConcern', roundId);
    expect(await view(sheets, 'raiseConcern', form, { text: ' ', criterion: '' })).toMatchObject({
      error: 'Say what worries you.',
    });
    const long = 'x'.repeat(4_001);
    expect(await view(sheets, 'raiseConcern', form, { text: long, criterion: '' })).toMatchObject({
      error: 'Use at most 4,000 characters.',
      text: long,
    });
    expect(service.requests).not.toContain('raiseConcern');
  });

  it('can be raised after submitting and after stepping down, not before accepting', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await view(sheets, 'submitReview', roundId);
    expect(await view(sheets, 'listMyReviews')).toMatchObject({ assignments: [{ mayRaise: true }] });
    service.form.assignment.status = 'recused';
    service.faults.push({ on: 'getForm', problem: 'not-now' });
    const form = await view(sheets, 'showConcern', roundId);
    expect(form).toMatchObject({ view: 'concern', criteria: [] });
    expect(await view(sheets, 'raiseConcern', form, { text, criterion: '' })).toMatchObject({ sent: true });

    const invited = await setUp(small);
    expect(await view(invited.sheets, 'listMyReviews')).toMatchObject({ assignments: [{ mayRaise: false }] });
  });
});
