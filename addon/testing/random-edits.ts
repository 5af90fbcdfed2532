import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { headings, notRated, ratingLabel } from '../../shared/domain/scoring-sheets/layout.ts';
import type { Change } from '../../shared/domain/scoring-sheets/shown.ts';
import { mulberry32 } from '../../shared/domain/statistics/mulberry32.ts';
import { cellsOf, isBlank, type ReviewCell } from '../../shared/domain/typed-reviews/cells.ts';
import { traceOfValue } from '../../shared/domain/typed-reviews/trace.ts';
import type { FetchRequest } from '../google/host.ts';
import { AddonRunner, addonFile } from '../headless/addon.ts';
import { type HeadlessHost, openHost } from '../headless/host.ts';
import { Person } from '../headless/person.ts';
import type { View } from '../src/view.ts';
import { accountOf, ReviewService, reviewer, roundId } from './review-service.ts';
import { generated } from './sets.ts';

// Over 350 lines because one sequence plays a person, knows what they mean, and judges what came of it.

/** What many sequences of edits came to. */
export interface Figures {
  sequences: number;
  /** Things that hands did to a sheet, without calls of the add-on. */
  edits: number;
  submitted: number;
  /** Ratings and texts that were submitted beside another criterion, or over what was meant, and were never named. */
  ratingsElsewhere: number;
  textsElsewhere: number;
  /** Times that something of the other account was shown to, or sent by, this one. */
  ofTheOther: number;
  /** Raw errors: calls that threw, and views that quote one. */
  rawErrors: number;
  /** Places that were blank, filled in otherwise than was meant, and listed before submitting among all that is sent. */
  listedOnly: number;
  /** Questions about changes that were shown. */
  asked: number;
  /** Runs that began while another one waited for the service. */
  overlapping: number;
  /** Edits that were made while a run waited for the service. */
  meanwhile: number;
  /** How often each kind of edit came about: none that the sheet refused, or that had nothing to act on. */
  kinds: Record<Kind, number>;
}

/** No sequence yet. */
export const noFigures = (): Figures => ({
  sequences: 0,
  edits: 0,
  submitted: 0,
  ratingsElsewhere: 0,
  textsElsewhere: 0,
  ofTheOther: 0,
  rawErrors: 0,
  listedOnly: 0,
  asked: 0,
  overlapping: 0,
  meanwhile: 0,
  kinds: Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>,
});

const set = generated(10);
const labels = set.scale.map(({ value }) => ratingLabel(set, value));
const columns = { rating: 'E', evidence: 'F', comment: 'G', note: 'H', reason: 'I' } as const;
type TextField = 'evidence' | 'comment' | 'note';

/** What the reviewer means to say: by pointer, as the sheet would show it. Blank where nothing is meant. */
type Meant = Map<string, string>;

/**
 * One reviewer at one sheet (and sometimes another person in the same file, or a second window of their own), who
 * types, drags, sorts, pastes and takes back at random, saves and looks now and then, answers what is asked, and
 * submits in the end. What they typed deliberately for a criterion is what they mean; whatever is submitted otherwise
 * must have been named.
 */
class Sequence {
  readonly #random: () => number;
  readonly #figures: Figures;
  readonly #host: HeadlessHost;
  readonly #addon: AddonRunner;
  readonly #person: Person;
  readonly #service = ReviewService.of(set, reviewer);
  readonly #other: ReviewService | null;
  #meant: Meant = new Map();
  /** What was meant before each thing that undo can take back. */
  readonly #meantBefore: Meant[] = [];
  /** What the sidebar has named: by pointer, the trace of what it named. */
  readonly #named = new Map<string, string>();
  /** What the sidebar has listed before submitting, in the same way. */
  readonly #listed = new Map<string, string>();
  /** What the service has ever had at a place: what nobody has ever looked at cannot be missed. */
  readonly #had = new Set<string>();
  #tab = '';
  #texts = 0;
  /** Whether a run goes on inside another one. */
  #overlaps = false;
  /** The call that goes on. */
  #running: string | null = null;

