import { createHash, randomUUID } from 'node:crypto';
import { readReviewFile } from '../../functions/reviews/review-file.ts';
import { reviewing } from '../../functions/reviews/use-cases.ts';
import { writeReviewFile } from '../../functions/reviews/write-review-file.ts';
import { cellsOn, formValue, keepField, merged, shownIn } from '../../functions/site/my-reviews/answers.ts';
import { mergedFile } from '../../functions/site/my-reviews/merged-file.ts';
import { rowsById, typedInto } from '../../infra/local/by-other-doors.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { checkReading } from '../../shared/contract/reviews/check-reading.ts';
import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import {
  checkReview,
  type Door,
  doors,
  emptyReview,
  type Rating,
  type ReviewContent,
  unableToJudge,
} from '../../shared/domain/reviews/review.ts';
import { type Column, ratingLabel, rowIds } from '../../shared/domain/scoring-sheets/layout.ts';
import { planTable } from '../../shared/domain/scoring-sheets/plan.ts';
import { readScores } from '../../shared/domain/scoring-sheets/read.ts';
import { mulberry32 } from '../../shared/domain/statistics/mulberry32.ts';
import { cellsOf, type ReviewCell, reviewOfCells } from '../../shared/domain/typed-reviews/cells.ts';
import { type Centre, given } from '../support/centre.ts';

type Form = Answer<(typeof reviewOperations)['getForm']>;
type Value = ReviewCell['value'];

/** What a review came to: the hash of its content, everything that keeps it from being submitted, and the receipt’s. */
export interface Outcome {
  readonly contentHash: string;
  readonly defects: readonly string[];
  readonly receipt: string | null;
}

/** What somebody has open at a door: what it was made of, and what they have typed into it since. */
interface Open {
  readonly door: Door;
  readonly content: ReviewContent;
  readonly sectionId: string | null;
  readonly file: Uint8Array | null;
  readonly typed: Map<string, Value>;
}

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const texts = [
  '',
  'Page 4',
  'two\nlines',
  '=1+1',
  '<b>&amp;</b> "quoted"',
  'A comment that says rather more than that.',
];

/**
 * Plays a history at random: a reviewer has up to three doors open at once, types into each, and saves them in any
 * order, over drafts that moved on meanwhile, keeping what was typed last. Answers what that came to, and what the same
 * edits come to when they are made at one door, one after the other as they were saved.
 */
