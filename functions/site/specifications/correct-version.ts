import { correctingOperations } from '../../../shared/contract/specifications/correcting-operations.ts';
import { ok } from '../../../shared/domain/basics/result.ts';
import { diffSpecificationVersions } from '../../../shared/domain/specifications/specification-diff.ts';
import { correctingVersions } from '../../specifications/correct-version.ts';
import { withoutUsualEdition } from '../../specifications/version-content.ts';
import { apart } from '../web/ask-apart.ts';
import type { FormDefinition } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import { type Adding, loadLatest, readVersion, versionFields, versionValues } from './version-fields.ts';

/** A specification with the version that is corrected: its latest. */
interface Correcting extends Adding {
  readonly latest: NonNullable<Adding['latest']>;
}

/** The fields of a version but for its files: what is checked on the next page is what was typed. */
const typedFields = (correcting: Correcting): readonly Field[] =>
  versionFields(correcting).flatMap((field) =>
    field.kind === 'file'
      ? []
      : field.name === 'documentSha256'
        ? { ...field, label: 'Fingerprint of the document (SHA-256)', missing: 'Enter the fingerprint' }
        : field,
  );

/** The form page that corrects a version in place, before a round is created with it. */
export const correctVersion: FormDefinition<'correctSpecificationVersion', Correcting> = {
  operation: 'correctSpecificationVersion',
  apart: apart(correctingOperations, correctingVersions),
  load: async (visit) => {
    const about = await loadLatest(visit);
    if (about === null || about.latest === null) return null;
    return String(about.latest.version) === visit.parameters.version
      ? { ...about, latest: about.latest }
      : null;
  },
  text: ({ specification: { specificationId, title }, latest }) => ({
    title: `Correct version ${latest.version}`,
    caption: title,
    back: { text: 'Back to the specification', href: `/specifications/${specificationId}` },
    paragraphs: [
      'For typing errors: no round has been created with this version. Where the document is another one, add a version instead.',
    ],
    button: 'Check the corrections',
  }),
  instead: ({ latest }) =>
    latest.mayBeCorrected
      ? null
      : {
          title: 'This version cannot be corrected any more',
          paragraphs: ['A round was created with it, so it stays as it is. Add another version instead.'],
        },
  fields: typedFields,
  values: (about) => ({ ...versionValues(about), documentSha256: about.latest.content.documentSha256 ?? '' }),
  read: readVersion,
  check: {
    look: async (what, { latest }) =>
      ok({
        changes: diffSpecificationVersions(latest.content, withoutUsualEdition(what)).map(
          ({ sentence }) => sentence,
        ),
      }),
    template: 'specifications/check-correction.njk',
  },
  lock: ({ specification: { specificationId, editVersion } }) => ({
    version: editVersion,
    concerns: { kind: 'specification', id: specificationId },
  }),
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'version-corrected'],
};