  constructor(file: ReturnType<typeof addonFile>, seed: number, figures: Figures) {
    this.#random = mulberry32(seed);
    this.#figures = figures;
    this.#other = this.#random() < 0.25 ? ReviewService.of(set, other) : null;
    this.#host = openHost({
      identityToken: reviewer.token,
      email: reviewer.email,
      hasUi: true,
      properties: { API_URL: 'https://api.example.org' },
      fetch: (request) => this.#answer(request),
    });
    this.#addon = new AddonRunner(file, this.#host, { keepsGlobals: true });
    this.#person = new Person(this.#host);
  }

  run(): void {
    this.#figures.sequences += 1;
    this.#call('startReview');
    this.#tab = this.#person.selected().sheet;
    if (this.#other !== null) this.#asTheOther();
    for (const { id } of criteriaOf(set)) {
      if (this.#random() < 0.8) this.#typeRating(id);
      if (this.#random() < 0.5) this.#typeText(id, 'comment');
      if (this.#random() < 0.4) this.#typeText(id, 'evidence');
    }
    if (this.#random() < 0.8) this.#call(this.#pick(['saveDraft', 'saveQuietly', 'checkScores']));
    const steps = 3 + Math.floor(this.#random() * 8);
    for (let step = 0; step < steps; step++) this.#step();
    this.#finish();
  }

  #step(): void {
    if (this.#random() < 0.25) {
      const shown = this.#call(this.#pick(['saveDraft', 'saveQuietly', 'checkScores', 'submitReview']));
      if (this.#random() < 0.5) this.#respond(shown);
      return;
    }
    this.#edit(this.#pick(kinds));
  }

  #edit(kind: Kind): void {
    this.#figures.edits += 1;
    try {
      if (this.#act(kind)) this.#figures.kinds[kind] += 1;
    } catch (error) {
      // The sheet refuses a paste beyond its end, say, as it would a person.
      if (!(error instanceof Error) || !/^(Exception|StandInError|GoogleError)/.test(error.name)) throw error;
    }
  }

  /** False where there was nothing to do it to. */
  #act(kind: Kind): boolean {
    const { id } = this.#pick(criteriaOf(set));
    const row = this.#rowOf(id);
    if (row === null) {
      if (this.#running === null) this.#undo();
      return false;
    }
    const down = 1 + Math.floor(this.#random() * 3);
    const field = this.#pick(['evidence', 'comment'] as const);
    const column = this.#pick(['E', columns[field]]);
    switch (kind) {
      case 'type a rating':
        this.#typeRating(id);
        break;
      case 'type a text':
        this.#typeText(id, field);
        break;
      case 'go on with a text':
        this.#goOn(id, field);
        break;
      case 'clear':
        this.#deliberately(id, column === 'E' ? 'rating' : field, '', () =>
          this.#person.clear(this.#tab, `${column}${row}`),
        );
        break;
      case 'sort one column':
        this.#mishap(() =>
          this.#person.sortRange(this.#tab, `${column}${row}:${column}${row + down}`, column, this.#flip()),
        );
        break;
      case 'sort texts':
        this.#mishap(() => this.#person.sortRange(this.#tab, `F${row}:H${row + down}`, 'G', this.#flip()));
        break;
      case 'sort the table':
        this.#mishap(() => this.#person.sortRange(this.#tab, 'A9:I23', 'A', this.#flip()));
        break;
      case 'drag a cell':
        this.#mishap(() => this.#person.moveCell(this.#tab, `${column}${row}`, `${column}${row + down}`));
        break;
      case 'fill down':
        this.#mishap(() => this.#person.fillDown(this.#tab, `${column}${row}`, down));
        break;
      case 'paste paragraphs':
        this.#mishap(() =>
          this.#person.paste(
            this.#tab,
            `G${row}`,
            Array.from({ length: down + 1 }, () => this.#text()).join('\n'),
          ),
        );
        break;
      case 'paste ratings a row too low':
        this.#mishap(() => {
          const shown = this.#person.shown(this.#tab);
          const copied = shown.slice(row - 1, row + down).map((cells) => [cells[4] ?? '']);
          this.#person.paste(this.#tab, `E${row + 1}`, copied);
        });
        break;
      case 'paste cells that bring their own format and rule':
        this.#mishap(() => this.#pasteCells(`${column}${row}`, column === 'E', down));
        break;
      case 'paste a row’s answers a row too low':
        this.#mishap(() => {
          const answers = this.#person.shown(this.#tab)[row - 1]?.slice(4, 9) ?? [];
          this.#person.paste(this.#tab, `E${row + 1}`, [answers]);
        });
        break;
      case 'save from another device':
        this.#saveElsewhere(id);
        break;
      case 'the other comes back':
        if (this.#other === null) return false;
        this.#asTheOther();
        break;
      case 'move a row':
        this.#mishap(() => this.#person.moveRows(this.#tab, row, 1, this.#pick([10, 12, 15, 20])));
        break;
      case 'insert a row':
        this.#mishap(() => this.#person.insertRows(this.#tab, row, 1));
        break;
      case 'delete a row':
        this.#mishap(() => this.#person.deleteRows(this.#tab, row, 1));
        break;
      case 'undo':
        return this.#undo();
      case 'look at a copy':
        this.#lookAtACopy();
        break;
    }
    return true;
  }

  #typeRating(id: string): void {
    const label = this.#pick(labels);
    this.#deliberately(id, 'rating', label, (at) => this.#enter(`E${at}`, label));
  }

  #typeText(id: string, field: TextField): void {
    const text = this.#text();
    this.#deliberately(id, field, text, (at) => this.#enter(`${columns[field]}${at}`, text));
  }

  /** Types, or pastes where a rule that came along with a paste takes nothing that is typed. */
  #enter(a1: string, text: string): void {
    try {
      this.#person.type(this.#tab, a1, text);
    } catch {
      this.#person.paste(this.#tab, a1, [[text]]);
    }
  }

  #goOn(id: string, field: TextField): void {
    const at = this.#rowOf(id);
    const before =
      at === null ? '' : (this.#person.shown(this.#tab)[at - 1]?.[field === 'comment' ? 6 : 5] ?? '');
    const text = `${before} ${this.#text()}`.trim();
    this.#deliberately(id, field, text, (row) => this.#enter(`${columns[field]}${row}`, text));
  }

  /** Texts of words that no other text has. */
  #text(): string {
    this.#texts += 1;
    return Array.from({ length: 2 + Math.floor(this.#random() * 6) }, (_, n) => `w${this.#texts}-${n}`).join(
      ' ',
    );
  }

  /** Something that the reviewer means: from now on it is what should be submitted there. */
  #deliberately(id: string, field: ReviewCell['field'], text: string, act: (row: number) => void): void {
    const row = this.#rowOf(id);
    if (row === null) return;
    this.#mishap(() => act(row));
    this.#meant.set(`/ratings/${id}/${field}`, text);
  }

  /** Something that the reviewer does not mean, or that changes nothing of what they mean. */
  #mishap(act: () => void): void {
    const before = new Map(this.#meant);
    const length = this.#host.past.length;
    try {
      act();
    } finally {
      for (let n = length; n < this.#host.past.length; n++) this.#meantBefore.push(before);
    }
  }

  #undo(): boolean {
    if (!this.#person.undo()) return false;
    this.#meant = this.#meantBefore.pop() ?? new Map();
    if (!this.#person.sheetNames().includes(this.#tab)) this.#tab = this.#person.selected().sheet;
    return true;
  }

  /** As copied from a spreadsheet of the reviewer's own: its format is automatic, and its rule takes nothing else. */
  #pasteCells(a1: string, rated: boolean, count: number): void {
    const copied = Array.from({ length: count }, () => {
      const value = rated ? this.#pick([...labels, 'met', 2, true]) : this.#text();
      return [{ value, background: '#ffff00', allowed: [String(value)] }];
    });
    this.#person.pasteCells(this.#tab, a1, copied);
  }

  /** The same person writes a comment at their other device, and does not think of it here. */
  #saveElsewhere(id: string): void {
    const { version, content } = this.#service.draft;
    const given = content.ratings[id];
    if (given === undefined || this.#service.submissions.length > 0) return;
    const ratings = { ...content.ratings, [id]: { ...given, comment: this.#text() } };
    this.#service.draft = {
      version: version + 1,
      savedAt: '2026-08-01T09:00:00Z',
      content: { ...content, ratings },
    };
  }

  #lookAtACopy(): void {
    const copy = this.#person.duplicateSheet(this.#tab);
    const shown = this.#call(this.#pick(['saveDraft', 'checkScores', 'submitReview']));
    // The add-on must not act on the tab that is not in front.
    if (shown?.view === 'confirmation' || shown?.view === 'receipt' || shown?.view === 'scoring')
      this.#figures.textsElsewhere += 1;
    if (this.#flip() && shown?.view === 'own-tabs') {
      const [tab] = shown.tabs;
      this.#show(this.#run('useTab', roundId, tab?.sheetId));
      this.#tab = copy;
    } else {
      this.#person.deleteSheet(copy);
      this.#person.select(this.#tab, 'A1');
    }
  }

  /** The other account saves, looks and submits in the same file; then this one is back. */
  #asTheOther(): void {
    const mine = this.#person.selected().sheet;
    // Two accounts in one browser have no second window here: what it showed would be the other's own.
    this.#overlaps = true;
    this.#addon.signIn(other.email, other.token);
    this.#run('startReview', roundId);
    const tab = this.#person.selected().sheet;
    if (tab !== mine) for (const row of [10, 11]) this.#person.type(tab, `G${row}`, secret);
    for (const name of ['saveDraft', 'checkScores', 'saveQuietly'] as const) {
      const shown = JSON.stringify(this.#run(name, roundId) ?? null);
      if (/w\d+-\d+/.test(shown)) this.#figures.ofTheOther += 1;
    }
    if (/w\d+-\d+/.test(JSON.stringify(this.#other?.draft))) this.#figures.ofTheOther += 1;
    this.#addon.signIn(reviewer.email, reviewer.token);
    this.#overlaps = false;
    this.#person.select(mine, 'A1');
    this.#host.past.length = 0;
    this.#meantBefore.length = 0;
  }

  /** Mends, answers and submits, as somebody who wants to be done. */
  #finish(): void {
    this.#person.select(this.#tab, 'A1');
    for (let round = 0; round < 12; round++) {
      const shown = this.#call('checkScores');
      if (shown?.view === 'confirmation' && questionsIn(shown).length === 0) {
        const receipt = this.#run('submitReview', roundId, shown.seen);
        if (receipt?.view === 'receipt') {
          this.#judge();
          return;
        }
      }
      this.#respond(shown);
    }
  }

  #respond(shown: View | null): void {
    const questions = shown === null ? [] : questionsIn(shown);
    if (questions.length > 0) {
      const keep = this.#flip();
      const answers = this.#flip() ? questions : questions.slice(0, 1);
      const after = this.#run(
        keep ? 'keepChanges' : 'putBack',
        roundId,
        'save',
        answers.map((each) => [each.pointer, each.shown]),
      );
      // Whoever answers means what then stands there.
      for (const { pointer } of answers) this.#meant.set(pointer, this.#standing(pointer));
      this.#show(after);
    } else if (shown?.view === 'own-tabs') {
      this.#person.select(this.#tab, 'A1');
      this.#call('startReview');
    } else if (shown?.view === 'defects' && shown.structure) {
      if (this.#host.past.length > 0 && this.#random() < 0.7) this.#undo();
      else this.#rebuild();
    } else if (shown?.view === 'defects') {
      if (shown.stray) this.#show(this.#run('clearStray', roundId));
      for (const { where } of shown.defects) {
        const number = /^Criterion ([\d.]+), rating/.exec(where)?.[1];
        const id = criteriaOf(set).find((each) => each.number === number)?.id;
        if (id !== undefined) this.#typeRating(id);
      }
    } else if (shown?.view === 'newer-draft') {
      const some = shown.differences.filter(() => this.#flip());
      const answers = some.map((each) => [each.pointer, each.shown]);
      this.#show(this.#run('takeSaved', roundId, shown.etag, answers));
      for (const { pointer } of some) this.#meant.set(pointer, this.#standing(pointer));
      // Now and then something happens before they are done.
      if (this.#random() < 0.2) this.#edit(this.#pick(byHand));
      const still = some.length === 0 ? shown : this.#call('startReview');
      if (still?.view === 'newer-draft') this.#show(this.#run('keepSheet', roundId, still.etag, still.seen));
    }
  }

  #rebuild(): void {
    this.#show(this.#run('rebuildSheet', roundId));
    this.#tab = this.#person.selected().sheet;
    this.#host.past.length = 0;
    this.#meantBefore.length = 0;
    // Whoever starts from the draft means what the draft says.
    this.#meant = new Map(
      cellsOf(set, this.#service.draft.content).map(({ pointer }) => [pointer, this.#standing(pointer)]),
    );
  }

  /** Compares what was submitted with what was meant. */
  #judge(): void {
    this.#figures.submitted += 1;
    const [submission] = this.#service.submissions;
    if (submission === undefined) return;
    if (JSON.stringify(submission.content).includes(secret)) this.#figures.ofTheOther += 1;
    for (const { pointer, field, value } of cellsOf(set, submission.content)) {
      const said = field === 'rating' ? ratingLabel(set, value as never) : String(value);
      const meant = this.#meant.get(pointer) ?? '';
      if (said === (field === 'rating' && meant === '' ? notRated : meant)) continue;
      if (this.#named.get(pointer) === traceOfValue(value)) continue;
      // What was never saved was written over unseen: that the rest is listed has to do.
      const isListed = this.#listed.get(pointer) === traceOfValue(value) || isBlank(value);
      if (isListed && !this.#had.has(`${pointer} ${meant}`)) this.#figures.listedOnly += 1;
      else if (field === 'rating') this.#figures.ratingsElsewhere += 1;
      else this.#figures.textsElsewhere += 1;
    }
  }

  /** What the sheet shows at a place of the review. */
  #standing(pointer: string): string {
    const [, , id = '', field = ''] = pointer.split('/');
    const row = this.#rowOf(id);
    const shown = this.#person.shown(this.#tab);
    const heading = shown.find((cells) => cells.includes(headings.id)) ?? [];
    const at = heading.indexOf(headings[field as keyof typeof headings]);
    const text = row === null ? '' : (shown[row - 1]?.[at] ?? '');
    return text === notRated ? '' : text;
  }

  #rowOf(id: string): number | null {
    const row = this.#person.shown(this.#tab).findIndex((cells) => cells[1] === id);
    return row < 0 ? null : row + 1;
  }

  #call(name: string): View | null {
    const shown = name === 'saveQuietly' ? this.#run(name) : this.#run(name, roundId);
    this.#show(shown);
    return shown !== null && 'view' in shown ? shown : null;
  }

  #run(name: string, ...args: unknown[]): View | null {
    const length = this.#host.past.length;
    const before = new Map(this.#meant);
    const around = this.#running;
    this.#running = name;
    try {
      return this.#addon.call(name, ...args) as View | null;
    } catch {
      this.#figures.rawErrors += 1;
      return null;
    } finally {
      this.#running = around;
      // What hands did while it ran comes after what it wrote itself.
      for (let n = this.#meantBefore.length; n < this.#host.past.length; n++)
        this.#meantBefore.splice(length, 0, before);
      for (const { pointer, field, value } of cellsOf(set, this.#service.draft.content))
        if (!isBlank(value))
          this.#had.add(`${pointer} ${field === 'rating' ? ratingLabel(set, value as never) : value}`);
    }
  }

  #show(shown: View | null): void {
    const text = JSON.stringify(shown ?? null);
    if (text.includes(secret)) this.#figures.ofTheOther += 1;
    if (/Google Sheets said|Something went wrong in the add-on/.test(text)) this.#figures.rawErrors += 1;
    if (shown === null) return;
    this.#figures.asked += questionsIn(shown).length;
    for (const { pointer, shown: value } of changesIn(shown)) this.#named.set(pointer, value);
    // Before submitting, everything that is filled in is listed at its place as well.
    if (shown.view === 'confirmation')
      for (const { pointer, shown: value } of shown.sent) this.#listed.set(pointer, value);
  }

  #answer({ url, method, headers, body }: FetchRequest) {
    const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    if (!this.#overlaps && this.#random() < 0.04) {
      // Another window of the same person starts a run while this one waits.
      this.#overlaps = true;
      this.#call(this.#pick(['saveDraft', 'saveQuietly', 'checkScores', 'submitReview', 'startReview']));
      this.#figures.overlapping += 1;
      this.#overlaps = false;
    }
    // Hands do not rest while a run waits. What is typed after “Submit now” was pressed is another matter.
    if (!this.#overlaps && this.#tab !== '' && this.#running !== 'submitReview' && this.#random() < 0.03) {
      this.#edit(this.#pick(byHand));
      this.#figures.meanwhile += 1;
    }
    const asked = [this.#service, this.#other].find((each) => given.get('authorization') === each?.bearer);
    const path = url.replace('https://api.example.org', '');
    const reply = (asked ?? this.#service).respond({
      method,
      path,
      header: (name) => given.get(name),
      body: body ?? '',
    });
    return reply === 'cut' ? ({ failure: 'unreachable' } as const) : reply;
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  #flip(): boolean {
    return this.#random() < 0.5;
  }
}

const other = accountOf('other@example.org');
const secret = 'ONLY-THE-OTHER-WROTE-THIS';

const kinds = [
  'type a rating',
  'type a text',
  'go on with a text',
  'clear',
  'sort one column',
  'sort one column',
  'sort texts',
  'sort the table',
  'drag a cell',
  'drag a cell',
  'fill down',
  'paste paragraphs',
  'paste ratings a row too low',
  'paste cells that bring their own format and rule',
  'paste a row’s answers a row too low',
  'save from another device',
  'the other comes back',
  'move a row',
  'insert a row',
  'delete a row',
  'undo',
  'look at a copy',
] as const;

type Kind = (typeof kinds)[number];

/** What the sheet itself takes while a run has it open. */
const byHand = kinds.slice(0, kinds.indexOf('save from another device'));

function changesIn(shown: View): readonly Change[] {
  if (shown.view === 'defects' || shown.view === 'scoring') return shown.changes;
  if (shown.view === 'newer-draft') return shown.differences;
  return shown.view === 'unconfirmed' || shown.view === 'confirmation'
    ? (shown.comparison?.changes ?? [])
    : [];
}

const questionsIn = (shown: View) => changesIn(shown).filter(({ doubt }) => doubt !== null);

/** How many things came about that never may. */
const faultsIn = ({ ratingsElsewhere, textsElsewhere, ofTheOther, rawErrors }: Figures): number =>
  ratingsElsewhere + textsElsewhere + ofTheOther + rawErrors;

/** Runs sequences with the seeds from `first` on, and adds what they came to; the seeds of those with a fault. */
export function runSequences(code: string, first: number, count: number, figures: Figures): number[] {
  const file = addonFile(code);
  return Array.from({ length: count }, (_, n) => first + n).filter((seed) => {
    const before = faultsIn(figures);
    new Sequence(file, seed, figures).run();
    return faultsIn(figures) > before;
  });
}
