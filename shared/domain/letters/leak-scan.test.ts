import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Leak, type ProtectedMatter, type PublicMatter, scanForLeaks } from './leak-scan.ts';

const nobody: ProtectedMatter = { people: [], confidentialNotes: [] };

const panelOf = (...names: readonly string[]): ProtectedMatter => ({
  people: names.map((name, i) => ({ place: i + 1, name, email: `somebody-${i + 1}@example.net` })),
  confidentialNotes: [],
});

const notesOf = (...texts: readonly string[]): ProtectedMatter => ({
  people: [],
  confidentialNotes: texts.map((text, i) => ({ place: i + 1, text })),
});

const leaksIn = (body: string, matter: ProtectedMatter, known?: PublicMatter): readonly Leak[] =>
  scanForLeaks({ body }, matter, known);

/** What leaks, as "kind: excerpt". */
const seen = (body: string, matter: ProtectedMatter, known?: PublicMatter): readonly string[] =>
  leaksIn(body, matter, known).map(({ kind, excerpt }) => `${kind}: ${excerpt}`);

const texts = (...held: readonly string[]): PublicMatter => ({ texts: held, people: [] });
const contacts = (...held: readonly string[]): PublicMatter => ({ texts: [], people: held });

test('a leak says what it is, where, whom it gives away, and how to mend it', () => {
  const letter = {
    subject: 'Frailty: endorsed',
    body: 'Dear colleague,\n\nWe thank Dr Okafor\nfor the work.',
  };
  expect(scanForLeaks(letter, panelOf('Li Wei', 'Amara Okafor'))).toEqual([
    {
      kind: 'surname',
      text: 'body',
      line: 3,
      start: 26,
      end: 35,
      excerpt: 'Dr Okafor',
      place: 2,
      criterionId: null,
      sentence: 'Line 3 of the body names a reviewer (R2): “Dr Okafor”. Take the name out; say “a reviewer”.',
    },
  ]);
});

test('each kind of leak has its own sentence', () => {
  const sentences = (body: string, matter: ProtectedMatter) =>
    leaksIn(body, matter).map(({ sentence }) => sentence);
  const panel = panelOf('Amara Okafor');
  expect([
    ...sentences('Amara Okafor', panel),
    ...sentences('amara', panel),
    ...sentences('By A.O. and AO', panel),
    ...sentences('Write to somebody-1@example.net', panel),
    ...sentences('I would not trust these figures.', notesOf('I would not trust these figures.')),
  ]).toEqual([
    'The body names a reviewer (R1): “Amara Okafor”. Take the name out; say “a reviewer”.',
    'The body names a reviewer (R1): “amara”. Take the name out; say “a reviewer”.',
    'The body has what may be a reviewer’s initials (R1): “A.O”. Take them out; say “a reviewer”. If it is an abbreviation, write it out.',
    'The body has what may be a reviewer’s initials (R1): “AO”. Take them out; say “a reviewer”. If it is an abbreviation, write it out.',
    'The body has a reviewer’s email address, or part of it (R1): “somebody-1@example.net”. Take it out.',
    'The body repeats a confidential note (R1): “I would not trust these figures”. It was written for the Centre only. Take it out, or say it in words of the Centre’s own.',
  ]);
});

test('somebody without a panel place is said to have none', () => {
  const [leak] = leaksIn('Okafor', { people: [{ name: 'Amara Okafor', email: '' }], confidentialNotes: [] });
  expect(leak).toMatchObject({ place: null });
  expect(leak?.sentence).toContain('names a reviewer (no panel place): “Okafor”');
});

test('leaks come in the order of the texts and of their places, with lines counted from 1', () => {
  const letter = { subject: 'For Okafor', body: 'Wei\r\n\r\nOkafor, then\nwei' };
  expect(
    scanForLeaks(letter, panelOf('Amara Okafor', 'Li Wei')).map(({ text, line, start, place }) => [
      text,
      line,
      start,
      place,
    ]),
  ).toEqual([
    ['subject', 1, 4, 1],
    ['body', 1, 0, 2],
    ['body', 3, 7, 1],
    ['body', 4, 20, 2],
  ]);
});

test('a long excerpt is shortened in the sentence, on one line, and kept whole beside it', () => {
  const note = Array.from({ length: 40 }, (_, i) => `plainly${String.fromCharCode(97 + (i % 26))}`).join(
    '\n',
  );
  expect(leaksIn('Amara \n Okafor', panelOf('Amara Okafor'))[0]?.sentence).toContain('“Amara Okafor”');
  const [leak] = leaksIn(note, notesOf(note));
  expect(leak?.excerpt).toBe(note);
  expect(leak?.sentence).toContain(`“${note.replaceAll('\n', ' ').slice(0, 79)}…”`);
  const short = Array.from({ length: 8 }, (_, i) => `plainly${'x'.repeat(i === 7 ? 3 : 2)}`).join(' ');
  expect(short).toHaveLength(80);
  expect(leaksIn(short, notesOf(short))[0]?.sentence).toContain(`“${short}”`);
});

test('what lies within a leak is no other, but those who share a name are all given away', () => {
  expect(leaksIn('Okafor', panelOf('Amara Okafor', 'Ben Okafor')).map(({ place }) => place)).toEqual([1, 2]);
  expect(leaksIn('Amara Okafor', panelOf('Amara Okafor', 'Ben Okafor')).map(({ place }) => place)).toEqual([
    1,
  ]);
  expect(
    leaksIn('Okafor and Okafor', panelOf('Amara Okafor', 'Ben Okafor')).map(({ place }) => place),
  ).toEqual([1, 2, 1, 2]);
});

test('with nothing to protect, everything is released', () => {
  expect(leaksIn('Dr Amara Okafor (AO), amara.okafor@example.org', nobody)).toEqual([]);
  expect(
    leaksIn('Any text', { people: [{ name: '', email: '' }], confidentialNotes: [{ place: 1, text: '' }] }),
  ).toEqual([]);
});

