import { describe, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { requestContext } from '../../tests/support/request.ts';
import { makePerson } from '../../tests/world/people.ts';
import { chromeData } from './chrome-data.server.ts';

const request = new Request('http://localhost:3000/courses?q=an#x');

describe('chromeData', () => {
  it('knows a stranger’s language, the host and the way back', async () => {
    await using db = await freshDb();
    expect(chromeData(null, requestContext(db), request)).toMatchObject({ locale: 'vi', theme: 'system', host: 'localhost:3000', path: '/courses?q=an', person: null, areas: [], isDemo: false });
  });

  it('opens areas to a person, but none before she has changed a handed-over password', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    expect(chromeData(person, requestContext(db), request)).toMatchObject({ person: { fullName: person.fullName, unitName: 'UBND phường Hoa Lư' }, areas: ['home', 'courses', 'certificates', 'help', 'contests'] });
    expect(chromeData({ ...person, mustChangePassword: true }, requestContext(db), request)).toMatchObject({ person: { fullName: person.fullName }, areas: [] });
  });

  it('hands nothing to the page that the page need not know', async () => {
    await using db = await freshDb();
    const [person, context] = [await makePerson(db), requestContext(db)];
    const sent = JSON.stringify(chromeData(person, context, request));
    for (const secret of [context.secret, person.sessionId, person.id]) expect(sent).not.toContain(secret);
  });
});
