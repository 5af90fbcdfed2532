import { expect, it } from 'vitest';
import { figure, hundredths, shown, signedFigure } from './figure.ts';

it.each([
  [0.595, 0.59, '0.59'],
  [0.125, 0.13, '0.13'],
  [-0.005, -0.01, '−0.01'],
  [-0.004, 0, '0.00'],
  [-1.2, -1.2, '−1.20'],
])('shows %s as it is talked about', (value, as, text) => {
  expect(shown(value)).toBe(as);
  expect(figure(value)).toBe(text);
});

it.each([
  [0.21, 0, '+0.21'],
  [-0.11, 0, '−0.11'],
  [0, 0, '0.00'],
  [0.002, 0, 'just above 0.00'],
  [-0.002, 0, 'just below 0.00'],
  [0.5, 0.5, '+0.50'],
  [0.504, 0.5, 'just above +0.50'],
  [-0.504, 0.5, 'just below −0.50'],
  [0.506, 0.5, '+0.51'],
  [0.002, 0.5, '0.00'],
])('shows the difference %s so that one can see whether it exceeds %s', (value, limit, text) => {
  expect(signedFigure(value, limit)).toBe(text);
});

it.each([
  [0, '0'],
  [0.004, 'less than 1'],
  [0.86, '86'],
  [0.996, 'more than 99'],
  [1, '100'],
])('says a share of %s of 100, all and none only where it is so', (share, text) => {
  expect(hundredths(share)).toBe(text);
});
