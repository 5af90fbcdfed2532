/** What of mjml is used here; the package has no types of its own. */
declare module 'mjml' {
  /** Compiles MJML to HTML. With `validationLevel: 'strict'` it throws at the first thing it does not know. */
  export default function mjml2html(
    mjml: string,
    options: {
      readonly validationLevel: 'strict';
      readonly keepComments: boolean;
      readonly fonts: Readonly<Record<string, string>>;
    },
  ): Promise<{ readonly html: string }>;
}
