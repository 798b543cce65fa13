import { type Problem, problem } from '../../problems/problem.js';
import type { Gap, Peer, PeerGroup } from './peer-group.js';

/**
 * What a payee is told of what is missing in a group: the payee's own gaps in full; of those of the others,
 * whose data are not the payee's to see, only their kind and number.
 *
 * @param key the payee's among the peers
 * @param gapsOf what is missing for one of them
 * @example
 * gapProblems(group, peerKey(segment), (peer) => peer.gaps)
 */
export function gapProblems(
  group: PeerGroup,
  key: string,
  gapsOf: (peer: Peer) => readonly Gap[],
): readonly Problem[] {
  const own = group.peers.filter((peer) => peer.key === key).flatMap(gapsOf);
  const others = group.peers.filter((peer) => peer.key !== key);
  const codes = [...new Set(others.flatMap(gapsOf).map(({ code }) => code))].sort();
  const ofOthers = codes.map((code) => {
    const lacking = others.filter((peer) => gapsOf(peer).some((gap) => gap.code === code));
    const [, second] = lacking;
    return missingForOthers(
      code,
      second === undefined ? 'another who takes part' : `${lacking.length} others who take part`,
    );
  });
  const told = new Map(
    [...own, ...group.gaps].flatMap((gap) => (gap.own === null ? [] : [[gap.code, gap.own]])),
  );
  const ofFund = group.gaps.flatMap(({ code, own: said }) =>
    said === null ? [missingForOthers(code, 'what the fund is a share of')] : [],
  );
  return [...told.values(), ...ofOthers, ...ofFund.slice(0, 1)];
}

function missingForOthers(code: Problem['code'], whose: string): Problem {
  return problem(code, `something is missing for ${whose}, so that what everybody gets may still change`, {
    hint: 'the statement of whom it is missing for says what it is',
  });
}
