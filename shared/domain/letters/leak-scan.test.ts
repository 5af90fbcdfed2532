import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leakKinds, refuses } from './leak-kinds.ts';
import { type ProtectedMatter, scanForLeaks } from './leak-scan.ts';

const panelOf = (...names: readonly string[]): ProtectedMatter => ({
  people: names.map((name, i) => ({ name, email: `somebody-${i + 1}@example.net` })),
  confidentialNotes: [],
});

const notesOf = (...confidentialNotes: readonly string[]): ProtectedMatter => ({
  people: [],
  confidentialNotes,
});

/** What is found, as "kind: what stands there". */
const seen = (body: string, matter: ProtectedMatter, known?: readonly string[]): readonly string[] =>
  scanForLeaks({ body }, matter, known).map(({ kind, start, end }) => `${kind}: ${body.slice(start, end)}`);

test('a place is told by its text, its offsets and its words, in the order of the texts', () => {
  const letter = { subject: 'For OKAFOR', body: 'Dear all,\n\nAmara\nOkafor and Okafor.' };
  expect(scanForLeaks(letter, panelOf('Amara Okafor'))).toEqual([
    { kind: 'part-of-name', text: 'subject', start: 4, end: 10, words: 'okafor' },
    { kind: 'name', text: 'body', start: 11, end: 23, words: 'amara okafor' },
    { kind: 'part-of-name', text: 'body', start: 28, end: 34, words: 'okafor' },
  ]);
});

test('full names, addresses and passages of notes refuse; everything else is looked at', () => {
  expect(leakKinds.filter(refuses)).toEqual(['email', 'name', 'confidential-note']);
});

test('with nothing to protect, nothing is found', () => {
  const body = 'Dr Amara Okafor (AO), amara.okafor@example.org';
  expect(seen(body, { people: [], confidentialNotes: [] })).toEqual([]);
  expect(seen(body, { people: [{ name: '', email: '' }], confidentialNotes: [''] })).toEqual([]);
});