const named: readonly (readonly [why: string, name: string, body: string, found: readonly string[]])[] = [
  ['a full name', 'Amara Okafor', 'As Amara Okafor said', ['name: Amara Okafor']],
  ['a full name turned round', 'Amara Okafor', 'by Okafor, Amara and', ['name: Okafor, Amara']],
  ['a name stored turned round', 'Okafor, Amara', 'by Amara Okafor', ['name: Amara Okafor']],
  ['a name with a middle initial', 'Amara Okafor', 'Amara J. Okafor', ['name: Amara J. Okafor']],
  ['a title before a name', 'Amara Okafor', 'Prof. Dr Amara Okafor', ['name: Prof. Dr Amara Okafor']],
  ['a title stored with the name', 'Dr Amara Okafor', 'Dr Okafor', ['surname: Dr Okafor']],
  ['letters stored after the name', 'Amara Okafor, PhD, RN', 'Okafor', ['surname: Okafor']],
  ['letters stored after the name, without commas', 'Amara Okafor MSc RN', 'Okafor', ['surname: Okafor']],
  ['a surname', 'Amara Okafor', 'okafor', ['surname: okafor']],
  ['a surname in capitals', 'Amara Okafor', 'OKAFOR', ['surname: OKAFOR']],
  ['a first name', 'Amara Okafor', 'amara wrote', ['given-name: amara']],
  ['a middle name', 'Amara Chidinma Okafor', 'Chidinma', ['surname: Chidinma']],
  ['a possessive', 'Amara Okafor', 'Okafor’s view', ['surname: Okafor']],
  ['an initial and a surname', 'Amara Okafor', 'A. Okafor', ['surname: A. Okafor']],
  ['a single name', 'Teller Zyx', 'zyx', ['surname: zyx']],
  ['a name that is one word', 'Okafor', 'by okafor', ['name: okafor']],
  ['a name without an umlaut', 'Jürgen Müller', 'Muller', ['surname: Muller']],
  ['an umlaut spelt out', 'Jürgen Müller', 'Mueller', ['surname: Mueller']],
  ['an umlaut where the name has it spelt out', 'Jürgen Mueller', 'Müller', ['surname: Müller']],
  ['an umlaut made of two characters', 'Jürgen Müller', 'Mu\u0308ller', ['surname: Mu\u0308ller']],
  ['a Danish name', 'Søren Kjærgaard', 'Soeren Kjaergaard', ['name: Soeren Kjaergaard']],
  ['a Swedish name', 'Åsa Ångström', 'Aasa', ['given-name: Aasa']],
  ['a sharp s', 'Jo Weiß', 'Weiss', ['surname: Weiss']],
  ['a Vietnamese name', 'Nguyễn Thị Hương', 'NGUYEN', ['given-name: NGUYEN']],
  ['a Polish name', 'Łukasz Wójcik', 'Lukasz', ['given-name: Lukasz']],
  ['a Turkish name', 'Ayşe Yılmaz', 'YILMAZ', ['surname: YILMAZ']],
  ['an Icelandic name', 'Guðrún Þórsdóttir', 'Gudrun Thorsdottir', ['name: Gudrun Thorsdottir']],
  ['an apostrophe of another kind', 'Catherine O’Connor', "O'Connor", ["surname: O'Connor"]],
  ['an apostrophe left out', 'Catherine O’Connor', 'OConnor', ['surname: OConnor']],
  ['an apostrophe put in', 'Catherine Oconnor', 'O‘Connor', ['surname: O‘Connor']],
  ['a space for an apostrophe', 'Catherine O’Connor', 'O Connor', ['surname: O Connor']],
  ['a surname without its Ó', 'Siobhán Ó Briain', 'Briain', ['surname: Briain']],
  ['a surname with its Ó', 'Siobhán Ó Briain', 'O’Briain', ['surname: O’Briain']],
  ['Mac for Mc', 'Fiona McAllister', 'MacAllister', ['surname: MacAllister']],
  ['Mc for Mac', 'Fiona MacAllister', 'McAllister', ['surname: McAllister']],
  ['Mc written apart', 'Fiona McAllister', 'Mc Allister', ['surname: Mc Allister']],
  ['one half of a double surname', 'Zoë Lind-Hayes', 'Hayes', ['surname: Hayes']],
  ['the other half', 'Zoë Lind-Hayes', 'Lind', ['surname: Lind']],
  ['both without the hyphen', 'Zoë Lind-Hayes', 'Lind Hayes', ['surname: Lind Hayes']],
  ['both in one', 'Zoë Lind-Hayes', 'LindHayes', ['surname: LindHayes']],
  ['both with another dash', 'Zoë Lind-Hayes', 'Lind–Hayes', ['surname: Lind–Hayes']],
  ['one of two surnames', 'Lucía García Márquez', 'García', ['surname: García']],
  ['a surname with particles', 'Jan van der Berg', 'van der Berg', ['surname: van der Berg']],
  ['a surname with particles written as one', 'Jan van den Bergh', 'Vandenbergh', ['surname: Vandenbergh']],
  ['a surname without its particles', 'Jan van der Berg', 'Berg', ['surname: Berg']],
  ['an Arabic surname in Latin letters', 'Omar Al-Hassan', 'Hassan', ['surname: Hassan']],
  ['a nickname in brackets', 'Robert (Bobbin) Ashdown', 'Bobbin', ['name: Bobbin']],
  ['a nickname in quotation marks', 'Robert “Bobbin” Ashdown', 'bobbin', ['name: bobbin']],
  ['a name in its own script', 'Xiaolong Li (李小龙)', '李小龙', ['name: 李小龙']],
  ['a Chinese name among other characters', '李小龙', '由李小龙说', ['name: 李小龙']],
  ['a Chinese first name', '李小龙', '小龙说', ['name: 小龙']],
  ['a Korean name with what follows it', '김민수', '김민수가', ['name: 김민수']],
  ['a Russian name', 'Ольга Иванова', 'ИВАНОВА', ['surname: ИВАНОВА']],
  ['an Arabic name', 'محمد الحسن', 'قال محمد', ['given-name: محمد']],
  ['a Greek name in capitals', 'Νίκος Παπάς', 'ΝΙΚΟΣ', ['given-name: ΝΙΚΟΣ']],
  ['Cyrillic look-alikes', 'Amara Okafor', 'Оkаfоr', ['surname: Оkаfоr']],
  ['Greek look-alikes', 'Hannah Nox', 'ΗanΝah', ['given-name: ΗanΝah']],
  ['full-width letters', 'Amara Okafor', 'Ｏｋａｆｏｒ', ['surname: Ｏｋａｆｏｒ']],
  ['mathematical letters', 'Amara Okafor', '𝐎𝐤𝐚𝐟𝐨𝐫', ['surname: 𝐎𝐤𝐚𝐟𝐨𝐫']],
  ['zero-width spaces', 'Amara Okafor', 'Oka\u200bfor', ['surname: Oka\u200bfor']],
  ['soft hyphens', 'Amara Okafor', 'Oka\u00adfor', ['surname: Oka\u00adfor']],
  ['soft hyphens written out', 'Amara Okafor', 'Oka&shy;for', ['surname: Oka&shy;for']],
  ['HTML entities', 'Siobhán Müller', 'Siobh&aacute;n M&uuml;ller', ['name: Siobh&aacute;n M&uuml;ller']],
  ['umlauts as entities, spelt out', 'Jo Mueller', 'M&uuml;ller', ['surname: M&uuml;ller']],
  ['characters by number', 'Amara Okafor', '&#79;kafo&#x72;', ['surname: &#79;kafo&#x72;']],
  ['an ampersand that begins no entity', 'Amara Okafor', 'AT&T&Okafor & co', ['surname: Okafor']],
  ['percent escapes', 'Amara Okafor', '%4Fkafor', ['surname: %4Fkafor']],
  ['bold within a word', 'Amara Okafor', 'Oka**for**', ['surname: Oka**for']],
  ['tags within a word', 'Amara Okafor', 'Oka<b>for</b>', ['surname: Oka<b>for']],
  ['emphasis around each word', 'Amara Okafor', '**Amara** **Okafor**', ['name: Amara** **Okafor']],
  ['a line’s end within a name', 'Amara Okafor', 'Amara\nOkafor', ['name: Amara\nOkafor']],
  ['a word broken at the line’s end', 'Amara Okafor', 'Oka-\nfor', ['surname: Oka-\nfor']],
  ['a word broken in a quoted line', 'Amara Okafor', 'Oka-\r\n> for', ['surname: Oka-\r\n> for']],
  ['letters spaced out', 'Amara Okafor', 'O k a f o r', ['surname: O k a f o r']],
  ['letters spaced out in a sentence', 'Amara Okafor', 'by O k a f o r', ['surname: O k a f o r']],
  ['letters with dots between', 'Amara Okafor', 'O.k.a.f.o.r', ['surname: O.k.a.f.o.r']],
  ['a full name in one', 'Amara Okafor', '@AmaraOkafor', ['name: AmaraOkafor']],
  ['a full name in one, turned round', 'Amara Okafor', 'okafor_amara', ['name: okafor_amara']],
  ['a name with a footnote', 'Amara Okafor', 'Okafor¹ and Okafor2', ['surname: Okafor', 'surname: Okafor']],
  ['a sample’s name', 'Sample reviewer 2', '(Sample reviewer 2)', ['name: Sample reviewer 2']],
  [
    'a sample’s name after one of its words',
    'Sample reviewer 2',
    'reviewer (Sample reviewer 2)',
    ['name: Sample reviewer 2'],
  ],
  [
    'a name again and again, twice',
    'Amara Okafor',
    'Okafor, '.repeat(40),
    ['surname: Okafor', 'surname: Okafor'],
  ],
  ['a first name before a comma', 'Sarah Jones', 'so Sarah, Thompson', ['given-name: Sarah']],
  ['a first name before a short word', 'Sarah Jones', 'as Sarah It is', ['given-name: Sarah']],
  ['a first name in a heading', 'Sarah Jones', 'AS SARAH JUMPED', ['given-name: SARAH']],
  ['a small letter before a name', 'Amara Okafor', 'so a. Okafor', ['surname: Okafor']],
  ['a name at the very end after its title', 'Amara Okafor', 'Mx. Okafor', ['surname: Mx. Okafor']],
  ['a sister', 'Sister Bernadette Quillan', 'Sister Quillan', ['surname: Sister Quillan']],
  ['Fitz written apart', 'Deirdre FitzGerald', 'Fitz Gerald', ['surname: Fitz Gerald']],
  ['a surname of one letter with its title', 'Aung U', 'Dr U was', ['surname: Dr U']],
  ['a name that ends in a letter', 'Aung U', 'as Aung U said', ['name: Aung U']],
];

