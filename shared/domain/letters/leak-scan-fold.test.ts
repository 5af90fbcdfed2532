import { expect, test } from 'vitest';
import { type Word, wordsOf } from './leak-scan/fold.ts';

/** "gap[text/expanded^2]original": "^" where it begins with a capital letter, and how many it has. */
const written = ({ gap, text, expanded, capital, capitals }: Word, original: string): string =>
  `${gap}[${text}${expanded === text ? '' : `/${expanded}`}${capital ? '^' : ''}${capitals || ''}]${original}`;

const cut: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['Amara Okafor', ['[amara^1]Amara', ' [okafor^1]Okafor']],
  ['a1B2c', ['[a]a', '[1]1', '[b^1]B', '[2]2', '[c]c']],
  ['1a', ['[1]1', '[a]a']],
  ['12 3', ['[12]12', ' [3]3']],
  ['AB cd Ef', ['[ab^2]AB', ' [cd]cd', ' [ef^1]Ef']],
  ['ab CD', ['[ab]ab', ' [cd^2]CD']],
  ['Mu\u0308ller', ['[muller/mueller^1]Mu\u0308ller']],
  ['mu\u0308ller', ['[muller/mueller]mu\u0308ller']],
  ['abu\u0308 x', ['[abu/abue]abu\u0308', ' [x]x']],
  ['M\u0308a', ['[ma^1]M\u0308a']],
  ['é É', ['[e]é', ' [e^1]É']],
  ['Jürgen ÄRGER', ['[jurgen/juergen^1]Jürgen', ' [arger/aerger^5]ÄRGER']],
  ['Ångström', ['[angstrom/aangstroem^1]Ångström']],
  ['Æsir œuvre', ['[aesir^1]Æsir', ' [oeuvre]œuvre']],
  ['Straße ẞ', ['[strasse^1]Straße', ' [ss^1]ẞ']],
  ['łąđ ı', ['[lad]łąđ', ' [i]ı']],
  ['ﬁn ½ ①', ['[fin]ﬁn', ' [1]½', '⁄[2]½', ' [1]①']],
  ['Оkа ΗaN Ηα ΝΑ aΝ', ['[oka^1]Оkа', ' [han^2]ΗaN', ' [na^1]Ηα', ' [va^2]ΝΑ', ' [an1]aΝ']],
  ['“a”\u2014b', ['“[a]a', '”-[b]b']],
  ['O’Neil O`N oʻn', ['[o^1]O', "'[neil^1]Neil", ' [o^1]O', "'[n^1]N", ' [o]o', "'[n]n"]],
  ['a\u2010b\u2013c\uff0dd', ['[a]a', '-[b]b', '-[c]c', '-[d]d']],
  ['a\u2028b\u0085c\r\nd\te', ['[a]a', '\n[b]b', '\n[c]c', ' \n[d]d', ' [e]e']],
  ['Ok\u200bfor o\u00adk', ['[okfor^1]Ok\u200bfor', ' [ok]o\u00adk']],
  ['a\u200b b', ['[a]a', ' [b]b']],
  ['李小A', ['[李]李', '[小]小', '[a^1]A']],
  ['ก ข', ['[ก]ก', ' [ข]ข']],
  ['김민', ['[김]김', '[민]민']],
  ['a<b>b</b>c', ['[a]a', '*[b]b', '*[c]c']],
  ['a<br>b<B >c', ['[a]a', '<[br]br', '>[b]b', '*[c]c']],
  ['5<6 < b', ['[5]5', '<[6]6', ' < [b]b']],
  ['%41b %zz 5% %2Dx', ['[ab^1]%41b', ' %[zz]zz', ' [5]5', '% -[x]x']],
  [
    '&amp; &eacute;x &Uuml;b &szlig; &foo; &shy;a&shy;b',
    ['& [ex]&eacute;x', ' [ub/ueb^1]&Uuml;b', ' [ss]&szlig;', ' &[foo]foo', '; [ab]a&shy;b'],
  ],
  [
    '&#65;b &#x42;c &#0; &#x110000; &#x10ffff;a &#1114111;',
    ['[ab^1]&#65;b', ' [bc^1]&#x42;c', '     \u{10ffff}[a]a'],
  ],
  ['a&#8203;b', ['[ab]a&#8203;b']],
  ['AT&T', ['[at^2]AT', '&[t^1]T']],
  ['&acute; &xacute; &aring;', ['&[acute]acute', '; [x]&xacute;', ' [a]&aring;']],
  ['a*b_c', ['[a]a', '*[b]b', '_[c]c']],
  ['x', ['[x]x']],
  ['', []],
  ['...', []],
  ['Ｏk ９', ['[ok^1]Ｏk', ' [9]９']],
  ['م\u0640حمد', ['[محمد]م\u0640حمد']],
  ['ᴀb', ['[ab]ᴀb']],
  ['ςσ', ['[σσ]ςσ']],
  ['ÄB\u0301c', ['[abc/aebc^2]ÄB\u0301c']],
  ['&Aacuteb &amp&amp', ['&[aacuteb^1]Aacuteb']],
  ['\u0301a a\u0301b', ['[a]a', ' [ab]a\u0301b']],
  ['&#919;α &#919;a', ['[na^1]&#919;α', ' [na^1]&#919;a']],
  ['İx', ['[ix^1]İx']],
  ['a�b', ['[a]a', '�[b]b']],
  ['Q\u0301 q', ['[q^1]Q\u0301', ' [q]q']],
  ['A1 a', ['[a^1]A', '[1]1', ' [a]a']],
  ['1 a2', ['[1]1', ' [a]a', '[2]2']],
];

test.each(cut)('“%s” is cut into its words', (text, words) => {
  expect(wordsOf(text).map((word) => written(word, text.slice(word.start, word.end)))).toEqual(words);
});
