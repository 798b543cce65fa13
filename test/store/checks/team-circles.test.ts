import { describe, expect, it } from 'vitest';
import { teamCircles } from '../../../src/store/checks/team-circles.js';
import { databases } from '../../databases/databases.js';
import { writeAll } from '../samples.js';

describe.each(databases)('team circles on $name', (database) => {
  describe('teams', () => {
    it('that are part of each other are told once, and teams below them are not', async () => {
      const db = await database.create();
      const team = (id: string, parent: string | null) => ({ id, name: id, parent });
      await writeAll(db, 'team', [
        team('a', 'b'),
        team('b', 'c'),
        team('c', 'b'),
        team('d', 'a'),
        team('e', 'e'),
        team('f', null),
        team('g', 'f'),
        team('h', 'missing'),
      ]);
      expect(await db.read(async (trx) => teamCircles(trx))).toEqual([
        ['b', 'c', 'b'],
        ['e', 'e'],
      ]);
    });
  });
});