test.each(named)('%s is found', (_, name, body, found) => {
  expect(seen(body, panelOf(name))).toEqual(found);
});

const ordinary: readonly (readonly [why: string, name: string, body: string, found: readonly string[]])[] = [
  ['after a title', 'Ann Case', 'Dr Case', ['surname: Dr Case']],
  ['after a title with a full stop', 'Ann Case', 'the Prof. Case', ['surname: Prof. Case']],
  ['after a title in small letters', 'Ann Case', 'dr case', ['surname: dr case']],
  ['after a title in capitals', 'Ann Case', 'MS CASE', ['surname: MS CASE']],
  ['with an initial before', 'Grace Case', 'by G. Case', ['surname: G. Case']],
  ['with an initial before, without a space', 'Grace Case', 'by G.Case', ['surname: G.Case']],
  ['with an initial without a full stop', 'Grace Case', 'by G Case', ['surname: Case']],
  ['with an initial after', 'Grace Case', 'Case, G.', ['surname: Case']],
  ['with the other name’s initial after', 'Grace Case', 'Grace C', ['given-name: Grace']],
  ['as a full name', 'Grace Case', 'Grace Case', ['name: Grace Case']],
  ['as a full name in small letters', 'Grace Case', 'grace case', ['name: grace case']],
  ['as a full name in capitals', 'Will Grant', 'WILL GRANT', ['name: WILL GRANT']],
  ['before a verb of speech', 'Will Case', 'Will said no', ['given-name: Will']],
  ['in small letters before a verb of speech', 'Grace Case', 'so grace said', ['given-name: grace']],
  ['with a capital in mid-sentence', 'Hope Case', 'so we heard Hope today', ['given-name: Hope']],
  ['with a possessive', 'Hope Case', 'Hope’s view', ['given-name: Hope']],
  ['after a verb that takes people', 'Ann Case', 'we asked Case whether', ['surname: Case']],
  ['at a sentence’s beginning where it hardly is one', 'Grace Case', 'Grace was kind', ['given-name: Grace']],
  ['in brackets where it hardly is one', 'Grace Case', 'one (Grace) was', ['given-name: Grace']],
  ['in capitals where it hardly is one', 'Grace Case', 'so GRACE it is', ['given-name: GRACE']],
  ['after a capital that begins a sentence', 'Hope Case', 'Thanks Hope for', ['given-name: Hope']],
  ['with two letters and a capital', 'Mei Ng', 'and Ng too', ['surname: Ng']],
  ['with two letters and a title', 'Mei Ng', 'dr ng', ['surname: dr ng']],
  ['with two letters in capitals', 'Mei Xu', 'and XU too', ['surname: XU']],
  ['with two letters that are a unit too', 'Mei Ng', 'then NG felt', ['surname: NG']],
  ['before an adverb and a verb of speech', 'Ann Grant', 'Grant also said', ['surname: Grant']],
  ['before what only people would', 'Ann Grant', 'Grant would like more', ['surname: Grant']],
  ['after a title in small letters, before a verb of speech', 'Jo May', 'dr may felt', ['surname: dr may']],
  ['after a title and an initial “A”', 'Ann Moss', 'Dr A Moss', ['surname: Moss']],
  ['where it has said something', 'Ann Grant', 'raised by Grant and', ['surname: Grant']],
  ['where it is spoken with', 'Ann Grant', 'grateful to Grant', ['surname: Grant']],
  ['where it is spoken with in capitals', 'Ann Grant', 'we asked GRANT, then', ['surname: GRANT']],
  ['where it has an opinion', 'Ann Grant', 'In Grant’s opinion', ['surname: Grant']],
  ['where it has an opinion after its s', 'Ann Summers', 'In Summers’ view', ['surname: Summers']],
  ['in brackets after a reviewer', 'Ann Grant', 'one reviewer (Grant) was', ['surname: Grant']],
  ['after a colon', 'Ann Grant', 'Reviewed by: Grant\nDone', ['surname: Grant']],
  ['as a month that is spoken with', 'Jo May', 'we asked May about it', ['surname: May']],
  ['alone in brackets', 'Ann Moss', 'one (Moss) was', ['surname: Moss']],
  ['after a sentence and a dash', 'Ann Grant', 'It is thin. – Grant', ['surname: Grant']],
  ['after a dash on a line of its own', 'Ann Grant', 'Thin\n– Grant\n\n- So', ['surname: Grant']],
  ['after “signed”', 'Ann Grant', 'Signed: Grant', ['surname: Grant']],
  ['in bold after a sentence and a dash', 'Ann Grant', 'It is thin. –**Grant**\nSo', ['surname: Grant']],
  ['in bold after a dash on a line of its own', 'Ann Grant', 'Thin\n– **Grant** \nSo', ['surname: Grant']],
  ['after a dash below a list', 'Ann Grant', '- Loan\n \n \n– Grant', ['surname: Grant']],
  ['after a dash just below a list', 'Ann Grant', '- Loan\n\n– Grant', ['surname: Grant']],
  ['after a dash below what is no list', 'Ann Grant', 'So. A loan\n– Grant', ['surname: Grant']],
  ['with a possessive that begins a sentence', 'Ann Moss', 'Moss’s table is', ['surname: Moss']],
  ['before “I”', 'Ann Moss', 'so Moss I think', ['surname: Moss']],
  ['before a bracket with a capital', 'Ann Moss', 'so Moss (Chair) is', ['surname: Moss']],
  ['after a capital and a comma', 'Ann Moss', 'so Chair, Moss is', ['surname: Moss']],
  ['in brackets after a capital', 'Ann Moss', 'so Chair (Moss) is', ['surname: Moss']],
  ['before a comma and a number', 'Ann Moss', 'so Moss, 12 of', ['surname: Moss']],
  [
    'before a word that only ends or begins like “et”',
    'Ann Moss',
    'so Moss yet, so Moss ethos',
    ['surname: Moss', 'surname: Moss'],
  ],
  ['before its initial “A” with a full stop', 'Ann Case', 'so Case, A. it is', ['surname: Case']],
  ['before its initial without a space', 'Grace Case', 'so Case,G. it is', ['surname: Case']],
  ['after an initial at the end of a line', 'Grace Case', 'so G. \nCase it is', ['surname: G. \nCase']],
  ['in mixed capitals', 'Will Okafor', 'so will okafor', ['name: will okafor']],
  ['as a whole name of words with capitals', 'Will Price', 'so Will Price', ['name: Will Price']],
];

