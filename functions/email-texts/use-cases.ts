import type * as z from 'zod';
import type { emailTextOperations } from '../../shared/contract/emails/operations.ts';
import type { emailTextView } from '../../shared/contract/emails/schemas.ts';
import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { noticeKinds } from '../../shared/contract/notices/kinds.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { changeSettings, getSettings, type Settings, unset } from '../centre/settings-storage.ts';
import { settingsItem } from '../centre/stored-settings.ts';
import { placeholdersOf, wordsDefects } from '../emails/check-words.ts';
import { kinds } from '../emails/kinds.ts';
import { samplesOf } from '../emails/samples.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { defectInWords, type WordsDefect } from '../emails/words.ts';
import { emailView, latestEmailOf } from '../notices/read-notices.ts';
import { getPeople } from '../people/storage.ts';
import { getReadable } from '../table/read.ts';
import { stale, standing } from '../use-case/lock.ts';
import { invalidBody, notFound } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Caller, UseCase, UseCases } from '../use-case/use-case.ts';
import { emailInUse } from './in-use.ts';
import { type EmailWords, linesBeforeBody, partsOf, sourceOf } from './source.ts';
import {
  changeEmailText,
  getEmailText,
  getEmailTextVersion,
  listEmailTexts,
  listEmailTextVersions,
} from './storage.ts';
import { type EmailTextItem, emailTextItem } from './stored-email-text.ts';

type Ops = typeof emailTextOperations;
type View = z.output<typeof emailTextView>;

/** One line of a text that was typed or pasted, or several: with one kind of line end, and no spaces at their ends. */
const tidied = ({ subject, preview, body }: EmailWords): EmailWords => ({
  subject: subject.trim(),
  preview: preview.trim(),
  body: body
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim(),
});

/** What is wrong with words, at the part in which it stands. */
const atParts = (defects: readonly WordsDefect[]): readonly Defect[] =>
  defects.map(({ line, what }) => {
    if (line === 1 || line === 2)
      return { pointer: pointer(line === 1 ? 'subject' : 'preview'), code: 'words', detail: what };
    const detail = defectInWords({ line: line === null ? null : line - linesBeforeBody, what });
    return { pointer: pointer('body'), code: 'words', detail };
  });

const defectsIn = (notice: NoticeKind, words: EmailWords): readonly Defect[] =>
  atParts(wordsDefects(notice, sourceOf(words) ?? ''));

/** Every version with who made it. */
async function withNames({ db }: Services, versions: readonly EmailTextItem[]): Promise<View['versions']> {
  const people = await getPeople(
    db,
    versions.map(({ by }) => by),
    getReadable,
  );
  return versions.map(({ version, words, at, by }) => ({
    version,
    isOriginal: words === null,
    at,
    by,
    byName: people.get(by)?.name ?? null,
  }));
}

