import { describe, expect, it } from 'vitest';
import type { PeerQuestion } from '../../src/engine/mechanisms/peer-group.js';
import type { Pool } from '../../src/engine/mechanisms/pool.js';
import type { Component } from '../../src/engine/plan.js';
import { peopleNeeded } from '../../src/runs/people-needed.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { assignmentOf, commissionOf, componentOf, memberOf, planOf } from '../engine/given.js';
import { gateOf } from '../engine/modifiers/renewals.js';
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

  it("are those of the payee's team also where a gate or a multiplier reads its attainment", () => {
    const team = [{ id: 'west', name: 'West', parent: null }];
    const membership = ['ada', 'bo'].map((payee) => memberOf('west', payee));
    const organization = { team, teamParent: [], membership, assignment: [assignmentOf('ada')] };
    const neededBy = (component: Partial<Component>) => {
      const plan = planOf([componentOf(commissionOf(), component)]);
      return peopleNeeded('ada', organization, [{ plan, inForce: [plan.effective] }]);
    };
    const gate = gateOf();
    const position = { ...gate.position, of: 'teamPooled' } as const;
    const curve = { shape: 'stepped', beyond: 'flat', points: [] } as const;
    expect(neededBy({ gate: [gate] })).toEqual(['ada']);
    expect(neededBy({ gate: [gate, { ...gate, position }] })).toEqual(['ada', 'bo']);
    expect(neededBy({ multiplier: { position, curve, withoutQuota: 'problem' } })).toEqual(['ada', 'bo']);
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
    const organization = { team, teamParent: [], membership, assignment: [] };
    expect(peopleNeeded('mia', organization, [])).toEqual(['ada', 'mia']);
    expect(peopleNeeded('ada', organization, [])).toEqual(['ada']);
  });

  it('are found below every team that a team is ever part of', () => {
    const team = ['east', 'west', 'north'].map((id) => ({ id, name: id, parent: null }));
    const teamParent = [{ team: 'north', parent: 'west', from: '2026-02-15', to: '2026-03-01' }];
    const manager = { team: 'west', payee: 'mia', as: 'manager' as const, from: '2026-01-01', to: null };
    const membership = [manager, memberOf('north', 'ada'), memberOf('east', 'bo')];
    const organization = { team, teamParent, membership, assignment: [] };
    expect(peopleNeeded('mia', organization, [])).toEqual(['ada', 'mia']);
    expect(peopleNeeded('mia', { ...organization, teamParent: [] }, [])).toEqual(['mia']);
  });

  it('are those of the team, of the plan or everybody on a plan, as a pool asks', () => {
    const assignment = [
      { payee: 'ada', plan: 'pooled', from: '2026-01-01', to: null },
      { payee: 'bo', plan: 'pooled', from: '2026-01-01', to: '2026-02-01' },
      { payee: 'cy', plan: 'other', from: '2026-01-01', to: null },
      { payee: 'dee', plan: 'pooled', from: '2026-01-01', to: null },
    ];
    const membership = ['ada', 'cy'].map((payee) => ({
      team: 'west',
      payee,
      as: 'member' as const,
      from: '2026-01-01',
      to: null,
    }));
    const team = [{ id: 'west', name: 'West', parent: null }];
    const organization = { team, teamParent: [], membership, assignment };
    const needed = (pool: Partial<PeerQuestion>) => {
      const plan = planOf([componentOf(poolOf(pool), { settles: 'windowEnd' })], { id: 'pooled' });
      return peopleNeeded('ada', organization, [{ plan, inForce: [plan.effective] }]);
    };
    expect(needed({ among: 'team' })).toEqual(['ada', 'cy']);
    expect(needed({ among: 'plan' })).toEqual(['ada', 'bo', 'dee']);
    expect(needed({ among: 'plan', fund: { measure: 'sales', of: 'everybody' } })).toEqual([
      'ada',
      'bo',
      'cy',
      'dee',
    ]);
  });
});

function poolOf(peers: Partial<PeerQuestion>): Pool {
  return {
    kind: 'pool',
    fund: { kind: 'amount', amount: 100n },
    shared: 'equally',
    peers: {
      among: 'plan',
      membership: 'days',
      measure: 'sales',
      reads: [],
      qualifier: null,
      weights: null,
      fund: null,
      ...peers,
    },
  };
}
