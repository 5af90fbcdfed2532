import { expect, test } from 'vitest';
import { type Form, isOrdinary, soughtOf } from './leak-scan/people.ts';

/** "smithjones|5 surname 1": where the name itself is cut, what it is and which part of it. */
const written = ({ key, cuts, role, part }: Form): string => [[key, ...cuts].join('|'), role, part].join(' ');

const looked: readonly (readonly [
  name: string,
  forms: readonly string[],
  initials: string,
  firsts: string,
])[] = [
  [
    'Amara Okafor',
    ['amara given 0', 'okafor|1 surname 1', 'amaraokafor name -1', 'okaforamara name -1'],
    'ao',
    'a o',
  ],
  ['Okafor', ['okafor|1 name 0'], '', 'o'],
  [
    'Dr Amara Okafor, PhD, RN',
    ['amara given 0', 'okafor|1 surname 1', 'amaraokafor name -1', 'okaforamara name -1'],
    'ao',
    'a o',
  ],
  [
    'Okafor, Amara',
    ['amara given 0', 'okafor|1 surname 1', 'amaraokafor name -1', 'okaforamara name -1'],
    'ao',
    'a o',
  ],
  [
    'Okafor, Amara, RN',
    ['amara given 0', 'okafor|1 surname 1', 'amaraokafor name -1', 'okaforamara name -1'],
    'ao',
    'a o',
  ],
  [
    'Amara Okafor MSc RN',
    ['amara given 0', 'okafor|1 surname 1', 'amaraokafor name -1', 'okaforamara name -1'],
    'ao',
    'a o',
  ],
  ['Amara Ma', ['amara given 0', 'ma surname 1', 'amarama name -1', 'maamara name -1'], 'am', 'a m'],
  ['Amara MA', ['amara name 0'], '', 'a'],
  ['Dr Ma', ['ma name 0'], '', 'm'],
  ['MSc', ['msc name 0'], '', 'm'],
  [
    'Amara de Souza',
    [
      'amara given 0',
      'desouza|2|1 surname 1',
      'souza surname 1',
      'amaradesouza name -1',
      'desouzaamara name -1',
    ],
    'ads as ad',
    'a s',
  ],
  [
    'Jan van der Berg',
    [
      'jan given 0',
      'vanderberg|3|6 surname 1',
      'berg surname 1',
      'janvanderberg name -1',
      'vanderbergjan name -1',
    ],
    'jvdb jb jv',
    'j b',
  ],
  [
    'Omar Al-Hassan',
    [
      'omar|1 given 0',
      'alhassan|2 surname 1',
      'hassan surname 1',
      'omaralhassan name -1',
      'alhassanomar name -1',
    ],
    'oah oh oa',
    'o h',
  ],
  [
    'Van der Berg',
    ['van given 0', 'derberg|3|1 surname 1', 'berg surname 1', 'vanderberg name -1', 'derbergvan name -1'],
    'vdb vb vd',
    'v b',
  ],
  [
    'Robert (Bob) Ash',
    ['robert given 0', 'ash surname 1', 'robertash name -1', 'ashrobert name -1', 'bob name 0'],
    'ra',
    'r a',
  ],
  ['Smith-Jones', ['smithjones|5 name 0', 'smith name 0', 'jones name 0'], '', 's'],
  [
    'Zoë Lind-Hayes',
    [
      'zoe given 0',
      'lindhayes|4|1 surname 1',
      'lind|1 surname 1',
      'hayes surname 1',
      'zoelindhayes name -1',
      'lindhayeszoe name -1',
    ],
    'zlh zl zh',
    'z l',
  ],
  [
    'Amara-Li Okafor',
    [
      'amarali|5 given 0',
      'amara given 0',
      'okafor|1 surname 1',
      'amaraliokafor name -1',
      'okaforamarali name -1',
    ],
    'alo ao',
    'a o',
  ],
  ['Mei Ng', ['mei given 0', 'ng surname 1', 'meing name -1', 'ngmei name -1'], 'mn', 'm n'],
  ['Aung U', ['aung given 0', 'u surname 1'], 'au', 'a u'],
  ['A. B. Okafor', ['okafor|1 surname 2'], 'abo ao', 'a b o'],
  [
    'Amara B. Okafor',
    ['amara given 0', 'okafor|1 surname 2', 'amaraokafor name -1', 'okaforamara name -1'],
    'abo ao',
    'a b o',
  ],
  [
    'Amara Chidi Okafor',
    ['amara given 0', 'chidi surname 1', 'okafor|1 surname 2', 'amaraokafor name -1', 'okaforamara name -1'],
    'aco ao ac',
    'a c o',
  ],
  [
    'Fiona McAllister',
    [
      'fiona given 0',
      'mcallister|2 surname 1',
      'macallister|3 surname 1',
      'fionamcallister name -1',
      'mcallisterfiona name -1',
      'macallisterfiona name -1',
    ],
    'fm',
    'f m',
  ],
  [
    'Fiona MacAllister',
    [
      'fiona given 0',
      'macallister|3 surname 1',
      'mcallister|2 surname 1',
      'fionamacallister name -1',
      'macallisterfiona name -1',
      'mcallisterfiona name -1',
    ],
    'fm',
    'f m',
  ],
  [
    'Fiona Mack',
    ['fiona given 0', 'mack surname 1', 'fionamack name -1', 'mackfiona name -1', 'mckfiona name -1'],
    'fm',
    'f m',
  ],
  [
    'Fiona Mcab',
    ['fiona given 0', 'mcab surname 1', 'fionamcab name -1', 'mcabfiona name -1', 'macabfiona name -1'],
    'fm',
    'f m',
  ],
  [
    'Ann O’Neil',
    ['ann given 0', 'oneil|1|1 surname 1', 'neil|1 surname 1', 'annoneil name -1', 'oneilann name -1'],
    'aon an ao',
    'a n',
  ],
  ['Ann Onel', ['ann given 0', 'onel|1 surname 1', 'annonel name -1', 'onelann name -1'], 'ao', 'a o'],
  [
    'Jürgen Müller',
    [
      'jurgen given 0',
      'juergen given 0',
      'muller surname 1',
      'mueller surname 1',
      'jurgenmuller name -1',
      'juergenmueller name -1',
      'mullerjurgen name -1',
      'muellerjuergen name -1',
    ],
    'jm',
    'j m',
  ],
  ['李小龙', ['李小龙|1|2 name 0', '小龙|1 name 0'], '', '李'],
  ['李龙', ['李龙|1 name 0'], '', '李'],
  [
    'Xiaolong Li (李小龙)',
    [
      'xiaolong given 0',
      'li surname 1',
      'xiaolongli name -1',
      'lixiaolong name -1',
      '李小龙|1|2 name 0',
      '小龙|1 name 0',
    ],
    'xl',
    'x l',
  ],
  ['Sample reviewer 2', ['sample given 0', 'reviewer surname 1', '2 surname 2'], 'sr', 's r 2'],
  ['Sample2', ['sample given 0', '2 surname 1'], '', 's 2'],
  ['Ann de', ['ann given 0', 'de surname 1', 'annde name -1', 'deann name -1'], 'ad', 'a d'],
  ['Ng-Li Wu', ['ngli|2|1 given 0', 'wu surname 1', 'ngliwu name -1', 'wungli name -1'], 'nlw nw', 'n w'],
  [
    'Associate Prof. Ann Bell',
    ['ann given 0', 'bell surname 1', 'annbell name -1', 'bellann name -1'],
    'ab',
    'a b',
  ],
  [
    'Ann "Nan" Bell',
    ['ann given 0', 'bell surname 1', 'annbell name -1', 'bellann name -1', 'nan name 0'],
    'ab',
    'a b',
  ],
  [
    'Ann"Nan"Bell',
    ['ann given 0', 'bell surname 1', 'annbell name -1', 'bellann name -1', 'nan name 0'],
    'ab',
    'a b',
  ],
  ['(Bob)', ['bob name 0'], '', 'b'],
  ['', [], '', ''],
  ['Ann () Bell', ['ann given 0', 'bell surname 1', 'annbell name -1', 'bellann name -1'], 'ab', 'a b'],
  ['Dr', ['dr name 0'], '', 'd'],
  ['U', [], '', 'u'],
  ['Ann Bell PG-Cert', ['ann given 0', 'bell surname 1', 'annbell name -1', 'bellann name -1'], 'ab', 'a b'],
  [
    'Jan van der Berg-Smith',
    [
      'jan given 0',
      'vanderbergsmith|3|6|10 surname 1',
      'bergsmith|4 surname 1',
      'berg surname 1',
      'smith surname 1',
      'janvanderbergsmith name -1',
      'vanderbergsmithjan name -1',
    ],
    'jvdbs jb js jv jbs',
    'j b',
  ],
  [
    'Ann de Ng',
    ['ann given 0', 'deng|2|1 surname 1', 'ng surname 1', 'anndeng name -1', 'dengann name -1'],
    'adn an ad',
    'a n',
  ],
  [
    'Ann Lee-Bell',
    [
      'ann given 0',
      'leebell|3|1 surname 1',
      'lee surname 1',
      'bell surname 1',
      'annleebell name -1',
      'leebellann name -1',
    ],
    'alb al ab',
    'a l',
  ],
  ['Ann 李龙', ['ann given 0', '李龙|1 surname 1', 'ann李龙 name -1', '李龙ann name -1'], '', 'a 李'],
  [
    'Ann Bea Chidi Okafor',
    [
      'ann given 0',
      'bea surname 1',
      'chidi surname 2',
      'okafor|1 surname 3',
      'annokafor name -1',
      'okaforann name -1',
    ],
    'abco ao ab ac',
    'a b c o',
  ],
  [
    'Jan Chidi van der Berg',
    [
      'jan given 0',
      'chidi surname 1',
      'vanderberg|3|6 surname 2',
      'berg surname 2',
      'janvanderberg name -1',
      'vanderbergjan name -1',
    ],
    'jcvdb jb jc jcb jv jcv jvdb',
    'j c b',
  ],
  [
    'Amara-Li Chidi Okafor',
    [
      'amarali|5 given 0',
      'amara given 0',
      'chidi surname 1',
      'okafor|1 surname 2',
      'amaraliokafor name -1',
      'okaforamarali name -1',
    ],
    'alco ao ac aco alo',
    'a c o',
  ],
  ['Н. Иванов', ['иbahob surname 1'], 'hи', 'h и'],
  ['Ann B2-C', ['ann given 0', '2c|1 surname 2', 'ann2c name -1', '2cann name -1'], 'ab', 'a b 2'],
];

test.each(looked)('of “%s” all ways to write it are looked for', (name, forms, initials, firsts) => {
  const sought = soughtOf({ name, email: '' }, 3);
  expect(sought.forms.map(written)).toEqual(forms);
  expect(sought.forms.every(({ person }) => person === 3)).toBe(true);
  expect([...sought.initials].join(' ')).toBe(initials);
  expect(sought.firsts.join(' ')).toBe(firsts);
  expect(sought.parts).toBe(sought.firsts.length);
});

test('an address is cut at its last @', () => {
  const cut = (email: string) => {
    const { local, domain } = soughtOf({ name: '', email }, 0);
    return [local.map(({ text }) => text).join(' '), domain.map(({ text }) => text).join(' ')];
  };
  expect(cut('a.b@c.d')).toEqual(['a b', 'c d']);
  expect(cut('a@b@c')).toEqual(['a b', 'c']);
  expect(cut('a')).toEqual(['', 'a']);
});

test('words, single letters and numbers are ordinary', () => {
  expect(['grace', 'x', '42', 'okafor', '4x', 'x4'].filter(isOrdinary)).toEqual(['grace', 'x', '42']);
});