test.each(ordinary)('a name that is a word as well is found %s', (_, name, body, found) => {
  expect(seen(body, panelOf(name))).toEqual(found);
});

const clean: readonly (readonly [why: string, name: string, body: string])[] = [
  ['the word in small letters', 'Grace Case', 'in this case, with grace'],
  ['the word at a sentence’s beginning', 'Hope Case', 'It is so. Hope remains. Case studies help.'],
  ['the word on a bullet', 'Hope Mark', '- Hope is left\n• Mark schemes'],
  ['the word in brackets', 'Hope Young', 'it (Young adults) is'],
  ['the word after an article', 'Ann Green', 'read the Green paper'],
  ['the word after an article, with a verb of speech', 'Ann Case', 'the Case suggests that'],
  ['the word before another capital', 'Ann Green', 'see Green Paper'],
  ['the word after another capital', 'Ann Hill', 'at Long Hill and'],
  ['the word before a number', 'Ann Hill', 'see Hill (2019)'],
  ['a month', 'May Wolf', 'from May to June'],
  ['a place', 'Ann York', 'people from York and'],
  ['a word that gets a capital by habit', 'Ann Trust', 'so Trust boards'],
  ['verbs that together are a name', 'Will Grant', 'the Centre will grant it'],
  ['words of a name in two sentences', 'Mark Grant', 'a second mark. Grant bodies'],
  ['words of a name in two paragraphs', 'Rose Price', 'levels rose\n\nprice lists'],
  ['a title that is an illness', 'Ann Case', 'in MS Case'],
  ['a modal after a title in small letters', 'Will Okafor', 'the dr will see'],
  ['a letter that numbers something', 'Fay Hill', 'see annex F. Hill walks'],
  ['an article before the word', 'Ann Case', 'A Case for change'],
  ['a word in a heading', 'Ann Case', 'THE CASE FOR'],
  ['a word that the name begins', 'Amara Okafor', 'Amaranth and Okaforian'],
  ['a word that ends in the name', 'Ann Berg', 'heidelberg'],
  ['two words that make the name', 'Ann Asif', 'as if it were'],
  ['two words with a hyphen that make the name', 'Ann Asif', 'as-if it were'],
  ['a contraction that makes the name', 'Ann Shell', 'she’ll come'],
  ['somebody else of the same first name', 'Sarah Jones', 'as Sarah Thompson said'],
  ['somebody else of the same first name with a short name', 'Sarah Jones', 'as Sarah Lee said'],
  ['a particle alone', 'Jan van der Berg', 'the van, der, den'],
  ['a number of the name', 'Sample reviewer 2', '2 reviewers and reviewer 2'],
  ['panel places', 'Amara Okafor', 'R1 and R2 need R3'],
  ['two letters in small letters', 'Mei Ng', 'of 5 ng a day'],
  ['an abbreviation that is a name', 'Jo Ma', 'an MA in care'],
  ['a title alone', 'Amara Okafor', 'Dr is a title'],
  ['a tag', 'Amara Strong', 'a <strong>word</strong>'],
  ['a word in capitals', 'Ann Moss', 'so MOSS grows'],
  ['what another mark parts', 'Fiona McAllister', 'mc; allister'],
  ['two letters apart', 'Mei Ng', 'so N G it is'],
  ['two letters in capitals that are a unit', 'Mei Ng', 'of 5 NG a day'],
  ['a verb before a word of the name', 'May Hill', 'so they may hill the plants'],
  ['a verb with a capital before a word of the name', 'Will Price', 'So. Will price lists help?'],
  ['words of a name in two sentences with a semicolon', 'Rose Hill', 'it rose; hill walks, it rose q; hill'],
  ['words of a name in two far paragraphs', 'Rose Hill', 'it rose\n\nhill walks, it rose\n \n \nhill'],
  ['words of a name in two short sentences', 'Rose Hill', 'it rose. Hill walks'],
  ['a single name that is a word', 'Grace', 'with grace'],
  ['a word in small letters before a verb of speech', 'Ann Case', 'in one case said to be'],
  ['a word in capitals that a public text holds', 'Ann Case', 'so case'],
  ['what begins a bracket', 'Ann Moss', 'one (Moss grows) is'],
  ['what begins a question', 'Grace Okafor', 'Grace. Is it so?'],
  ['joined names', 'Ann Moss', 'at Green & Moss, at Moss & Co'],
  ['a citation without a space', 'Ann Moss', 'see Moss(2019)'],
  ['a letter before, which is another', 'Ann Hill', 'at H. Hill walks, at B. Hill walks'],
  ['a word in small letters after an initial', 'Grace Case', 'so G. case, so case, G. it'],
  ['a letter in brackets before', 'Grace Case', '(see G). Case studies, so G. (Case, so G, Case'],
  ['a letter in brackets after', 'Grace Case', 'so Case (G) is'],
  ['a letter that numbers the word', 'Ann Case', 'so Case A it is'],
  ['what views are of', 'Ann Grant', 'so Grant views'],
  ['the first item of a list', 'Ann Grant', 'So.\n- Grant\n- Loan'],
  ['what has also not spoken', 'Ann Grant', 'Grant also is. Grant is said'],
  ['what a question goes before', 'Ann Grant', 'we asked – Grant, or Loan'],
  ['what a signature goes before', 'Ann Grant', 'signed – Grant, so'],
  ['what more stands behind', 'Ann Grant', 'It is thin. – Grant;\nSo. – (Grant)\nSo\n– (Grant)\nSo'],
  [
    'items of other lists',
    'Ann Grant',
    '- Loan and more\n- Grant\n\nSo.\n- Grant.\n - Loan\n\nSo\n  -  Loan\n  -  Grant',
  ],
  ['a rank before a title', 'Associate Prof. Amara Okafor', 'a nursing associate'],
  ['a place called by a first name', 'Victoria Okafor', 'at Victoria Hospital and Victoria Park'],
  ['a citation', 'Ann Long', 'as Long et al. say'],
  ['a surname of one letter alone', 'Grace E', 'option E, with grace e-learning, dr e'],
  ['two letters after an article', 'Mei Ou', 'an OU module'],
  ['a month by which something is done', 'Jo May', 'reviewed by May, or a note from May'],
  ['who is a thing with an opinion', 'Ann Grant', 'the Grant’s opinion'],
  ['what has something else', 'Ann Grant', 'in Grant’s office'],
  ['what would be', 'Ann Grant', 'Grant would be late. Grant also. Said'],
  ['what is done by something', 'Ann Grant', 'raised by Grant holders'],
  ['a dash within a sentence', 'Ann Grant', 'It is thin – Grant'],
  ['items of a list', 'Ann Grant', '- Grant\n- Loan\n\nOr:\n- Loan\n- Grant\n\nOr:\n- Grant'],
];

