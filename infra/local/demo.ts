import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../shared/contract/operation.ts';
import { resultOperations } from '../../shared/contract/results/operations.ts';
import { criteriaOf, thresholdOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { statusWords } from '../../shared/domain/recommendations/status-words.ts';
import { outcomeInWords, statusWithShare } from '../../shared/domain/recommendations/trace-in-words.ts';
import { groundsOfCounts } from '../../shared/domain/results/criterion-status.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { type Email, readInbox } from './mail.ts';
import { findRunningService, type RunningService } from './running-service.ts';
import { addSamplePeople, registerSamples, sampleCriteriaSet } from './samples.ts';
import { startService } from './service.ts';
import { playStory } from './story.ts';

const tell = (line: string) => console.log(line);

/** Asks until there is an answer, for at most ten seconds. */
async function eventually<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await ask();
    if (answer !== null) return answer;
    await pause(100);
  }
  throw new Error(`There is still no ${what} after ten seconds.`);
}

const shorten = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

function printResult({ result }: Answer<typeof resultOperations.getResult>): void {
  const set = sampleCriteriaSet();
  const labels = set.scale.map((level) => level.label);
  const cells = (values: readonly (string | number)[]) =>
    values.map((value, i) => String(value).padStart(labels[i]?.length ?? 6)).join('  ');
  tell(`\nThe result, ratings per level:\n\n${'Criterion'.padEnd(56)}  ${cells(labels)}  Unable  Status`);
  for (const [i, criterion] of criteriaOf(set).entries()) {
    const { number, text, mandatory } = criterion;
    const counted = result.criteria[i];
    if (counted === undefined) continue;
    const name = `${`${number}${mandatory ? '*' : ''}`.padEnd(6)} ${shorten(text, 48)}`.padEnd(56);
    tell(
      `${name}  ${cells(counted.counts)}  ${String(counted.unableToJudge).padStart(6)}  ${statusWithShare(counted.status, groundsOfCounts(set, criterion, counted.counts), statusWords(set, thresholdOf(set, criterion)).alone)}`,
    );
  }
  tell('* mandatory');
}

function printRecommendation({
  number,
  recommendation,
  explanation,
}: Answer<typeof resultOperations.getRecommendation>): void {
  tell(`\nRecommendation ${number}: ${outcomeInWords[recommendation.outcome]}\n`);
  for (const reason of explanation.reasons) tell(`  ${reason}`);
  tell('\nThe rules, in the order in which they were tried:');
  for (const [i, { fired }] of recommendation.rules.entries())
    tell(`  ${fired ? '→' : ' '} ${explanation.rules[i]}`);
  tell('\nHow each criterion came to its status:');
  for (const { sentence } of explanation.criteria) tell(`  ${sentence}`);
  tell(`\n${explanation.sensitivity}`);
}

function printEmail(email: Email): void {
  tell(`\nThe email, as received by ${email.to.join(', ')}:\n\n  Subject: ${email.subject}\n`);
  for (const line of (email.text ?? '').split('\n')) tell(`  ${line}`);
}

async function play({ origin, inbox, token }: Omit<RunningService, 'db'>, staff: ApiClient): Promise<void> {
  const addonCode = readFileSync(join(import.meta.dirname, '../../dist/addon/Code.js'), 'utf8');
  const roundId = await playStory({ origin, inbox, staff, addonCode, token, tell });
  const parameters = { roundId };
  const recommendation = await eventually('recommendation', async () => {
    const { status } = await staff.send(resultOperations.getRecommendation, { parameters });
    return status === 200 ? staff.call(resultOperations.getRecommendation, { parameters }) : null;
  });
  printResult(await staff.call(resultOperations.getResult, { parameters }));
  printRecommendation(recommendation);
  printEmail(
    await eventually(
      'email',
      async () => (await readInbox(inbox)).find((email) => email.text?.includes(roundId)) ?? null,
    ),
  );
  tell(`\nIts page, while the service runs: ${origin}/rounds/${roundId}/result`);
}

/** Plays a whole round: on the service that runs at `PORT`, or on one of its own that ends with it. */
async function main(): Promise<void> {
  const running = await findRunningService(process.env);
  if (running !== null) {
    tell(`Playing on the service at ${running.origin}.`);
    return play(running, apiClient(running.origin, await running.token('staff@example.org')));
  }
  tell('No service is running, so this brings up one of its own, in memory.');
  const service = await startService();
  try {
    await addSamplePeople(service.db);
    const staff = apiClient(service.url, await service.token('staff@example.org'));
    await registerSamples(staff);
    await play({ origin: service.url, inbox: service.mail.url, token: service.token }, staff);
  } finally {
    await service.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
