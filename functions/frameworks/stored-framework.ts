import { instant } from '../../shared/contract/basics.ts';
import { frameworkView } from '../../shared/contract/frameworks/schemas.ts';
import { item } from '../table/stored.ts';

/** An edition of the framework that the Centre imported; immutable. */
export const frameworkItem = item('framework', { ...frameworkView.shape, createdAt: instant });