test.each(clean)('%s is no name', (_, name, body) => {
  expect(seen(body, panelOf(name))).toEqual([]);
});

test('a name that a public text holds is only somebody’s with a title, a verb of speech or the rest of it', () => {
  const panel = panelOf('Amara Okafor');
  const known = texts('The Okafor Institute of Health');
  expect(seen('The Okafor Institute, and so Okafor and okafor', panel, known)).toEqual([]);
  expect(seen('Dr Okafor', panel, known)).toEqual(['surname: Dr Okafor']);
  expect(seen('so Okafor said', panel, known)).toEqual(['surname: Okafor']);
  expect(seen('A. Okafor', panel, known)).toEqual(['surname: A. Okafor']);
  expect(seen('Amara Okafor', panel, known)).toEqual(['name: Amara Okafor']);
});

test('a whole name within a public text is that text’s, and only there', () => {
  const panel = panelOf('James Cook');
  const known = texts('James Cook University Hospital');
  expect(seen('At James Cook University Hospital', panel, known)).toEqual([]);
  expect(seen('At James Cook University Hospital and James Cook University Hospital', panel, known)).toEqual(
    [],
  );
  expect(seen('By James Cook himself', panel, known)).toEqual(['name: James Cook']);
  expect(seen('At James Cook University Hospital by James Cook himself', panel, known)).toHaveLength(1);
  expect(seen('By James Cook himself at James Cook University Hospital', panel, known)).toHaveLength(1);
  expect(seen('at The James Cook', panel, texts('The James Cook'))).toEqual([]);
  expect(
    seen('by Amara Chidi Okafor', panelOf('Amara Chidi Okafor'), texts('Amara Chidi Okafor')),
  ).toHaveLength(1);
});

test('the words of a name that the letter may hold are never a leak, but the reviewer’s whole name is', () => {
  const known = contacts('Dr Sarah Thompson');
  expect(
    seen('Dear Sarah, Dr Thompson, Sarah Thompson', panelOf('Sarah Jones', 'Ben Thompson'), known),
  ).toEqual([]);
  expect(seen('Sarah Jones', panelOf('Sarah Jones'), known)).toEqual(['name: Sarah Jones']);
  expect(seen('Sarah Thompson', panelOf('Sarah Thompson'), known)).toEqual([]);
  expect(seen('S. Thompson, so Thompson, S. wrote', panelOf('Ben Thompson'), known)).toEqual([]);
  expect(seen('B. Thompson wrote', panelOf('Ben Thompson'), known)).toEqual(['surname: B. Thompson']);
  expect(seen('so Thompson, B. wrote', panelOf('Ben Thompson'), known)).toEqual(['surname: Thompson']);
  expect(seen('S. Thompson, so Thompson, S. wrote', panelOf('Sue Thompson'), known)).toEqual([]);
  expect(seen('so Okafor', panelOf('Amara Okafor'), known)).toEqual(['surname: Okafor']);
});