/** What emails say, in the Centre's words. */
export function emailTexts(services: Services, emails: ShownEmails): UseCases<Ops> {
  const { db } = services;
  const originalOf = async (notice: NoticeKind) => partsOf(await emails.original(notice));

  const view = async (notice: NoticeKind, text: EmailTextItem | null): Promise<View> => {
    const original = await originalOf(notice);
    const words = text?.words ?? null;
    return {
      notice,
      name: kinds[notice].name,
      version: text?.version ?? 0,
      isOriginal: words === null,
      ...(words ?? original),
      original,
      defects: words === null ? [] : defectsIn(notice, words).map(({ detail }) => detail),
      placeholders: placeholdersOf(notice).map((one) => ({ ...one })),
      versions: await withNames(services, await listEmailTextVersions(db, notice)),
    };
  };

  const answer = async (notice: NoticeKind, text: EmailTextItem | null) => {
    const shown = await view(notice, text);
    return ok({ answer: shown, version: shown.version });
  };

  const overtaken = async (notice: NoticeKind, text: EmailTextItem | null) => {
    const shown = await view(notice, text);
    return fail(stale('text', shown.version, shown));
  };

  /** Puts other words into use; null for those that come with the service. */
  const change = async (
    by: Caller,
    notice: NoticeKind,
    read: EmailTextItem | null,
    words: EmailWords | null,
  ) => {
    const [before, after] = await Promise.all(
      [read?.words ?? null, words].map(async (one) => one ?? (await originalOf(notice))),
    );
    const parts = ['subject', 'preview', 'body'] as const;
    const version = (read?.version ?? 0) + 1;
    const event = eventNow(services, by.id, words === null ? 'email-text-restored' : 'email-text-changed', {
      email: notice,
      before: version - 1,
      version,
      changed: parts.filter((part) => before?.[part] !== after?.[part]).join(' '),
    });
    const text = { notice, version, words, at: event.at, by: by.id };
    const written = await changeEmailText(db, read, text, event);
    if (!written.ok) return overtaken(notice, standing(written.error, 'text', emailTextItem) ?? read);
    return answer(notice, await getEmailText(db, notice));
  };

  const previewEmailText: UseCase<Ops['previewEmailText']> = async ({ by, of: { notice }, what }) => {
    const words = tidied(what);
    const defects = defectsIn(notice, words);
    if (defects.length > 0) return fail(invalidBody(defects));
    const { open, says } = await emailInUse(db, notice);
    const shown = { ...says, words: sourceOf(words) };
    const samples = samplesOf(notice).map(async ({ title, notice: sample, recipient }) => ({
      title,
      email: emailView(await emails.render(sample, recipient, open, shown)),
    }));
    const real = await latestEmailOf(services, emails, by, notice, sourceOf(words) ?? '');
    return ok({ answer: { samples: await Promise.all(samples), real } });
  };

  return {
    listEmailTexts: async () => {
      const texts = new Map((await listEmailTexts(db)).map((text) => [text.notice, text]));
      const items = noticeKinds.map((notice) => {
        const { version = 0, words = null } = texts.get(notice) ?? {};
        return {
          notice,
          name: kinds[notice].name,
          version,
          isOriginal: words === null,
          isUsed: words === null || defectsIn(notice, words).length === 0,
        };
      });
      return ok({ answer: { items } });
    },

    getEmailText: async ({ of: { notice } }) => answer(notice, await getEmailText(db, notice)),

    getEmailTextVersion: async ({ of: { notice, version } }) => {
      const text = await getEmailTextVersion(db, notice, version);
      const [head] = text === null ? [] : await withNames(services, [text]);
      if (head === undefined) return fail(notFound);
      const words = text?.words ?? (await originalOf(notice));
      return ok({ answer: { ...head, name: kinds[notice].name, ...words } });
    },

    previewEmailText,

    saveEmailText: async ({ by, of: { notice }, what, expected }) => {
      const read = await getEmailText(db, notice);
      if (expected !== (read?.version ?? 0)) return overtaken(notice, read);
      const words = tidied(what);
      const defects = defectsIn(notice, words);
      return defects.length > 0 ? fail(invalidBody(defects)) : change(by, notice, read, words);
    },

    restoreEmailText: async ({ by, of: { notice }, expected }) => {
      const read = await getEmailText(db, notice);
      if (expected !== (read?.version ?? 0)) return overtaken(notice, read);
      return read?.words ? change(by, notice, read, null) : answer(notice, read);
    },

    ...emailSettings(services),
  };
}

/** How emails are signed, how the Centre is asked something, and where answers go. */
function emailSettings(services: Services): Pick<UseCases<Ops>, 'getEmailSettings' | 'changeEmailSettings'> {
  const { db } = services;
  const view = ({ emails, editVersion }: Settings) => ({ ...emails, editVersion });
  const answer = (read: Settings) => ok({ answer: view(read), version: read.editVersion });
  const overtaken = (read: Settings) => fail(stale('set of settings', read.editVersion, view(read)));
  return {
    getEmailSettings: async () => answer(await getSettings(db)),

    changeEmailSettings: async ({ by, what, expected }) => {
      const read = await getSettings(db);
      if (expected !== read.editVersion) return overtaken(read);
      // Addresses and names stand in the settings only: no event holds one.
      const isSet = (value: string | null) => (value === null ? 'none' : 'set');
      const event = eventNow(services, by.id, 'settings-changed', {
        emailSignature: isSet(what.signature),
        emailContact: isSet(what.contact),
        replyTo: isSet(what.replyTo),
      });
      const written = await changeSettings(db, read, { emails: what }, event);
      return written.ok
        ? answer({ ...read, emails: what, editVersion: read.editVersion + 1 })
        : overtaken(standing(written.error, 'settings', settingsItem) ?? unset);
    },
  };
}