const fullNames: readonly (readonly [how: string, name: string, body: string, found?: string])[] = [
  ['as it is', 'Amara Okafor', 'Amara Okafor'],
  ['turned round', 'Amara Okafor', 'Okafor, Amara'],
  ['in small letters', 'Amara Okafor', 'amara okafor'],
  ['in capitals', 'Amara Okafor', 'AMARA OKAFOR'],
  ['kept turned round', 'Okafor, Amara', 'Amara Okafor'],
  ['of two surnames, kept turned round', 'García Márquez, Lucía', 'Lucia Garcia'],
  ['with a title', 'Dr Amara Okafor', 'Amara Okafor'],
  ['with several titles', 'Prof. Dr Amara Okafor', 'Amara Okafor'],
  ['with letters after it', 'Amara Okafor, PhD, RN', 'Amara Okafor'],
  ['with an initial between', 'Amara Okafor', 'Amara J. Okafor'],
  ['with two initials between', 'Amara Okafor', 'Amara J K Okafor'],
  ['with its middle name', 'Amara Chidinma Okafor', 'Amara Chidinma Okafor'],
  ['without its middle name', 'Amara Chidinma Okafor', 'Okafor Amara'],
  ['without its surname', 'Amara Chidinma Okafor', 'Amara Chidinma'],
  ['of many names', 'Amara Ada Chidinma Okafor', 'Amara Ada Chidinma Okafor'],
  ['kept with initials', 'A. B. Okafor', 'A. B. Okafor'],
  ['kept with initials, one left out', 'A. B. Okafor', 'A. Okafor'],
  ['over a line’s end', 'Amara Okafor', 'Amara\r\nOkafor'],
  ['broken at a line’s end', 'Amara Okafor', 'Amara Oka-\n> for'],
  ['with nothing but what nobody sees between', 'Amara Okafor', 'Amara \u200b Okafor'],
  ['with what nobody sees', 'Amara Okafor', 'Am\u200bara Oka\u00adfor'],
  ['in wide letters', 'Amara Okafor', 'Ａｍａｒａ Ｏｋａｆｏｒ'],
  ['in Cyrillic look-alikes', 'Amara Okafor', 'Аmаrа Оkаfоr'],
  ['in Greek look-alikes', 'Naomi Tate', 'Ναοmι ΤατΕ'],
  ['in bold', 'Amara Okafor', '**Amara** **Okafor**', 'Amara** **Okafor'],
  ['in quotation marks', 'Amara Okafor', 'Amara “Okafor', 'Amara “Okafor'],
  ['in one', 'Amara Okafor', 'AmaraOkafor'],
  ['of two surnames in one', 'Lucía García Márquez', 'GarciaMarquez'],
  ['in one, turned round', 'Amara Okafor', 'okafor_amara'],
  ['as addresses have it', 'Amara Okafor', 'amara.okafor'],
  ['letter by letter', 'Amara Okafor', 'A m a r a O k a f o r'],
  ['with an umlaut spelt out', 'Jürgen Müller', 'Juergen Mueller'],
  ['with an umlaut kept spelt out', 'Juergen Mueller', 'Jürgen Muller'],
  ['with a ring spelt out', 'Åsa Ångström', 'Aasa Aangstroem'],
  ['with Danish letters', 'Søren Kjærgaard', 'Soeren Kjaergård'],
  ['with Mac for Mc', 'Fiona McAllister', 'Fiona MacAllister'],
  ['with Mc apart', 'Fiona McAllister', 'Fiona Mc Allister'],
  ['with Fitz apart', 'Deirdre FitzGerald', 'Deirdre Fitz Gerald'],
  ['with another apostrophe', 'Catherine O’Connor', "Catherine O'Connor"],
  ['without its apostrophe', 'Catherine O’Connor', 'Catherine OConnor'],
  ['with a space for its apostrophe', 'Catherine O’Connor', 'Catherine O Connor'],
  ['with an apostrophe put in', 'Catherine Oconnor', 'Catherine O‘Connor'],
  ['without its Ó', 'Siobhán Ó Briain', 'Siobhan Briain'],
  ['with half of a double surname', 'Zoë Lind-Hayes', 'Zoe Hayes'],
  ['with a double surname in one', 'Zoë Lind-Hayes', 'Zoe LindHayes'],
  ['with another hyphen', 'Zoë Lind-Hayes', 'Zoë Lind–Hayes'],
  ['with particles', 'Jan van der Berg', 'Jan van der Berg'],
  ['without its particles', 'Jan van der Berg', 'Jan Berg'],
  ['with particles in one', 'Jan van der Berg', 'Vanderberg, Jan'],
  [
    'with a particle in bold',
    'Aoife Ní Dhomhnaill',
    '**Aoife** **Ní** **Dhomhnaill',
    'Aoife** **Ní** **Dhomhnaill',
  ],
  ['with an Arabic article', 'Omar Al-Hassan', 'Omar Hassan'],
  ['with a first name that is a particle', 'Van Morrison', 'Morrison, Van'],
  ['kept turned round, with letters after it', 'Okafor, Amara MSc', 'Amara Okafor'],
  ['with a nickname', 'Robert (Bobbin) Ashdown', 'Bobbin Ashdown'],
  ['with a quoted nickname', 'Robert “Bobbin” Ashdown', 'Ashdown, Bobbin'],
  ['with a surname of one letter', 'Aung U', 'Aung U'],
  ['with a short surname in small letters', 'Mei Ng', 'mei ng'],
  ['in its own script', 'Xiaolong Li (李小龙)', '李小龙'],
  ['in Chinese', '李小龙', '李小龙'],
  ['in Russian', 'Ольга Иванова', 'ОЛЬГА ИВАНОВА'],
  ['in Greek', 'Νίκος Παπάς', 'ΝΙΚΟΣ ΠΑΠΑΣ'],
  ['in Arabic', 'محمد الحسن', 'محمد الحسن'],
  ['of words', 'Will Price', 'will price'],
  ['of somebody numbered', 'Sample reviewer 2', 'Sample Reviewer'],
];

