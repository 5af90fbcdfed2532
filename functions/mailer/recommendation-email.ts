import { outcomeInWords } from '../../shared/domain/trace-in-words.ts';
import type { NoticeItem } from '../storage/items.ts';

/** An email, ready to be sent. */
export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe between tags and in quoted attributes. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const shorten = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

const sampleMark = 'Sample criteria: this round does not use the Centre’s own criteria.';

/**
 * The email that tells staff and the Oversight Group of a recommendation: the outcome first, the reasons,
 * what is disputed, one link. No reviewer's name and no scores.
 */
export function recommendationEmail({ data, roundId }: NoticeItem, origin: string): Email {
  const outcome = outcomeInWords[data.outcome];
  const specification = `${data.title}, version ${data.specificationVersion}`;
  const link = `${origin}/rounds/${roundId}/result`;
  const facts = `Criteria set ${data.criteriaSetHash.slice(0, 12)}, recommendation number ${data.recommendationNumber}.`;
  const next =
    'This is what the rules of the criteria set recommend. The Centre decides: look at the result and record the decision.';

  const block = (heading: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${heading}:\n${items.map((item) => `- ${item}`).join('\n')}`];
  const text = [
    ...(data.sample ? [sampleMark] : []),
    `The recommendation for ${specification} is: ${outcome}.`,
    data.reasons.join(' '),
    ...block('Conditions are needed on', data.conditions),
    ...block('Reviewers dispute', data.disputed),
    `See how it was derived:\n${link}`,
    next,
    facts,
  ].join('\n\n');

  const htmlBlock = (heading: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<h2 style="font-size:19px;margin:24px 0 8px">${escapeHtml(heading)}</h2><ul style="margin:0;padding-left:20px">${items
          .map((item) => `<li style="margin-bottom:8px">${escapeHtml(item)}</li>`)
          .join('')}</ul>`;
  const html = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(outcome)}: ${escapeHtml(data.title)}</title></head>
<body style="margin:0;padding:0;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="background:#005eb8;color:#ffffff;padding:16px 24px;font-weight:bold">Credential review</div>
<div style="max-width:640px;padding:24px">
${data.sample ? `<p style="border-left:8px solid #ffb81c;padding-left:16px;margin-top:0">${escapeHtml(sampleMark)}</p>` : ''}
<p style="margin:0">${escapeHtml(specification)}</p>
<h1 style="font-size:26px;line-height:1.25;margin:4px 0 16px">${escapeHtml(outcome)}</h1>
<p>${escapeHtml(data.reasons.join(' '))}</p>
${htmlBlock('Conditions are needed on', data.conditions)}
${htmlBlock('Reviewers dispute', data.disputed)}
<p style="margin:32px 0"><a href="${escapeHtml(link)}" style="background:#007f3b;color:#ffffff;padding:12px 16px;border-radius:4px;font-weight:bold;text-decoration:none;display:inline-block">See how it was derived</a></p>
<p>${escapeHtml(next)}</p>
<p style="font-size:14px">${escapeHtml(facts)}</p>
</div>
</body>
</html>`;
  return { subject: shorten(oneLine(`${outcome}: ${data.title}`), 59), text, html };
}