const initialled: readonly (readonly [name: string, body: string, found: readonly string[]])[] = [
  ['Amara Okafor', 'A.O. said', ['initials: A.O']],
  ['Amara Okafor', 'A. O. said', ['initials: A. O']],
  ['Amara Okafor', 'A O said', ['initials: A O']],
  ['Amara Okafor', 'a.o. said', ['initials: a.o']],
  ['Amara Okafor', 'by AO, and (AO)', ['initials: AO', 'initials: AO']],
  ['Amara Okafor', 'then ao said, and Ao', ['initials: ao', 'initials: Ao']],
  ['Amara Okafor', 'A.O. I think', ['initials: A.O']],
  ['Amara Chidi Okafor', 'ACO, AO, A.C.O.', ['initials: ACO', 'initials: AO', 'initials: A.C.O']],
  ['Amara Smith-Jones', 'ASJ, AJ, AS-level', ['initials: ASJ', 'initials: AJ']],
  ['Jan van der Berg', 'JVDB, JB, JvdB', ['initials: JVDB', 'initials: JB', 'initials: JvdB']],
  ['Lucía García Márquez', 'LG, LM, LGM', ['initials: LG', 'initials: LM', 'initials: LGM']],
  ['Gemma Price', 'then GP felt unsure', ['initials: GP']],
  ['Gemma Price', 'Noted.\n- GP', ['initials: GP']],
  ['Gemma Price', 'Signed: GP\nDone', ['initials: GP']],
  ['Gemma Price', 'G.P.', ['initials: G.P']],
  ['Ольга Иванова', 'О.И.', ['initials: О.И']],
  ['Gemma Price', 'a GP, the GP said, GP practices, - GP practices', []],
  ['Umar Khan', 'the U.K. and UK', []],
  ['Emma Green', 'so, e.g., this', []],
  ['Ira Nash', 'IN THIS', []],
  ['Aoife Ní Dhonnchú', 'THIS AND THAT', []],
  ['Hugh Nash', 'H1N1 and HN1', []],
  ['Ana Costa', 'at www.example.ac.uk or ac@x', []],
  ['Ada Ives', 'Appendix A I think', []],
  ['Amara Okafor', 'AOK, XAO, MAO, A.O.K., a and o, 1A O2', []],
  ['Amara Okafor', 'an Awarding Organisation (AO), so AO', []],
  ['Amara Okafor', 'a.o', []],
  ['Vera Ende', 'we’ve', []],
  ['Vera Stone', 'one vs. two, v.s. and vs', []],
  ['李小龙', '李.小', []],
  ['Amara Chidi Okafor', 'so aco it is', []],
  ['Ana Costa', 'x:ac is, ac-x is, ac/x, see ac.uk', []],
  ['Ana Costa', 'ask: ac, or (ac) or -- ac/', ['initials: ac', 'initials: ac', 'initials: ac']],
  ['Gemma Price', 'Initials: GP, signed GP', ['initials: GP', 'initials: GP']],
  ['Gemma Price', 'Noted.\n\n  -  GP.\n\nNext', ['initials: GP']],
  ['Gemma Price', 'Noted - GP\nNoted\n- GP, nurse\nsigned by GP\nsigned (GP', []],
  ['Gemma Price', '(the) GP said', ['initials: GP']],
  ['Olu Kent', 'B.O.K., B O K, B. O. K.', []],
  ['Olu Kent', 'I O.K. and A O.K.', ['initials: O.K', 'initials: O.K']],
  ['Olu Kent', 'by O.k. or o.K. or o. k. or o k', []],
  ['Olu Kent', 'by O.K.Z. or O.K.Al', ['initials: O.K']],
  ['Olu Kent', 'o.k. it is', ['initials: o.k']],
  ['Olu Kent', 'o.k it is', []],
  ['Olu Kent', 'O, K and O-K and O\nK', []],
  ['Olu Kent', 'OKs 2O.K. O.K2 O K2', []],
  ['Sue Ende', 'we’S.E.', []],
  ['Ann Ives', 'A I and A.I.', ['initials: A.I']],
  ['Gemma Price', 'so G P it is', []],
  ['Ana Price', 'so A P it is, or P A', []],
  ['Zoe Ash', 'so Z A it is', ['initials: Z A']],
  ['Sample reviewer 2', 'S2 and S.2', []],
  ['Padraig O’Neil', 'by P.O. and PON', ['initials: P.O', 'initials: PON']],
  ['Seán Mac Giolla Phádraig', 'by SMGP', ['initials: SMGP']],
  ['Jan van der Berg', 'by JV', ['initials: JV']],
  ['Sister Bernadette Quillan', 'by BQ', ['initials: BQ']],
  ['Alistair Moss', 'by A.M. at 9 A.M. or 10 a.m., in the a.m. too', ['initials: A.M']],
  ['Philippa Stone', 'P.S. raised by P.S. and', ['initials: P.S']],
  ['Chris Day', 'raised by CD and by CD, in CD’s view', ['initials: CD', 'initials: CD']],
  ['Gemma Price', 'we asked GP trainers, then asked G P about it', ['initials: G P']],
  ['Gemma Price', 'It is thin. – GP\nNext', ['initials: GP']],
  ['Gemma Price', 'Who:\n- GP\n- OT\n\nOr:\n- OT\n- GP\n\nSo', []],
  ['Robin Teoh', 'RT-PCR, PCR-RT and RT-led', ['initials: RT']],
  ['Aung U', 'A U-shaped room', []],
  ['Amara Okafor', '1AO', []],
  ['Amara Okafor', 'by AO-Led, Re-AO', ['initials: AO', 'initials: AO']],
  ['Amara Okafor', '-AO', ['initials: AO']],
  ['Amara Okafor', 'so ao - then', ['initials: ao']],
  ['Amara Okafor', 'by ao. Then', ['initials: ao']],
  ['Amara Okafor', 'X, A.O.', ['initials: A.O']],
  ['Amara Okafor', 'so A O is', ['initials: A O']],
  ['Amara Okafor', 'A.O. we', ['initials: A.O']],
  ['Olu Kent', '2O.K. it is', []],
  ['Olu Kent', 'so O.K2 is', []],
  ['Ian A. Moss', 'I AM HERE', []],
  ['Ira Ash', 'so I A is', []],
  ['Alistair Moss', 'by A.M. so', ['initials: A.M']],
  ['Alistair Moss', '9 A.M. so', []],
  ['Amara Chidi Okafor', 'a.c. o. is', []],
];

test.each(initialled)('of %s, “%s” has the initials that it has', (name, body, found) => {
  expect(seen(body, panelOf(name))).toEqual(found);
});

test('initials that a public text uses in capitals are an abbreviation', () => {
  expect(seen('so AO and A.O.', panelOf('Amara Okafor'), texts('Every AO reports'))).toEqual([]);
  expect(seen('so ao', panelOf('Amara Okafor'), texts('Every ao reports'))).toEqual([]);
  expect(seen('so AO', panelOf('Amara Okafor'), texts('Every ao reports'))).toEqual(['initials: AO']);
  expect(seen('so AO', panelOf('Amara Okafor'), texts('Every Ao reports'))).toEqual(['initials: AO']);
  expect(seen('so GRACE', panelOf('Grace Okafor'), texts('Every grace'))).toEqual([]);
});

test('initials are an abbreviation only where the letter spells them out in brackets', () => {
  const found = (body: string) => seen(body, panelOf('Amara Okafor'));
  expect(found('so AO, an Awarding Organisation (AO)')).toEqual([]);
  expect(found('an Awarding Organisation AO')).toHaveLength(1);
  expect(found('an Awarding Organisation, AO)')).toHaveLength(1);
  expect(found('an Awarding Organisation (AO is')).toHaveLength(1);
  expect(found('an awarding organisation (Ao), so AO')).toHaveLength(2);
});

const panelWith = (name: string, email: string): ProtectedMatter => ({
  people: [{ place: 1, name, email }],
  confidentialNotes: [],
});

