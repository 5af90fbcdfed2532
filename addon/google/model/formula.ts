import { StandInError } from '../errors.ts';
import { type Area, parseA1 } from './area.ts';
import { type CellValue, isWallDate } from './cell.ts';
import { displayValue } from './display.ts';

/** Reads the computed value of a cell of the same sheet; rows and columns count from 1. */
type Lookup = (row: number, column: number) => CellValue;

/**
 * Computes the few formulas that the tests meet: literals, references within the sheet, `+ - * / &`, comparisons,
 * HYPERLINK, IF, SUM, COUNTA, COUNTIF (of a plain value). Any other is refused, so that none is silently wrong.
 */
export function evaluate(formula: string, lookup: Lookup): CellValue {
  const parser = new Parser(formula, lookup);
  const result = parser.comparison();
  parser.end();
  return Array.isArray(result) ? '#VALUE!' : result;
}

type Operand = CellValue | CellValue[];

const TOKEN =
  /\s*("(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\d+(?:\.\d+)?|[A-Z]+|<=|>=|<>|[-+*/&=<>(),])/iy;

const COMPARISONS = ['=', '<>', '<', '>', '<=', '>='];

class Parser {
  readonly #formula: string;
  readonly #tokens: string[] = [];
  readonly #lookup: Lookup;

  constructor(formula: string, lookup: Lookup) {
    this.#formula = formula;
    this.#lookup = lookup;
    TOKEN.lastIndex = 1;
    let end = 1;
    for (let match = TOKEN.exec(formula); match; match = TOKEN.exec(formula)) {
      this.#tokens.push(match[1] ?? '');
      end = TOKEN.lastIndex;
    }
    if (formula.slice(end).trim() !== '') throw this.#unknown();
  }

  comparison(): Operand {
    let left = this.#joined();
    for (let operator = this.#next(...COMPARISONS); operator; operator = this.#next(...COMPARISONS)) {
      const [a, b] = [comparable(single(left)), comparable(single(this.#joined()))];
      const order = a < b ? -1 : a > b ? 1 : 0;
      if (operator === '=') left = order === 0;
      else if (operator === '<>') left = order !== 0;
      else left = operator.includes(order < 0 ? '<' : order > 0 ? '>' : '=');
    }
    return left;
  }

  end(): void {
    if (this.#tokens.length > 0) throw this.#unknown();
  }

  #joined(): Operand {
    let left = this.#sum();
    while (this.#next('&')) left = text(single(left)) + text(single(this.#sum()));
    return left;
  }

  #sum(): Operand {
    let left = this.#product();
    for (let operator = this.#next('+', '-'); operator; operator = this.#next('+', '-')) {
      const right = this.#product();
      left = arithmetic(left, right, (a, b) => (operator === '+' ? a + b : a - b));
    }
    return left;
  }

  #product(): Operand {
    let left = this.#factor();
    for (let operator = this.#next('*', '/'); operator; operator = this.#next('*', '/')) {
      const right = this.#factor();
      left = arithmetic(left, right, (a, b) => (operator === '*' ? a * b : a / b));
    }
    return left;
  }

  #factor(): Operand {
    if (this.#next('-')) return arithmetic(0, this.#factor(), (a, b) => a - b);
    if (this.#next('+')) return this.#factor();
    if (this.#next('(')) return this.#closed(this.comparison());
    const token = this.#tokens.shift() ?? '';
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    if (/^\d/.test(token)) return Number(token);
    if (/^true$/i.test(token)) return true;
    if (/^false$/i.test(token)) return false;
    if (this.#next('(')) return this.#called(token.toUpperCase());
    const area = parseA1(token, 0, 0);
    if (!area) throw this.#unknown();
    const values = this.#read(area);
    return token.includes(':') ? values : (values[0] ?? '');
  }

  #called(name: string): Operand {
    const args: Operand[] = [];
    if (!this.#next(')')) {
      do args.push(this.comparison());
      while (this.#next(','));
      this.#closed('');
    }
    const [first = '', second = '', third = false] = args;
    switch (name) {
      case 'HYPERLINK':
        return text(single(args.length > 1 ? second : first));
      case 'IF':
        return single(first) === true ? second : third;
      case 'SUM':
        return args.flat().reduce<number>((total, each) => total + (typeof each === 'number' ? each : 0), 0);
      case 'COUNTA':
        return args.flat().filter((each) => each !== '').length;
      case 'COUNTIF':
        if (/^[<>=]|[*?]/.test(text(single(second)))) throw this.#unknown();
        return [first]
          .flat()
          .filter((each) => text(each).toLowerCase() === text(single(second)).toLowerCase()).length;
      default:
        throw this.#unknown();
    }
  }

  #read(area: Area): CellValue[] {
    return Array.from({ length: area.rows * area.columns }, (_, index) =>
      this.#lookup(area.row + Math.floor(index / area.columns), area.column + (index % area.columns)),
    );
  }

  #closed(value: Operand): Operand {
    if (!this.#next(')')) throw this.#unknown();
    return value;
  }

  #next(...wanted: string[]): string | null {
    const token = this.#tokens[0];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#tokens.shift();
    return token;
  }

  #unknown(): StandInError {
    return new StandInError(
      `The formula ${this.#formula} is not part of the stand-in; add what it needs to addon/google/model/formula.ts`,
    );
  }
}

function single(operand: Operand): CellValue {
  return Array.isArray(operand) ? '#VALUE!' : operand;
}

function text(value: CellValue): string {
  return displayValue(value, '@');
}

function comparable(value: CellValue): string | number {
  if (isWallDate(value)) return value.wall;
  return typeof value === 'number' ? value : text(value).toLowerCase();
}

function arithmetic(left: Operand, right: Operand, compute: (a: number, b: number) => number): CellValue {
  const a = numeric(single(left));
  const b = numeric(single(right));
  if (a === null || b === null) return '#VALUE!';
  const result = compute(a, b);
  return Number.isFinite(result) ? result : '#DIV/0!';
}

function numeric(value: CellValue): number | null {
  if (value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isWallDate(value)) return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}