export async function randomHistory(
  centre: Centre,
  seed: number,
): Promise<{ readonly byDoors: Outcome; readonly byOne: Outcome }> {
  const random = mulberry32(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const roundId = await centre.openRound(undefined, [1, 2]);
  await centre.accept(roundId, 'reviewer-1');
  const caller = { ...(await centre.by('reviewer-1')), of: { roundId } };
  const form = given(await centre.does.getForm(caller)).answer;
  const set = form.criteriaSet;
  const draftNow = async () => given(await centre.does.getReview(caller)).answer;
  const save = async (door: Door, content: ReviewContent, expected: number) =>
    given(await reviewing(centre.services, door).saveReview({ ...caller, what: content, expected }));

  const one = new Map<string, Value>();
  const open = new Map<Door, Open>();

  const openDoor = async (door: Door) => {
    const { content, version } = await draftNow();
    const file =
      door === 'file'
        ? (
            await writeReviewFile(centre.services, {
              form,
              personId: 'reviewer-1',
              content,
              version,
              submitted: null,
            })
          ).bytes
        : null;
    const sectionId = random() < 0.1 ? null : among(set.sections).id;
    open.set(door, { door, content, sectionId, file, typed: new Map() });
  };
  const type = ({ door, content, sectionId, typed }: Open) => {
    const cells = door === 'page' ? cellsOn(set, content, sectionId) : cellsOf(set, content);
    const { pointer, field } = among(cells);
    typed.set(
      pointer,
      field === 'rating'
        ? among<Rating>([...set.scale.map(({ value }) => value), unableToJudge, null])
        : among(texts),
    );
  };
  const close = async (at: Open) => {
    open.delete(at.door);
    const { content: draft, version } = await draftNow();
    const before = new Map(cellsOf(set, at.content).map(({ pointer, value }) => [pointer, value]));
    const typed = new Map([...at.typed].filter(([pointer, value]) => value !== before.get(pointer)));
    const content = await throughDoor(centre, form, { ...at, typed }, draft);
    await save(at.door, content, version);
    for (const [pointer, value] of typed) one.set(pointer, value);
  };

  const steps = 8 + Math.floor(random() * 12);
  for (let step = 0; step < steps; step++) {
    const door = among(doors);
    const at = open.get(door);
    if (at === undefined) await openDoor(door);
    else if (random() < 0.7) type(at);
    else await close(at);
  }
  for (const at of [...open.values()]) await close(at);

  const last = await draftNow();
  const alone = reviewOfCells(
    form.criteriaSetHash,
    cellsOf(set, emptyReview(form.criteriaSetHash)).map((cell) => ({
      ...cell,
      value: one.get(cell.pointer) ?? cell.value,
    })),
  );
  const outcome = async (content: ReviewContent, receipt: string | null): Promise<Outcome> => ({
    contentHash: reviewHashes(content, digest).contentHash,
    defects: checkReview(set, content, 'submission').map(({ pointer, detail }) => `${pointer} ${detail}`),
    receipt,
  });
  const submitted = await reviewing(centre.services, among(doors)).submitReview({
    ...caller,
    what: complete(form, last.content),
    expected: last.version,
    key: randomUUID(),
  });
  return {
    byDoors: await outcome(last.version === 0 ? alone : last.content, given(submitted).answer.contentHash),
    byOne: await outcome(alone, reviewHashes(complete(form, alone), digest).contentHash),
  };
}

/** The review with a rating wherever it lacks one, so that it can be submitted. */
const complete = ({ criteriaSet: set, criteriaSetHash }: Form, content: ReviewContent): ReviewContent =>
  reviewOfCells(
    criteriaSetHash,
    cellsOf(set, content).map((cell) => {
      if (cell.field === 'rating' && cell.value === null) return { ...cell, value: set.scale[0]?.value ?? 1 };
      return cell.field === 'reason' && cell.value === '' ? { ...cell, value: 'Not in the document.' } : cell;
    }),
  );

/** What is saved when a door is closed over the draft as it stands: what was typed last is kept. */
async function throughDoor(
  centre: Centre,
  form: Form,
  at: Open,
  draft: ReviewContent,
): Promise<ReviewContent> {
  const set = form.criteriaSet;
  if (at.door === 'page') return throughPage(form, at, draft);
  if (at.door === 'file') return throughFile(centre, form, at, draft);
  // A sheet holds all of it; where the draft moved on, its reviewer takes what was saved wherever they typed nothing.
  const written = reviewOfCells(
    draft.criteriaSetHash,
    cellsOf(set, draft).map((cell) =>
      at.typed.has(cell.pointer) ? { ...cell, value: at.typed.get(cell.pointer) ?? null } : cell,
    ),
  );
  const rows = planTable(form, written).map(({ cells }) => [...cells]);
  // Sorted by somebody, from the last criterion to the first.
  const read = readScores([rows[0] ?? [], ...rows.slice(1).reverse()], set);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return checkReading(form, read.value, 'draft').content;
}

function throughPage({ criteriaSet: set }: Form, at: Open, draft: ReviewContent): ReviewContent {
  const cells = cellsOn(set, at.content, at.sectionId);
  const posted = new URLSearchParams({ shown: shownIn(cells) });
  for (const { pointer, value } of cells)
    posted.set(pointer, formValue(at.typed.has(pointer) ? (at.typed.get(pointer) ?? null) : value) ?? '');
  const first = merged(set, draft, at.sectionId, posted);
  if (first.conflicts.length === 0) return first.content;
  // The page is shown anew, over the draft as it stands, and the reviewer keeps what they typed.
  const again = new URLSearchParams({ shown: shownIn(cellsOn(set, draft, at.sectionId)) });
  const mine = new Map(first.conflicts.map((conflict) => [conflict.pointer, conflict.mine]));
  for (const { pointer, value } of cellsOn(set, first.content, at.sectionId))
    again.set(pointer, formValue(mine.has(pointer) ? (mine.get(pointer) ?? null) : value) ?? '');
  for (const pointer of mine.keys()) {
    again.append('asked', pointer);
    again.set(keepField(pointer), 'mine');
  }
  return merged(set, draft, at.sectionId, again).content;
}

async function throughFile(
  centre: Centre,
  form: Form,
  at: Open,
  draft: ReviewContent,
): Promise<ReviewContent> {
  const set = form.criteriaSet;
  const bytes = at.file ?? new Uint8Array();
  const rows = await rowsById(bytes);
  const ids = new Set(criteriaOf(set).map(({ id }) => id));
  const cells = [...at.typed].map(([pointer, value]): readonly [number, Column, string] => {
    const [, first = '', id = '', field = ''] = pointer.split('/');
    if (!ids.has(id))
      return [rows.get(rowIds.overall) ?? 0, first === 'overallNote' ? 'note' : 'comment', String(value)];
    const text = field === 'rating' ? ratingLabel(set, value as Rating) : String(value);
    return [rows.get(id) ?? 0, field as Column, text];
  });
  const read = given(
    await readReviewFile(centre.services, { form, personId: 'reviewer-1', bytes: typedInto(bytes, cells) }),
  );
  const chosen = new URLSearchParams(
    [...at.typed.keys()].map((pointer): [string, string] => [keepField(pointer), 'mine']),
  );
  return mergedFile(set, draft, read, null, chosen).content;
}