test.each(fullNames.map(([how, name, body, found = body]) => [how, name, body, found] as const))(
  'a full name is found %s',
  (_, name, body, found) => {
    expect(seen(`As told by ${body} today`, panelOf(name))).toEqual([`name: ${found}`]);
  },
);

test('a full name in a script without spaces is found among its other characters', () => {
  expect(seen('由李小龙说', panelOf('李小龙'))).toEqual(['name: 李小龙']);
  expect(seen('김민수가', panelOf('김민수'))).toEqual(['name: 김민수']);
});

const parts: readonly (readonly [what: string, name: string, body: string, found: readonly string[]])[] = [
  ['a surname, with or without its title', 'Amara Okafor', 'Dr Okafor, OKAFOR’s', ['Okafor', 'OKAFOR']],
  ['a first name', 'Amara Okafor', 'so amara wrote', ['amara']],
  ['a middle name', 'Amara Chidinma Okafor', 'Chidinma', ['Chidinma']],
  ['either of two surnames', 'Lucía García Márquez', 'Garcia or Marquez', ['Garcia', 'Marquez']],
  ['two surnames', 'Lucía García Márquez', 'Garcia Marquez', ['Garcia', 'Marquez']],
  ['a double surname, once', 'Zoë Lind-Hayes', 'Lind-Hayes, Lind', ['Lind-Hayes', 'Lind']],
  ['a surname with particles', 'Jan van der Berg', 'van der Berg', ['van der Berg']],
  ['an initial and a surname', 'Amara Okafor', 'A. Okafor', ['Okafor']],
  ['a word that is a name too, wherever it stands', 'Grace Case', 'In this case, Case', ['case', 'Case']],
  ['a name of one word', 'Okafor', 'by Okafor', ['Okafor']],
  ['a nickname', 'Robert (Bobbin) Ashdown', 'bobbin', ['bobbin']],
  ['a name with a footnote', 'Amara Okafor', 'Okafor¹', ['Okafor']],
  ['somebody else of that name', 'Sarah Jones', 'Sarah Thompson', ['Sarah']],
  ['letters after the name, kept without a comma', 'Amara Okafor MSc', 'an MSc', ['MSc']],
  ['a short name with a capital letter only', 'Mei Ng', '5 ng, Ng, NG', ['Ng', 'NG']],
  ['a surname of one letter with a capital letter only', 'Aung U', 'Dr U, u, U-turn', ['U', 'U']],
  ['a Chinese first name', '李小龙', '小龙说', ['小龙']],
  ['the name of a month', 'May Wolf', 'from May to June', ['May']],
  ['two parts in two sentences', 'Amara Okafor', 'by Okafor. Amara', ['Okafor', 'Amara']],
  ['two parts in two paragraphs', 'Rose Price', 'rose\n\nprice', ['rose', 'price']],
  ['two parts in two items', 'Rose Price', '- rose\n- price', ['rose', 'price']],
  ['two parts in paragraphs with a space between', 'Rose Price', 'rose\n \nprice', ['rose', 'price']],
  ['two parts over an initial that ends a sentence', 'Rose Price', 'rose J; price', ['rose', 'price']],
  ['two parts over an initial and a mark', 'Rose Price', 'rose J! price', ['rose', 'price']],
  ['one part twice', 'Amara Okafor', 'Amara Amara', ['Amara', 'Amara']],
  ['either half of a double surname', 'Ann Lee-Ng', 'Lee, Ng', ['Lee', 'Ng']],
  ['a Chinese surname of one character', 'Ann 李', '李说', ['李']],
  ['a surname that is a particle', 'Ann De', 'De', ['De']],
  ['two parts with a word between', 'Rose Price', 'rose in price', ['rose', 'price']],
];