const written: readonly (readonly [email: string, body: string, found: readonly string[]])[] = [
  ['night.owl@example.org', 'to night.owl@example.org.', ['email: night.owl@example.org']],
  ['night.owl@example.org', 'NIGHT.OWL@EXAMPLE.ORG', ['email: NIGHT.OWL@EXAMPLE.ORG']],
  ['night.owl@example.org', 'mailto:night.owl@example.org', ['email: night.owl@example.org']],
  ['night.owl@example.org', 'night.owl＠example.org', ['email: night.owl＠example.org']],
  [
    'night.owl@example.org',
    'night.owl&commat;example&period;org',
    ['email: night.owl&commat;example&period;org'],
  ],
  ['night.owl@example.org', 'night.owl%40example.org', ['email: night.owl%40example.org']],
  ['night.owl@example.org', 'night.owl at example dot org', ['email: night.owl at example dot org']],
  [
    'night.owl@example.org',
    'night [dot] owl [at] example (dot) org',
    ['email: night [dot] owl [at] example (dot) org'],
  ],
  ['night.owl@example.org', 'night.owl @ example . org', ['email: night.owl @ example . org']],
  ['night.owl@example.org', 'nightowl@example.org', ['email: nightowl@example.org']],
  ['night.owl@example.org', 'night.owl@other.org', ['email: night.owl']],
  ['night.owl@example.org', 'night.owl+panel@example.org', ['email: night.owl+panel@example.org']],
  ['nightowl@example.org', 'nightowl+a_b.c-2@example.org', ['email: nightowl+a_b.c-2@example.org']],
  ['nightowl+review@example.org', 'nightowl@example.org', ['email: nightowl@example.org']],
  ['nightowl@example.org', 'nightowl+panel and more@example.org, nightowl+x', []],
  ['night.owl@example.org', 'ask night.owl or night_owl', ['email: night.owl', 'email: night_owl']],
  ['night.owl@example.org', 'a night owl at example', []],
  ['night-owl@example.org', 'a night-owl', []],
  ['nightowl@example.org', 'nightowl@example', ['email: nightowl@example']],
  ['nightowl@example.org', 'a nightowl', []],
  ['staff@example.org', 'staff at Example, staff at example.com', []],
  ['staff@example.org', 'staff at example dot org', ['email: staff at example dot org']],
  ['owl7@example.org', 'ask owl7', ['email: owl7']],
  ['reviewer-2@example.org', 'ask reviewer-2, not reviewer 2', ['email: reviewer-2']],
  ['aokafor@example.org', 'ask aokafor', ['email: aokafor']],
  ['zed@example.org', 'zed', []],
  ['night.owl@example.org', 'night.owl and more at example dot org', ['email: night.owl']],
  [
    'nightowl@example.org',
    'nightowl at, example dot org, nightowl by example dot org',
    ['email: nightowl at, example dot org'],
  ],
  ['nightowl@example.org', 'nightowl at example, or not', []],
  ['nightowl@example.org', 'nightowl@', []],
  ['night.owl@example.org', 'night; owl@example.org', []],
  ['night.owl@example.org', 'night and owl@example.org', []],
  ['owl7@example.org', 'owl 7 and owl-7', ['email: owl-7']],
  ['aokafor@example.org', 'ask aokafor, not aokafo', ['email: aokafor']],
  ['okafor@example.org', 'by', []],
  ['amara@example.org', 'Amara Thompson', []],
  ['42@example.org', 'page 42', []],
  ['night.owl@example.org', 'night @example.org', []],
  ['nightowl@example.org', 'nightowl, example.org', []],
  ['owl@', 'owl@x', []],
  ['r2@example.org', 'R2 and r-2', []],
  ['r23@example.org', 'R23', []],
  ['2019@example.org', 'in 2019', []],
  ['', '@', []],
];

test.each(written)('of the address %s, “%s” has what it has', (email, body, found) => {
  expect(seen(body, panelWith('Amara Okafor', email))).toEqual(found);
});

test('what stands before the @ says who it is where it holds a name of three letters or more', () => {
  expect(seen('a bailiff', panelWith('Li Wei', 'bailiff@example.org'))).toEqual([]);
  expect(seen('ask zedb', panelWith('Amy Zed', 'zedb@example.org'))).toEqual(['email: zedb']);
});

test('an address that a public text holds is no leak', () => {
  const panel = panelWith('Amara Okafor', 'Night.Owl@example.org');
  expect(seen('night.owl@example.org', panel, texts('Write to night.owl@example.org'))).toEqual([]);
  expect(seen('night.owl@example.org', panel, contacts('night.owl@example.org'))).toEqual([]);
});

const note =
  'Between ourselves, the developer told me at a conference that the funding ends next spring. It may be a slip. Very weak evidence base. Not good.';

const repeated: readonly (readonly [why: string, body: string, found: readonly string[]])[] = [
  ['the whole', note, [note.slice(0, -1)]],
  [
    'seven words of it',
    'that at a conference that the funding ends next year',
    ['at a conference that the funding ends next'],
  ],
  [
    'the same in capitals',
    'AT A CONFERENCE THAT THE FUNDING ENDS NEXT',
    ['AT A CONFERENCE THAT THE FUNDING ENDS NEXT'],
  ],
  [
    'the same over lines',
    'at a conference\nthat the fun-\nding ends next',
    ['at a conference\nthat the fun-\nding ends next'],
  ],
  [
    'the same in Markdown',
    'at a conference *that* the fun**ding** ends next',
    ['at a conference *that* the fun**ding** ends next'],
  ],
  [
    'a word replaced',
    'told me at a meeting that the funding ends',
    ['told me at a meeting that the funding ends'],
  ],
  [
    'a word left out',
    'told me at a conference the funding ends',
    ['told me at a conference the funding ends'],
  ],
  [
    'a word put in',
    'told me at a big conference that the funding ends',
    ['told me at a big conference that the funding ends'],
  ],
  [
    'two words replaced',
    'told me at one meeting that the funding ends next',
    ['told me at one meeting that the funding ends next'],
  ],
  ['a short sentence', 'we think it may be a slip, though', ['it may be a slip']],
  ['a very short sentence on its own', 'So. Very weak evidence base.', ['Very weak evidence base']],
  ['a very short sentence within another', 'a very weak evidence base here', []],
  ['a very short sentence that goes on', 'So. Very weak evidence base there', []],
  ['a sentence of ordinary words', 'Not good.', []],
  ['six words of it', 'that a conference that the funding ends', []],
  ['words of it in another order', 'the funding at a conference told me that the developer', []],
  ['seven words that say too little', 'told me at a conference that the', []],
  [
    'seven words that say enough',
    'conference that the funding ends next spring',
    ['conference that the funding ends next spring'],
  ],
  ['a short sentence broken at the line’s end', 'It may be a s-\nlip, so', ['It may be a s-\nlip']],
  ['how a short sentence begins', 'it may be an error', []],
  ['a very short sentence at the very beginning', 'Very weak evidence base.', ['Very weak evidence base']],
  ['a very short sentence that something stands before', 'So. It has very weak evidence base.', []],
  ['a very short sentence in two', 'So. Very weak evidence. Base there', []],
  ['every other word', 'developer told me at one conference by the other funding which ends', []],
];

test.each(repeated)('of a note, %s', (_, body, found) => {
  const leaks = leaksIn(body, notesOf(note));
  expect(leaks.map(({ excerpt }) => excerpt)).toEqual(found);
  for (const leak of leaks) expect(leak).toMatchObject({ kind: 'confidential-note', place: 1 });
});

const said: readonly (readonly [why: string, note: string, body: string, found: readonly string[]])[] = [
  [
    'twelve words that say nothing',
    'we do not see how it is to be as it was or so',
    'we do not see how it is to be as it was',
    ['we do not see how it is to be as it was'],
  ],
  [
    'eleven words that say nothing',
    'we do not see how it is to be as it was',
    'we do not see how it is to be as it',
    [],
  ],
  [
    'nine words of which one says something',
    'i can see no way out of it as the budget is on its own',
    'no way out of it as the budget is',
    ['no way out of it as the budget is'],
  ],
  [
    'eight words of which one says something',
    'i can see no way out of it as the budget is on its own',
    'way out of it as the budget is',
    [],
  ],
  [
    'nine words of which none does',
    'i can see no way out of it as the budget is on its own',
    'i can see no way out of it as',
    [],
  ],
  ['a sentence of words that any text has', 'It may be so to us.', 'so it may be so to us', []],
  ['a sentence of short words and a year', 'It is 2019 to us.', 'so it is 2019 to us', []],
  ['a short sentence without spaces', '资金没有了。', '因为资金没有了', ['资金没有了']],
  [
    'three words that say something',
    'Quite dull overall.',
    'So. Quite dull overall.',
    ['Quite dull overall'],
  ],
  ['three words that say too little', 'It is dull.', 'So. It is dull.', []],
  ['two words', 'Frankly dull. It is.', 'So. Frankly dull.', []],
  [
    'what it adds to six words of a public text, where it is six',
    'Entry routes are set out clearly although nobody checked their sums twice in spring.',
    'entry routes are set out clearly although nobody checked their sums twice',
    [],
  ],
  [
    'a sentence of which a public text holds some',
    'The routes are set out clearly although dull.',
    'so the routes are set out clearly although dull',
    ['the routes are set out clearly although dull'],
  ],
];

