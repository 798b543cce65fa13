import { describe, expect, it } from 'vitest';
import { peopleNeeded } from '../../src/runs/people-needed.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { loadedDatabase } from './temporary-company.js';

describe('the people whose deals a result depends on', () => {
  it("are the payee alone, unless the payee manages a team or a plan reads a team's attainment", async () => {
    const db = await loadedDatabase();
    const rules = await readStoredRules(db);
    const plans = rules.ok ? rules.value.book.plans : [];
    const organization = await readRecordSet(db, { payees: [] });
    expect(peopleNeeded('ada', organization, plans)).toEqual(['ada']);
    expect(peopleNeeded('mia', organization, plans)).toEqual(['ada', 'bo', 'mia']);
    const onTeamPlan = { payee: 'bo', plan: 'sales-manager', from: '2026-06-01', to: null };
    const changed = { ...organization, assignment: [...organization.assignment, onTeamPlan] };
    expect(peopleNeeded('bo', changed, plans)).toEqual(['ada', 'bo', 'mia']);
  });

  it('are found down all teams below, whatever circle they are in', () => {
    const team = [
      { id: 'top', name: 'Top', parent: 'low' },
      { id: 'mid', name: 'Mid', parent: 'top' },
      { id: 'low', name: 'Low', parent: 'mid' },
    ];
    const membership = [
      { team: 'top', payee: 'mia', as: 'manager' as const, from: '2026-01-01', to: null },
      { team: 'low', payee: 'ada', as: 'member' as const, from: '2026-01-01', to: null },
      { team: 'other', payee: 'bo', as: 'member' as const, from: '2026-01-01', to: null },
    ];
    expect(peopleNeeded('mia', { team, membership, assignment: [] }, [])).toEqual(['ada', 'mia']);
    expect(peopleNeeded('ada', { team, membership, assignment: [] }, [])).toEqual(['ada']);
  });
});