test.each(parts)('to be looked at is %s', (_, name, body, found) => {
  expect(seen(body, panelOf(name))).toEqual(found.map((one) => `part-of-name: ${one}`));
});

test.each([
  ['a word that the name begins', 'Amara Okafor', 'Amaranth and Okaforian'],
  ['a word that ends in the name', 'Ann Berg', 'heidelberg'],
  ['two words that make the name', 'Ann Asif', 'as if it were'],
  ['what begins like a prefix', 'Yoko Ono', 'o no'],
  ['a letter that a surname begins with', 'Ann D’Arcy', 'option D'],
  ['what has a prefix only in the middle', 'Ann Lindberg', 'l indberg'],
  ['what has Mac only in the middle', 'Ann Tarmacadam', 'tarmcadam'],
  ['two letters apart', 'Mei Ng', 'so N G it is'],
  ['initials in one', 'A. B. Okafor', 'annex ab'],
  ['part of a Chinese name of two characters', '李龙', '龙说'],
  ['a name that only looks like one with Mac', 'Jo Macy', 'Mcy'],
  ['a particle', 'Jan van der Berg', 'the van, der, den'],
  ['a title', 'Dr Amara Okafor', 'Dr is a title'],
  ['a number in the name', 'Sample reviewer 2', '2 reviewers'],
  ['an initial in the name', 'A. B. Okafor', 'Annex A and a table B'],
  ['an initial that is an article', 'A. Case', 'a cases'],
  ['a panel place', 'Amara Okafor', 'R1 and R2 need R3'],
  ['letters after a comma in the name', 'Amara Okafor, PhD, RN', 'an RN with a PhD'],
])('%s is nobody', (_, name, body) => {
  expect(seen(body, panelOf(name))).toEqual([]);
});

test('an article before a surname is no initial of a full name', () => {
  expect(seen('a Okafor award', panelOf('A. Okafor'))).toEqual(['part-of-name: Okafor']);
});

test.each([
  ['Amara Okafor', 'AO, A.O., A. O., A O, A.-O.', ['AO', 'A.O', 'A. O', 'A O', 'A.-O']],
  ['Amara Chidi Okafor', 'ACO, AC, AO, CO', ['ACO', 'AC', 'AO']],
  ['Amara Ada Bea Okafor', 'AABO', ['AABO']],
  ['Jan van der Berg', 'JVDB, JvdB, JV, J.B.', ['JVDB', 'JvdB', 'JV', 'J.B']],
  ['Zoë Lind-Hayes', 'ZL, ZH, ZLH', ['ZL', 'ZH', 'ZLH']],
  ['Jan van der Berg-Smith', 'JB, JS, JBS, JVDBS', ['JB', 'JS', 'JBS', 'JVDBS']],
  ['Ann De', 'AD', ['AD']],
  ['Ann Bell (李龙)', 'AB', ['AB']],
  ['Robert (Bobbin) Ashdown', 'RA, RB', ['RA']],
  ['Padraig O’Neil', 'P.O., PN, PON', ['P.O', 'PN', 'PON']],
  ['Gemma Price', 'the GP', ['GP']],
  ['Ольга Иванова', 'О.И.', ['О.И']],
  ['محمد الحسن', 'م. ا.', ['م. ا']],
  ['Amara Okafor', 'ao, a.o., Ao, a o, AOK, X, O., A, O, A) O, A .(O', []],
  ['Emma Green', 'e.g. this', []],
  ['Okafor', 'O.', []],
  ['李小龙', '李.小', []],
])('of %s, “%s” has the initials that it has', (name, body, found) => {
  expect(seen(body, panelOf(name))).toEqual(found.map((one) => `initials: ${one}`));
});

const panelWith = (email: string): ProtectedMatter => ({
  people: [{ name: '', email }],
  confidentialNotes: [],
});

