import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts properties at every depth, leaves arrays in their order, and has no white space', () => {
    expect(canonicalJson({ b: [3, { z: 1, a: null }, 1], a: true, '': false })).toBe(
      '{"":false,"a":true,"b":[3,{"a":null,"z":1},1]}',
    );
  });

  it('sorts as the example of RFC 8785, section 3.2.3, by UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(text).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`);
  });

  it('sorts numbers among names as text, whatever order JavaScript keeps them in', () => {
    expect(canonicalJson({ b: 0, 10: 0, 9: 0, 1: 0 })).toBe('{"1":0,"10":0,"9":0,"b":0}');
  });

  it('escapes what JSON insists on and nothing else', () => {
    expect(canonicalJson('€$\u000f\nA\'B"\\/ö\u{1f600}\u2028')).toBe(
      '"€$\\u000f\\nA\'B\\"\\\\/ö\u{1f600}\u2028"',
    );
  });

  it.each([
    [-0, '0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [0.000001, '0.000001'],
    [9007199254740992, '9007199254740992'],
    [5e-324, '5e-324'],
  ])('writes the number %d as RFC 8785 does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, [undefined], () => 0, Symbol('s')])(
    'refuses %o, which JSON cannot hold',
    (value) => {
      const refused = Array.isArray(value) ? undefined : value;
      expect(() => canonicalJson(value)).toThrow(new TypeError(`${String(refused)} has no JSON form`));
    },
  );

  it('leaves out properties that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('keeps a property called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('means the same as the value, and has one spelling whatever the order of properties', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, property]) => [name, reversed(property)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});
