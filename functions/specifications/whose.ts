import type { Whose } from '../../shared/domain/rounds/own-assignment.ts';
import type { Services } from '../use-case/services.ts';
import { getSpecification } from './storage.ts';

/** Whose a proposal or specification under review is: what its reviewers may have an interest in. */
export async function whoseIs({ db }: Services, specificationId: string): Promise<Whose> {
  const specification = await getSpecification(db, specificationId);
  if (specification === null) throw new Error(`Specification ${specificationId} is gone and under review`);
  return { stage: specification.stage, organisation: specification.developer.organisation };
}
