import { getRound } from '../../functions/rounds/storage.ts';
import { getSpecification } from '../../functions/specifications/storage.ts';
import { type Centre, given } from './centre.ts';

/** Staff make somebody with an address the contact of the specification under review in a round. */
export async function changeDeveloperTo(
  { db, does, by }: Centre,
  roundId: string,
  contactEmail: string,
): Promise<void> {
  const round = await getRound(db, roundId);
  const specification = round && (await getSpecification(db, round.specificationId));
  if (!specification) throw new Error('There is no specification');
  const { organisation } = specification.developer;
  given(
    await does.changeDeveloper({
      ...(await by('staff-1')),
      of: { specificationId: specification.id },
      what: { organisation, contactName: 'Later Contact', contactEmail },
    }),
  );
}
