import { expect, it } from 'vitest';
import { ask, calculatedDatabase, PLAN_TEXT, post, serviceOver } from './service.js';

const TERRITORIES = `language: 1
match: first
territories:
  everything:
    assigned: [ { payee: ada, role: owner, share: 100% } ]
`;

it('territories are published with plans, stay where none are sent, and go where null is', async () => {
  const service = await serviceOver(await calculatedDatabase());
  const files = [{ name: 'plans/ae.yaml', text: PLAN_TEXT }];
  const publish = (more: object) =>
    ask(service, '/api/v1/rules', { ...post({ files, ...more }), method: 'PUT' });
  const published = async (more: object) => {
    expect((await publish(more)).status).toBe(200);
    const { body } = await ask<{
      readonly items: readonly { readonly kind: string; readonly path: string }[];
    }>(service, '/api/v1/rules');
    return body.items.filter(({ kind }) => kind === 'territories').map(({ path }) => path);
  };
  expect(await published({ territories: TERRITORIES })).toEqual(['territories.yaml']);
  expect(await published({})).toEqual(['territories.yaml']);
  const wrong = await publish({ territories: TERRITORIES.replace('owner', 'ownr') });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatchObject({ code: 'unknown-role', location: { file: 'territories.yaml', line: 5 } });
  expect(await published({ territories: null })).toEqual([]);
});
