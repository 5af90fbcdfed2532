import { expect, test } from 'vitest';
import type { NoticeItem } from '../storage/items.ts';
import { recommendationEmail } from './recommendation-email.ts';

const notice = (data: Partial<NoticeItem['data']> = {}) =>
  ({
    roundId: 'round-1',
    data: {
      title: 'Sample credential',
      specificationVersion: 2,
      sample: false,
      criteriaSetHash: 'a'.repeat(64),
      outcome: 'endorse-with-conditions',
      reasons: ['Mandatory criterion 7.2 is partly met.', '23 of 27 criteria are met.'],
      conditions: ['7.2 The assessment methods suit the outcomes.'],
      disputed: ['10.2 There is a fair way to recognise earlier learning.'],
      recommendationNumber: 1,
      ...data,
    },
  }) as NoticeItem;

const origin = 'https://reviews.example.org';

test('the outcome comes first, then the reasons, conditions, disputes and one link', () => {
  const { text, html } = recommendationEmail(notice(), origin);
  const inOrder = [
    'Endorse with conditions',
    'Mandatory criterion 7.2',
    '- 7.2 The',
    '- 10.2 There',
    `${origin}/rounds/round-1/result`,
  ];
  const places = inOrder.map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(html.match(/<a /g)).toHaveLength(1);
});

test('a subject stays under 60 characters and on one line, whatever the title', () => {
  const { subject } = recommendationEmail(notice({ title: `A very\nlong ${'title '.repeat(30)}` }), origin);
  expect(subject.length).toBeLessThan(60);
  expect(subject).toMatch(/^Endorse with conditions: A very long title/);
});

test('markup in a title or a criterion is shown, not run', () => {
  const { html } = recommendationEmail(
    notice({ title: '<script>alert(1)</script>', conditions: ['7.2 "quoted" & <b>bold</b>'] }),
    origin,
  );
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain('7.2 &quot;quoted&quot; &amp; &lt;b&gt;bold&lt;/b&gt;');
});

test('sample criteria are marked in both forms', () => {
  const { text, html } = recommendationEmail(notice({ sample: true }), origin);
  expect(text).toMatch(/^Sample criteria/);
  expect(html).toContain('Sample criteria');
  expect(recommendationEmail(notice(), origin).text).not.toContain('Sample criteria');
});