test.each([
  ['night.owl@example.org', 'night.owl@example.org'],
  ['night.owl@example.org', 'NIGHT.OWL@EXAMPLE.ORG'],
  ['night.owl@example.org', 'night.owl＠example.org'],
  ['night.owl@example.org', 'night.owl at example dot org'],
  ['night.owl@example.org', 'night [dot] owl [at] example (dot) org'],
  ['night-owl_2@example.org', 'night hyphen owl underscore 2 at example point org'],
  ['night.owl@example.org', 'night.owl @ example . org'],
  ['night.owl@example.org', 'nightowl@example.org'],
  ['night.owl@example.org', 'night.owl+panel@example.org'],
  ['night.owl@example.org', 'night.owl+a.b-c_2@example.org'],
  ['night.owl+reviews@example.org', 'night.owl@example.org'],
  ['a@b', 'a@b'],
])('the address %s is found in “%s”', (email, body) => {
  expect(seen(`mailto:${body}.`, panelWith(email))).toEqual([`email: ${body}`]);
});

test.each([
  ['night.owl@example.org', 'ask night.owl or night.owl@other.org', ['night.owl', 'night.owl']],
  ['reviewer-2@example.org', 'ask reviewer-2, not reviewer 2', ['reviewer-2']],
  ['aokafor@example.org', 'ask aokafor', ['aokafor']],
  ['owl7@example.org', 'ask owl7', ['owl7']],
  ['night.owl@example.org', 'night.owl, @example.org', ['night.owl']],
  ['night.owl@example.org', 'night.owl, at example dot org', ['night.owl']],
  ['night.owl@example.org', 'night.owl by example dot org', ['night.owl']],
  ['night.owl@example.org', 'night; owl@example.org, night and owl@example.org', []],
  ['owl@example.org', 'owl+a b@example.org', []],
  ['night.owl@example.org', 'a night owl, nightowl, night_owl at example', []],
  ['owl@example.org', 'an owl at example', []],
  ['owl@example.org', 'owl+ and so on at example dot org', []],
  ['owl@example.org', 'owl + one, two, three, four, five, six @example.org', []],
  ['@example.org', '@example.org', []],
  ['', '@', []],
])('of %s, “%s” has what stands before the @ where it has', (email, body, found) => {
  expect(seen(body, panelWith(email))).toEqual(found.map((one) => `part-of-email: ${one}`));
});

const note =
  'Between ourselves, the developer told me at a conference that the funding ends next spring. It may be a slip.';

test.each([
  ['the whole', note, [note.slice(0, -1)]],
  ['seven words', 'at a conference that the funding ends', ['at a conference that the funding ends']],
  ['capitals', 'AT A CONFERENCE THAT THE FUNDING ENDS', ['AT A CONFERENCE THAT THE FUNDING ENDS']],
  [
    'seven words over lines',
    'at a conference\nthat the fun-\nding ends',
    ['at a conference\nthat the fun-\nding ends'],
  ],
  [
    'two passages',
    'told me at a conference that the x the funding ends next spring it may',
    ['told me at a conference that the', 'the funding ends next spring it may'],
  ],
  ['six words', 'a conference that the funding ends', []],
  ['seven words of which one is replaced', 'at a meeting that the funding ends', []],
  ['a short sentence of it', 'it may be a slip', []],
])('of a note, %s', (_, body, found) => {
  expect(seen(`So ${body} x`, notesOf(note))).toEqual(found.map((one) => `confidential-note: ${one}`));
});

test('a note of four to six words is looked at as a whole, a shorter one never', () => {
  const notes = notesOf('Very weak evidence base.', 'Copied from a plan that failed.', 'Not good enough.');
  expect(seen('a very weak evidence base, a weak evidence base, not good enough', notes)).toEqual([
    'short-note: very weak evidence base',
  ]);
  expect(seen('copied from a plan that failed', notes)).toEqual([
    'short-note: copied from a plan that failed',
  ]);
});

test('passages do not run on from one note into the next', () => {
  expect(
    seen('alpha beta gamma delta epsilon zeta eta', notesOf('alpha beta', 'gamma delta epsilon zeta eta')),
  ).toEqual(['short-note: gamma delta epsilon zeta eta']);
});

