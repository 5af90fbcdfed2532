import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import type { Kind } from './kind.ts';
import * as folders from './kinds/index.ts';

/** Every kind of email. One that the contract has and that has no folder fails the types here. */
export const kinds: { readonly [K in NoticeKind]: Kind<K> } = folders;
