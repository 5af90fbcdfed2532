import type { ICellData, IStyleData, Nullable } from '@univerjs/core';
import {
  AUTOMATIC,
  type Cell,
  type CellValue,
  isWallDate,
  PLAIN_TEXT,
  type Style,
} from '../../google/model/cell.ts';
import { EPOCH } from '../../google/model/dates.ts';

// Numbers are Univer's enumerations, which are plain numbers in its data.
const TYPE = { text: 1, number: 2, boolean: 3 } as const;
const WRAPS = ['', 'OVERFLOW', 'CLIP', 'WRAP'];
const VERTICAL = ['', 'top', 'middle', 'bottom'];
const HORIZONTAL = ['', 'left', 'center', 'right'];
const LINK_COLOUR = '#1155cc';
const DAY = 86_400_000;

/** How a cell looks that nobody has touched: Arial, 10 points, at the bottom. */
export const GOOGLES_STYLE: IStyleData = { ff: 'Arial', fs: 10, vt: 3, pd: { t: 2, r: 3, b: 2, l: 3 } };

/** What a cell carries of ours where Univer has no place for it; it goes with the cell wherever that is moved. */
interface Custom {
  readonly link?: string;
  /** The text that the link belongs to: another text in the cell is no link any more. */
  readonly linkText?: string;
  readonly linkColour?: string;
  /** True where the cell wraps, but stands in a hidden column, which must not make its row higher. */
  readonly wraps?: boolean;
}

/** The address behind a cell's text; null where there is none. */
export function linkOf(data: Nullable<ICellData>): string | null {
  const { link, linkText } = (data?.custom ?? {}) as Custom;
  return link !== undefined && linkText === data?.v ? link : null;
}

/** A cell of the grid in Google's terms; null where there is nothing in it. */
export function cellFromGrid(
  data: Nullable<ICellData>,
  style: Nullable<IStyleData>,
  extra: Pick<Cell, 'note' | 'validation'> | undefined,
): Cell | null {
  if (!data && !extra) return null;
  const pattern = style?.n?.pattern;
  const numberFormat =
    pattern === undefined || pattern === 'General' ? AUTOMATIC : pattern === '@@@' ? PLAIN_TEXT : pattern;
  const shown = valueFromGrid(data, numberFormat);
  // Univer makes a formula of what is pasted even over plain text, where Sheets keeps the text.
  const formula = numberFormat === PLAIN_TEXT ? '' : (data?.f ?? '');
  const custom = (data?.custom ?? {}) as Custom;
  const link = linkOf(data);
  const looks = { ...styleFromGrid(style), ...(custom.wraps && { wrap: 'WRAP' }) };
  return {
    value: formula === '' ? (numberFormat === PLAIN_TEXT && data?.f ? data.f : shown) : '',
    formula,
    ...(formula !== '' && { computed: shown }),
    note: extra?.note ?? '',
    validation: extra?.validation ?? null,
    numberFormat,
    style: link === null ? looks : withColour(looks, custom.linkColour),
    link,
  };
}

/**
 * A cell as the grid keeps it. Everything that was set before and is not any more is set to nothing.
 *
 * @param hidden whether its column is hidden
 */
export function cellToGrid(cell: Cell, hidden: boolean): ICellData {
  const { formula, link, style } = cell;
  const wraps = hidden && style.wrap === 'WRAP';
  const custom: Custom = {
    ...(link && {
      link,
      linkText: String(cell.value),
      ...(style.fontColor && { linkColour: style.fontColor }),
    }),
    ...(wraps && { wraps }),
  };
  const content: ICellData =
    formula === ''
      ? { ...valueToGrid(cell.value), f: null, si: null }
      : { f: formula, si: null, v: null, t: null };
  const shown = wraps ? { ...cell, style: { ...style, wrap: 'CLIP' } } : cell;
  return { ...content, p: null, s: styleToGrid(shown), custom: { ...custom } };
}

function valueFromGrid(data: Nullable<ICellData>, numberFormat: string): CellValue {
  const rich = data?.p?.body?.dataStream;
  const value = rich === undefined ? data?.v : rich.replace(/\r\n$/, '').replaceAll('\r', '\n');
  if (value === null || value === undefined) return '';
  if (numberFormat === PLAIN_TEXT)
    return data?.t === TYPE.boolean ? (value ? 'TRUE' : 'FALSE') : String(value);
  if (data?.t === TYPE.boolean) return Boolean(value);
  if (typeof value === 'number' && isDateFormat(numberFormat))
    return { wall: Math.round(EPOCH + value * DAY) };
  return value;
}

function valueToGrid(value: CellValue): ICellData {
  if (value === '') return { v: null, t: null };
  if (isWallDate(value)) return { v: (value.wall - EPOCH) / DAY, t: TYPE.number };
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: TYPE.boolean };
  if (typeof value === 'number') return { v: value, t: TYPE.number };
  return { v: value, t: TYPE.text };
}

const isDateFormat = (format: string) => /[ymdhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]/g, ''));

function styleFromGrid(style: Nullable<IStyleData>): Style {
  if (!style) return {};
  const { bg, cl, bl, fs, ff, tb, vt, ht, bd } = style;
  return {
    ...(bg?.rgb && { background: hex(bg.rgb) }),
    ...(cl?.rgb && { fontColor: hex(cl.rgb) }),
    ...(bl && { fontWeight: 'bold' }),
    ...(fs && fs !== GOOGLES_STYLE.fs && { fontSize: fs }),
    ...(ff && { fontFamily: ff }),
    ...(tb && { wrap: WRAPS[tb] ?? 'OVERFLOW' }),
    ...(vt && { verticalAlignment: VERTICAL[vt] ?? 'bottom' }),
    ...(ht && HORIZONTAL[ht] && { horizontalAlignment: HORIZONTAL[ht] }),
    ...(bd?.t && { border: true }),
  };
}

function styleToGrid({ style, numberFormat, link, validation }: Cell): IStyleData {
  const position = (names: readonly string[], name: string | undefined) =>
    name === undefined ? null : Math.max(0, names.indexOf(name)) || null;
  const line = { s: 1, cl: { rgb: '#aeb7bd' } };
  const looks = {
    bg: style.background === undefined ? null : { rgb: style.background },
    cl: link ? { rgb: LINK_COLOUR } : style.fontColor === undefined ? null : { rgb: style.fontColor },
    bl: style.fontWeight === 'bold' ? 1 : 0,
    ul: link ? { s: 1 } : null,
    // Univer draws dropdowns in its own size unless told.
    fs: style.fontSize ?? (validation ? (GOOGLES_STYLE.fs ?? null) : null),
    ff: style.fontFamily ?? null,
    tb: position(WRAPS, style.wrap),
    vt: position(VERTICAL, style.verticalAlignment),
    ht: position(HORIZONTAL, style.horizontalAlignment),
    bd: style.border ? { t: line, r: line, b: line, l: line } : null,
    n: numberFormat === AUTOMATIC ? null : { pattern: numberFormat },
  };
  // Univer's types do not say that null takes a property away, which its code does.
  return looks as unknown as IStyleData;
}

function withColour(style: Style, colour: string | undefined): Style {
  const { fontColor: _, ...rest } = style;
  return colour === undefined ? rest : { ...rest, fontColor: colour };
}

/** Google answers colours as `#rrggbb`; the grid's own palette writes `rgb(…)`. */
function hex(colour: string): string {
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(colour);
  if (!parts) return colour.toLowerCase();
  return `#${parts
    .slice(1, 4)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;
}