test('notes that overlap in a letter are one passage, whatever their order and length', () => {
  const notes = notesOf('alpha beta gamma delta epsilon', 'one two three four', 'four five six seven');
  expect(seen('one two three four, alpha beta gamma delta epsilon', notes)).toEqual([
    'short-note: one two three four',
    'short-note: alpha beta gamma delta epsilon',
  ]);
  expect(seen('one two three four five six seven', notes)).toEqual([
    'short-note: one two three four five six seven',
  ]);
});

test('the parts of two people are no full name', () => {
  expect(seen('Amara Bell', panelOf('Amara Okafor', 'Ben Bell'))).toEqual([
    'part-of-name: Amara',
    'part-of-name: Bell',
  ]);
});

test('what stands in a public text too, with the words around it, gives nobody away', () => {
  const known = ['James Cook University Hospital', 'Frailty', 'The case for it'];
  const panel = panelOf('James Cook', 'Grace Case', 'Ada Frailty');
  expect(seen('At James Cook University Hospital the case for it is made', panel, known)).toEqual([]);
  expect(seen('By James Cook himself, in this case', panel, known)).toEqual([
    'name: James Cook',
    'part-of-name: case',
  ]);
  // A word alone is no passage.
  expect(seen('on frailty', panel, known)).toEqual(['part-of-name: frailty']);
  expect(seen('Dear Sarah Thompson', panelOf('Sarah Thompson'), ['Sarah Thompson'])).toEqual([]);
});

test('a note that repeats a public text gives away only what it adds', () => {
  const criterion = 'The specification says who may enter and how learners progress to the award';
  const own = `${criterion}, which nobody here believes.`;
  expect(seen(criterion, notesOf(own), [criterion])).toEqual([]);
  expect(seen(`${criterion}, which nobody doubts`, notesOf(own), [criterion])).toEqual([]);
  expect(seen(`${criterion}, which nobody here doubts`, notesOf(own), [criterion])).toHaveLength(1);
  expect(seen(own, notesOf(own), [criterion])).toHaveLength(1);
  expect(seen(criterion, notesOf(own))).toHaveLength(1);
});

test('what lies within something that refuses is not shown besides, nor is a part within a part', () => {
  const matter = {
    people: [{ name: 'Amara Okafor', email: 'amara.okafor@example.org' }],
    confidentialNotes: ['They say that Okafor copied this plan from one that failed'],
  };
  expect(seen('amara.okafor@example.org', matter)).toEqual(['email: amara.okafor@example.org']);
  expect(seen('They say that Okafor copied this plan; Okafor', matter)).toEqual([
    'confidential-note: They say that Okafor copied this plan',
    'part-of-name: Okafor',
  ]);
  expect(seen('Okafor', panelOf('Amara Okafor', 'Ben Okafor'))).toEqual(['part-of-name: Okafor']);
  expect(seen('amara.okafor', matter)).toEqual(['name: amara.okafor']);
  const same = { people: [{ name: 'Amara Okafor', email: 'okafor@example.org' }], confidentialNotes: [] };
  expect(seen('okafor', same)).toEqual(['part-of-name: okafor']);
  // Other kinds that overlap are looked at each: who passes one has not looked at the other.
  const short = { ...panelOf('Amara Okafor'), confidentialNotes: ['Okafor always says so'] };
  expect(seen('Okafor always says so', short)).toEqual([
    'short-note: Okafor always says so',
    'part-of-name: Okafor',
  ]);
});

test('any text can be searched for anything, and offsets lie within it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, (start, name, email) => {
      const body = `${start} ${name}`;
      for (const leak of scanForLeaks({ body }, { people: [{ name, email }], confidentialNotes: [name] })) {
        expect(leak.start).toBeLessThan(leak.end);
        expect(leak.end).toBeLessThanOrEqual(body.length);
        expect(leak.words).not.toBe('');
      }
    }),
    { numRuns: 25 },
  );
});
