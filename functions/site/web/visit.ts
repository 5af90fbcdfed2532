import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ShownEmails } from '../../emails/when-asked.ts';
import type { Log } from '../../log/log.ts';
import type { Services } from '../../use-case/services.ts';
import type { Perform } from '../../use-case/use-case.ts';
import type { Oidc } from '../sign-in/oidc.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import type { StaffOperations } from './ask.ts';
import type { Assets } from './assets.ts';
import type { Done } from './done.ts';
import type { NavigationItem } from './navigation.ts';
import type { Pages } from './pages.ts';

/** What the site needs from outside. */
export interface Site {
  readonly db: Services['db'];
  readonly now: () => Date;
  readonly oidc: Oidc;
  /** What reviewers call the issuer, where they may sign in at it too; empty where they may not. */
  readonly issuerName: string;
  readonly pages: Pages;
  readonly assets: Assets;
  readonly emails: ShownEmails;
  /** Where browsers see the site: scheme, host and port. */
  readonly origin: string;
  /** Where the Centre can be written to. */
  readonly contactAddress: string;
  readonly log: Log;
}

/** One request that has passed the checks of its route. */
export interface Visit extends Visitor {
  readonly site: Site;
  /** Has an operation carried out. */
  readonly perform: Perform<StaffOperations>;
  /** What the path's placeholders caught. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The path asked for, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** What was uploaded, by field name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly navigation: readonly NavigationItem[];
  readonly cookies: readonly string[];
  /** What was done just now in this session; null for nothing. */
  readonly done: Done | null;
  /** The network address of whoever asks. */
  readonly caller: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What leaves the function. */
export type Answer = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };
