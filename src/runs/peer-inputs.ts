import type { Gap, PeerGroup } from '../engine/mechanisms/peer-group.js';
import type { Ratio } from '../money/ratio.js';
import type { WriteLine } from './hashed-lines.js';

/**
 * Writes what a component reads of several payees: `looks at|component id`, and for each group on each day on
 * which it is read
 *
 * - `group|team|date|part of the window in which the plan is in force|credited under the fund's measure`, then
 *   the codes of what is missing for the fund;
 * - `peer|payee|days|credited|attainment|other attainment|weight` for each of the group, in order, then the codes
 *   of what is missing; what does not count is empty or nothing.
 *
 * @example
 * writePeerInputs('pool', readings.ofGroups(through), (...fields) => lines.push(fields.join('|')));
 */
export function writePeerInputs(id: string, groups: readonly PeerGroup[], write: WriteLine): void {
  if (groups.length > 0) write('looks at', id);
  for (const { team, at, part, fund, gaps, peers } of groups) {
    write('group', team, at, ratioText(part), ratioText(fund), ...codes(gaps));
    for (const peer of peers) {
      const figures = [peer.credited, peer.attainment, peer.qualifying, peer.weight].map(ratioText);
      write('peer', peer.payee, String(peer.days), ...figures, ...codes(peer.gaps));
    }
  }
}

function codes(gaps: readonly Gap[]): readonly string[] {
  return gaps.map(({ code }) => code);
}

function ratioText(value: Ratio | null): string | null {
  return value === null ? null : `${value.numerator}/${value.denominator}`;
}
