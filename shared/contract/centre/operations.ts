import * as z from 'zod';
import { day, slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { approvals } from '../oversight/settings.ts';
import { pageOf, pageQuery, read, readToChange } from '../pages.ts';
import { administrator, everybodyAtTheCentre, staffAndAdministrator } from '../roles.ts';
import { areas, areasView, concerned, eventEntry } from './schemas.ts';
import { closedDoors, settings, settingsView, sharedDomains } from './settings.ts';
import { today } from './today.ts';

/** What waits for the Centre, what it has set, and what is on record. */
export const centreOperations = {
  getToday: operation(read('/v1/today', 'Get what waits for somebody, the most urgent of each kind', today)),

  getSettings: operation({
    ...readToChange('/v1/settings', 'Get the Centre’s settings', settingsView),
    roles: everybodyAtTheCentre,
  }),

  changeSettings: operation({
    method: 'POST',
    path: '/v1/settings',
    summary:
      'Change the Centre’s settings. Of letters and of ways of reviewing, what is left out stays as it is',
    roles: administrator,
    body: z.strictObject({
      ...settings.shape,
      signatory: settings.shape.signatory.optional(),
      evidenceTo: settings.shape.evidenceTo.optional(),
      closedDoors: closedDoors.optional(),
      attachesReviewFiles: z.boolean().optional(),
      appealsInRegister: z.boolean().optional(),
      sharedDomains: sharedDomains.optional(),
      groupAgrees: approvals.optional(),
      secondSigns: approvals.optional(),
    }),
    ifMatch: true,
    success: { status: 200, description: 'The settings now.', body: settingsView, etag: true },
    problems: [],
  }),

  getAreas: operation({
    ...readToChange('/v1/areas', 'Get the areas of practice that the Centre keeps', areasView),
    roles: staffAndAdministrator,
  }),

  changeAreas: operation({
    method: 'POST',
    path: '/v1/areas',
    summary: 'Replace the list of areas of practice that the Centre keeps',
    roles: staffAndAdministrator,
    body: areas.meta({ id: 'AreasToKeep' }),
    ifMatch: true,
    success: { status: 200, description: 'The list now.', body: areasView, etag: true },
    problems: [],
  }),

  listEvents: operation({
    method: 'GET',
    path: '/v1/events',
    summary:
      'List events, the newest first: of a round, specification, criteria set or person, or by who did it, or of a day in UTC; of today where nothing is asked for',
    roles: everybodyAtTheCentre,
    query: z.strictObject({
      ...pageQuery.shape,
      kind: concerned.optional(),
      id: slug.optional(),
      actor: slug.optional(),
      day: day.optional(),
    }),
    success: { status: 200, description: 'A page of events.', body: pageOf(eventEntry) },
    problems: [],
  }),
};
