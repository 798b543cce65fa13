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
        { teams: ['b', 'c', 'b'], day: null, move: null },
        { teams: ['e', 'e'], day: null, move: null },
      ]);
    });

    it('that are so on some days are told with the first of them and with what begins or ends on it', async () => {
      const db = await database.create();
      const team = (id: string, parent: string | null) => ({ id, name: id, parent });
      const moved = (id: string, parent: string | null, from: string, to: string | null) => {
        return { team: id, parent, from, to };
      };
      await writeAll(db, 'team', [team('a', null), team('b', 'a'), team('c', 'b'), team('d', null)]);
      await writeAll(db, 'teamParent', [
        // Not while b is at the top, but once it is part of a again.
        moved('a', 'c', '2026-02-15', '2026-04-01'),
        moved('b', null, '2026-02-15', '2026-03-01'),
        moved('d', 'd', '2026-06-01', null),
      ]);
      expect(await db.read(async (trx) => teamCircles(trx))).toEqual([
        { teams: ['a', 'c', 'b', 'a'], day: '2026-03-01', move: { team: 'b', from: '2026-02-15' } },
        { teams: ['d', 'd'], day: '2026-06-01', move: { team: 'd', from: '2026-06-01' } },
      ]);
    });
  });
});
