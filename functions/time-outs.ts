/** How long a request to AWS may take, in milliseconds. */
export interface Patience {
  /** Until there is a connection. */
  readonly connection: number;
  /** Until there is an answer, with making the connection; and between two pieces of the answer. */
  readonly answer: number;
}

/** What an AWS client is made with so that it waits no longer: the SDK's own default is to wait for ever. */
export const waitingAtMost = ({ connection, answer }: Patience) => ({
  requestHandler: {
    connectionTimeout: connection,
    requestTimeout: answer,
    socketTimeout: answer,
    // Without it the SDK only warns.
    throwOnRequestTimeout: true,
  },
});

/** For what a person waits for, in functions of 10 seconds: three attempts, with the pauses between, fit. */
export const whilePeopleWait: Patience = { connection: 1_000, answer: 2_500 };

/** For the table between emails, three attempts each: see `timeForOne` in the mailer. */
export const betweenEmails: Patience = { connection: 1_000, answer: 1_500 };

/**
 * For one email, which is tried once: ten of a batch that all stall, and what is written of them, fit into the
 * mailer's 60 seconds.
 */
export const forAnEmail: Patience = { connection: 1_000, answer: 4_000 };
