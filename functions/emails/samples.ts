import {
  hasLink,
  type NoticeData,
  type NoticeKind,
  noticeKinds,
} from '../../shared/contract/notices/kinds.ts';
import * as folders from './kinds/samples.ts';
import type { EmailSettings, Notice } from './render.ts';
import type { Samples } from './sample.ts';

/** The samples of every kind. A kind without any fails the types here. */
const samples: { readonly [K in NoticeKind]: Samples<K> } = folders;

/** A notice as it could be, of people and specifications that do not exist. */
export interface SampleNotice {
  /** What it shows, unique among the samples: "reminder, overdue". */
  readonly title: string;
  readonly notice: Notice;
  readonly recipient: { readonly name: string };
}

/** Where the links of samples lead: nowhere. */
export const sampleSettings: EmailSettings = {
  origin: 'https://reviews.example.org',
  reviewerStart: 'https://sheets.example.org/start',
};

/** The notices that a kind's samples make. */
export const samplesOf = <K extends NoticeKind>(notice: K): readonly SampleNotice[] =>
  Object.entries<NoticeData<K>>(samples[notice]).map(([what, data], i) => ({
    title: `${notice}, ${what}`,
    notice: {
      notice,
      data,
      id: `sample-${notice}-${i + 1}`,
      roundId: 'title' in data ? 'sample-round' : null,
      linkKey: hasLink(notice, data) ? 'sample-key' : null,
    } as Notice,
    recipient: { name: 'Sample recipient' },
  }));

/** Samples of every kind of email. */
export const sampleNotices: readonly SampleNotice[] = noticeKinds.flatMap((kind) => samplesOf(kind));