test.each(said)('of a note, %s', (_, text, body, found) => {
  const known = texts('Entry routes are set out clearly', 'Every entry');
  expect(leaksIn(body, notesOf(text), known).map(({ excerpt }) => excerpt)).toEqual(found);
});

test('a note that is repeated often is found at its first places', () => {
  const text = 'They copied this plan from one that failed.';
  expect(leaksIn(`${text} So.\n`.repeat(2), notesOf(text))).toHaveLength(2);
  expect(leaksIn(`${text} So.\n`.repeat(12), notesOf(text))).toHaveLength(8);
});

test('passages do not run on from one public text into the next', () => {
  const text = 'The award has three levels and each names a mentor.';
  expect(
    seen(text, notesOf(text), texts('The award has three levels', 'and each names a mentor.')),
  ).toHaveLength(1);
});

test('names and notes come in the order in which they stand, the shorter first', () => {
  const text = 'They copied this plan from one that failed.';
  const matter = {
    ...panelOf('Amara Okafor', 'Grace Case'),
    confidentialNotes: [
      { place: 1, text: `Okafor ${text}` },
      { place: 2, text },
    ],
  };
  const kinds = (body: string) => leaksIn(body, matter).map(({ kind, place }) => `${kind} ${place}`);
  expect(kinds(`${text} Okafor said so, Amara Okafor did`)).toEqual([
    'confidential-note 1',
    'confidential-note 2',
    'surname 1',
    'name 1',
  ]);
  expect(kinds(`Okafor ${text} By Grace Case`)).toEqual(['surname 1', 'confidential-note 1', 'name 2']);
});

test('an address or a passage that a public text holds in part is still a leak', () => {
  expect(seen('owl7', panelWith('Amara Okafor', 'owl7@example.org'), texts('owl7@other.org'))).toEqual([
    'email: owl7',
  ]);
  expect(seen('aokafor', panelWith('Amara Okafor', 'aokafor@example.org'), texts('Project aokafor'))).toEqual(
    [],
  );
});

test('a note within another is no other leak, whoever wrote it', () => {
  const long = 'They copied this plan. It then failed in every single way.';
  const placesOf = (first: number, second: number) =>
    leaksIn(long, {
      people: [],
      confidentialNotes: [
        { place: first, text: 'They copied this plan.' },
        { place: second, text: long.replace('plan. It', 'plan; it') },
      ],
    }).map(({ place, line, end }) => [place, line, end]);
  expect(placesOf(1, 1)).toEqual([[1, 1, long.length - 1]]);
  expect(placesOf(1, 2)).toEqual([[2, 1, long.length - 1]]);
});

test('a leak of a note says on which criterion it is and whose', () => {
  const text = 'They copied this plan from one that failed.';
  const matter = { people: [], confidentialNotes: [{ place: 3, criterionId: 'c7', text }] };
  expect(leaksIn(`As said: ${text}`, matter)).toMatchObject([{ place: 3, criterionId: 'c7', start: 9 }]);
  expect(leaksIn(text, notesOf(text, text)).map(({ place }) => place)).toEqual([1, 2]);
});

test('a note that repeats a criterion gives away only what it adds', () => {
  const criterion = 'The specification says who may enter and how learners progress to the award.';
  const known = texts(criterion);
  expect(seen(criterion, notesOf(criterion), known)).toEqual([]);
  expect(
    seen(
      criterion,
      notesOf(`${criterion} Plainly untrue, whatever their chair keeps telling everybody.`),
      known,
    ),
  ).toEqual([]);
  expect(
    seen(
      'Plainly untrue, whatever their chair keeps telling everybody.',
      notesOf(`${criterion} Plainly untrue, whatever their chair keeps telling everybody.`),
      known,
    ),
  ).toHaveLength(1);
  expect(seen(criterion, notesOf(criterion))).toHaveLength(1);
  expect(
    seen(
      'Entry routes need work.',
      notesOf('Entry routes need work.'),
      texts('Entry routes need work. So it is.'),
    ),
  ).toEqual([]);
});

test('a note in a script without spaces is found', () => {
  const chinese = '开发者告诉我资金明年春天就会结束。';
  expect(leaksIn(`So: ${chinese}`, notesOf(chinese))).toMatchObject([
    { kind: 'confidential-note', start: 4 },
  ]);
});

const sentences = [
  'The case for a credential is well made.',
  'Learners may choose the order, and they will mark drafts.',
  'Say who will grant protected time (see page 4).',
  'An ACP with an MSc would meet the entry requirement.',
  'Use “may” for what is allowed; e.g. in section 4.2.',
  'Requirement R2 is met.',
];
const names = [
  'Amara Okafor',
  'Jürgen Müller',
  'Grace Case',
  'Nguyễn Thị Hương',
  '李小龙',
  'Catherine O’Connor',
  'Ольга Иванова',
];

test('a leak put anywhere into a clean letter is found, and its offsets point at it', () => {
  const panel = { ...panelOf(...names), confidentialNotes: [{ place: 1, text: note }] };
  const planted = fc.constantFrom(...names, 'Dr Case', 'A.O.', 'somebody-3@example.net', 'Prof Müller', note);
  const paragraphs = fc.array(fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(paragraphs, paragraphs, planted, (before, after, leak) => {
      const joined = (parts: readonly (readonly string[])[]) =>
        parts.map((part) => part.join(' ')).join('\n\n');
      const start = `${joined(before)}\n\nWe heard `;
      const body = `${start}${leak} today.\n\n${joined(after)}`;
      const leaks = leaksIn(body, panel);
      expect(leaks.length).toBeGreaterThan(0);
      for (const one of leaks) {
        expect(one.start).toBeGreaterThanOrEqual(start.length);
        expect(one.end).toBeLessThanOrEqual(start.length + leak.length);
        expect(body.slice(one.start, one.end)).toBe(one.excerpt);
        expect(body.slice(0, one.start).split('\n')).toHaveLength(one.line);
      }
      expect(leaksIn(`${joined(before)}\n\n${joined(after)}`, panel)).toEqual([]);
    }),
  );
});

test('any text can be scanned for anything', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, (body, name, email) => {
      for (const leak of leaksIn(`${body} ${name}`, {
        people: [{ place: 1, name, email }],
        confidentialNotes: [{ place: 1, text: name }],
      }))
        expect(`${body} ${name}`.slice(leak.start, leak.end)).toBe(leak.excerpt);
    }),
    { numRuns: 25 },
  );
});
