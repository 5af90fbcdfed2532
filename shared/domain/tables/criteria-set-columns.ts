/**
 * The one sheet that holds a criteria set: a header row, then a row per thing. The first column says what
 * kind of row it is; the criteria of a section are the `criterion` rows below its `section` row. Every
 * column means one thing, and a row leaves empty what its kind does not have.
 */
export const columns = [
  'Row',
  'Id',
  'Number',
  'Title',
  'Text',
  'Guidance',
  'Mandatory',
  'Threshold',
  'Dissent refers',
  'Value',
  'Label',
  'Meaning',
  'Kind',
  'Sample',
  'Instructions',
  'Minimum reviews',
  'Met share',
  'Non-mandatory share',
  'Credential types',
] as const;

/** The heading of a column. */
export type Column = (typeof columns)[number];

/** A column that a table may be without: a set that says nothing of it is meant for every credential type. */
export const optionalColumn = 'Credential types' satisfies Column;

/**
 * The columns that each kind of row fills in. Four may be empty: a criterion's threshold (the set's then counts), the
 * share by which a criterion is met (2 of 3), whether a dissent refers (no), and the credential types (all of them).
 */
export const columnsOfRow = {
  set: [
    'Id',
    'Title',
    'Threshold',
    'Kind',
    'Sample',
    'Instructions',
    'Minimum reviews',
    'Met share',
    'Non-mandatory share',
    'Credential types',
  ],
  level: ['Value', 'Label', 'Meaning'],
  section: ['Id', 'Number', 'Title'],
  criterion: ['Id', 'Number', 'Text', 'Guidance', 'Mandatory', 'Threshold', 'Dissent refers'],
} as const satisfies Record<string, readonly Column[]>;

/** What a row holds. */
export type RowKind = keyof typeof columnsOfRow;

/** Every kind of row, in the order in which they are written. */
export const rowKinds = Object.keys(columnsOfRow) as readonly RowKind[];
