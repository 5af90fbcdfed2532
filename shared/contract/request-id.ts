/** The header by which several requests say that one press of a button led to them; every answer has it too. */
export const requestIdHeader = 'Request-Id';
