/** What a code is sealed for between being asked for and being sent. */
export const codePurpose = 'sign-in code';
